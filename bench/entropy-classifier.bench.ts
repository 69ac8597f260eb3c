// Balanced accuracy of the classifier on 300 generated series, 100 a class: `npm run bench entropy-classifier`.
// The families and the ranges of their parameters are the list; the seeds, 20261131 and 20261132, were never used to tune.
import { entropy, type Rng, rng } from "sech";

const { generators } = entropy;
const between = (random: Rng, low: number, high: number) => low + (high - low) * random.uniform();
const seedOf = (random: Rng) => random.integer(1e9);

type Family = (random: Rng, length: number) => Float64Array;
type Class = "regular" | "complex" | "stochastic";

const tones = (random: Rng, length: number, ratios: readonly (readonly [low: number, high: number])[]) => {
  const period = between(random, 20, 60);
  const others = ratios.map(([low, high]) => ({
    period: period / between(random, low, high),
    amplitude: between(random, 0.15, 0.6),
    phase: between(random, 0, 6),
  }));
  return generators.sines({ tones: [{ period, phase: between(random, 0, 6) }, ...others], length });
};
const rtol = 1e-10;

/** Released at a distance of 1 on the axis, slower than in circles. */
const tracer = (r: Rng, length: number) => {
  const start = [1, 0, 0, 0, between(r, 0.1, 0.8), 0] as const;
  return { start, dt: 0.2, length, rtol };
};
const planar = ({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }, r: Rng) => (r.integer(2) ? x : y);

/** Through x = 0 along x, at a given energy: above 0.155 in the chaotic sea, where neighbours part by 1e8 in 3000 time units. */
const henonHeiles = (r: Rng, energy: number, length: number) => {
  const y = between(r, -0.1, -0.05);
  const vx = Math.sqrt(2 * energy - y * y + (2 * y ** 3) / 3);
  return generators.henonHeiles({ start: [0, y, vx, 0], dt: 0.3, length, rtol }).series.x;
};

const families: Readonly<Record<Class, Readonly<Record<string, Family>>>> = {
  regular: {
    sine: (r, length) => tones(r, length, []),
    "two tones": (r, length) => tones(r, length, [[1.3, 3.7]]),
    "three tones": (r, length) =>
      tones(r, length, [
        [1.3, 2],
        [2.2, 3.7],
      ]),
    Plummer: (r, length) =>
      generators.orbit({
        potential: { kind: "plummer" },
        start: [1, 0, 0, 0, between(r, 0.3, 0.75), between(r, 0, 0.2)],
        dt: 0.25,
        length,
        rtol,
      }).series.x,
    "logarithmic loop": (r, length) =>
      generators.orbit({ start: [1, 0, 0, 0, between(r, 0.8, 1.3), 0], dt: 0.2, length, rtol }).series.y,
    "logarithmic box and resonances": (r, length) => planar(generators.orbit(tracer(r, length)).series, r),
    "rotating bar, loops": (r, length) =>
      planar(generators.orbit({ ...tracer(r, length), potential: { kind: "bar" } }).series, r),
    "Miyamoto–Nagai disc": (r, length) =>
      generators.orbit({
        potential: { kind: "miyamoto-nagai" },
        start: [between(r, 1, 2), 0, between(r, 0.05, 0.15), 0, between(r, 0.4, 0.6), 0],
        dt: 0.4,
        length,
        rtol,
      }).series.x,
    "Hénon–Heiles, energy below 0.04": (r, length) =>
      generators.henonHeiles({
        start: [0, between(r, -0.1, 0.1), between(r, 0.1, 0.2), between(r, -0.1, 0.1)],
        dt: 0.3,
        length,
        rtol,
      }).series.x,
    "Hénon–Heiles, energy 1/12": (r, length) => henonHeiles(r, 1 / 12, length),
    "double pendulum, angles below 0.5": (r, length) =>
      generators.doublePendulum({ angles: [between(r, -0.5, 0.5), between(r, -0.5, 0.5)], dt: 0.08, length, rtol })
        .series.x2,
    "standard map, K below 0.3": (r, length) =>
      generators.standardMap({ K: between(r, 0.05, 0.3), start: [between(r, 0, 6.2), between(r, 1, 5)], length }),
    "logistic, periods 4 and 8": (r, length) =>
      generators.logistic({ r: between(r, 3.46, 3.56), x0: 0.3, length: length + 500 }).slice(500),
  },
  complex: {
    logistic: (r, length) => generators.logistic({ r: between(r, 3.9, 4), x0: between(r, 0.1, 0.9), length }),
    tent: (r, length) => generators.tent({ seed: seedOf(r), length }),
    Hénon: (r, length) => generators.henon({ start: [between(r, -0.1, 0.1), between(r, -0.1, 0.1)], length }),
    Ikeda: (r, length) => generators.ikeda({ start: [between(r, 0, 0.2), between(r, 0, 0.2)], length }),
    "standard map, K = 5 … 7": (r, length) =>
      generators.standardMap({ K: between(r, 5, 7), start: [between(r, 1, 5), between(r, 1, 5)], length }),
    Lorenz: (r, length) => {
      const start = [between(r, -5, 5), between(r, -5, 5), between(r, 15, 25)] as const;
      const { series } = generators.lorenz({ start, dt: between(r, 0.02, 0.06), length, rtol });
      return [series.x, series.y, series.z][r.integer(3)] as Float64Array;
    },
    Rössler: (r, length) =>
      generators.rossler({
        start: [between(r, 1, 3), between(r, 1, 3), 1],
        c: between(r, 9, 14),
        dt: between(r, 0.2, 0.5),
        length,
        rtol,
      }).series.x,
    "double pendulum": (r, length) =>
      generators.doublePendulum({ angles: [between(r, 2, 2.4), between(r, -0.5, -0.1)], dt: 0.08, length, rtol }).series
        .x2,
    "Hénon–Heiles, energy above 0.155": (r, length) => henonHeiles(r, between(r, 0.155, 0.166), length),
  },
  stochastic: {
    white: (r, length) => generators.noise({ colour: "white", seed: seedOf(r), length }),
    pink: (r, length) => generators.noise({ colour: "pink", seed: seedOf(r), length }),
    brown: (r, length) => generators.noise({ colour: "brown", seed: seedOf(r), length }),
    blue: (r, length) => generators.noise({ colour: "blue", seed: seedOf(r), length }),
    violet: (r, length) => generators.noise({ colour: "violet", seed: seedOf(r), length }),
    "fBm, h = 0.15 … 0.9": (r, length) =>
      generators.fractionalBrownian({ hurst: between(r, 0.15, 0.9), seed: seedOf(r), length }),
    "AR(1), φ = −0.7 … 0.95": (r, length) =>
      generators.autoregressive({ phi: between(r, -0.7, 0.95), seed: seedOf(r), length }),
  },
};

// SEED, EACH and LENGTHS in the environment try others.
const { SEED = "20261131", EACH = "100", LENGTHS = "1000,10000" } = process.env;
const each = Number(EACH);
const asked = LENGTHS.split(",").map(Number);
for (const [i, length] of asked.entries()) {
  let accuracy = 0;
  const wrong = new Map<string, number>();
  for (const [expected, members] of Object.entries(families)) {
    const names = Object.keys(members);
    let right = 0;
    for (let k = 0; k < each; k++) {
      const name = names[k % names.length] as string;
      const family = members[name] as Family;
      const series = family(rng(Number(SEED) + i).split(1000 * names.length + k), length);
      const { delay } = entropy.sampling(series, { order: 5 });
      const { zone } = entropy.classify(entropy.ordinalPatterns({ order: 5, delay }), series);
      if ((zone === "periodic" ? "regular" : zone) === expected) right++;
      else wrong.set(`${name} → ${zone}`, (wrong.get(`${name} → ${zone}`) ?? 0) + 1);
    }
    accuracy += right / each / 3;
  }
  const faults = [...wrong].map(([what, count]) => `${count} ${what}`).join(", ") || "none";
  console.log(`${length} samples: balanced accuracy ${accuracy.toFixed(4)}; wrong: ${faults}`);
}
