// How often 95 % intervals of H and C hold the true values: `npm run bench entropy-coverage`; takes minutes. REPLICATES and
// SEED in the environment try others.
import { entropy, rng } from "sech";

const { REPLICATES = "2000", SEED = "313000" } = process.env;
const replicates = Number(REPLICATES);

const orders = [3, 4, 5];

/** H and C by order of an AR(1) process, from 4e7 samples; of noise exactly. */
function truths(phi: number): readonly entropy.Complexity[] {
  if (phi === 0) return orders.map(() => ({ H: 1, C: 0 }));
  const streams = orders.map((order) => entropy.patternAccumulator(entropy.ordinalPatterns({ order })));
  const random = rng(9);
  let x = 0;
  const next = () => {
    x = phi * x + random.normal();
    return x;
  };
  for (let block = 0; block < 400; block++) {
    const samples = Float64Array.from({ length: 100_000 }, next);
    for (const stream of streams) stream.push(samples);
  }
  return streams.map((stream) => entropy.complexity(stream.pmf()));
}

for (const phi of [0, 0.5, 0.9]) {
  const exactly = truths(phi);
  for (const [at, order] of orders.entries()) {
    const space = entropy.ordinalPatterns({ order });
    const exact = exactly[at] as entropy.Complexity;
    for (const length of [1000, 10_000]) {
      const held = { H: 0, C: 0 };
      for (let i = 0; i < replicates; i++) {
        const series = entropy.generators.autoregressive({ phi, length, seed: Number(SEED) + i });
        const found = entropy.intervals(space, series);
        if (found.reason !== null) throw new Error(found.reason);
        for (const key of ["H", "C"] as const) {
          if (found[key].low <= exact[key] + 1e-12 && found[key].high >= exact[key] - 1e-12) held[key]++;
        }
      }
      const share = (count: number) => `${((100 * count) / replicates).toFixed(1)} %`;
      console.log(`AR(1) φ = ${phi}, order ${order}, ${length} samples: H ${share(held.H)}, C ${share(held.C)}`);
    }
  }
}
