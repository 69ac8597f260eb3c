// Time of the residual u_xx + u_yy + u of a sum of 1000 Gaussians at 1e4 points of the plane and its gradient with respect
// to weights, centres and widths, against PyTorch in float64, in turn, round after round.
import { readFileSync } from "node:fs";
import { gaussianNetwork, jetsReady, leastSquares, type Network, rng, trace } from "sech";
import { pythonPeer } from "./peers.ts";
import { alternate, machine, table } from "./timing.ts";

const [count, points] = [1000, 10_000];
const random = rng(1);
const coordinates = Float64Array.from({ length: 2 * points }, () => 2 * random.uniform() - 1);

/** Weights, then centres and logarithms of widths of every Gaussian. */
function start({ parameters }: Network, width: number): Float64Array {
  return Float64Array.from({ length: parameters }, (_, i) => {
    if (i < count) return 0.01 * random.normal();
    return (i - count) % 4 < 2 ? 2 * random.uniform() - 1 : Math.log(width);
  });
}

function ours(width: number, threads: number) {
  const network = gaussianNetwork({ coordinates: ["x", "y"], count });
  const objective = leastSquares(
    {
      networks: [network],
      terms: [
        {
          name: "pde",
          points: [coordinates],
          reads: ["", "xx", "yy"].map((partial) => ({ from: "network", network: 0, output: 0, partial })),
          residual: trace(["u", "uxx", "uyy"], ({ u, uxx, uyy }) => uxx.add(uyy).add(u)),
          weights: 1 / points,
        },
      ],
    },
    { threads },
  );
  const theta = start(network, width);
  const gradient = new Float64Array(objective.parameters);
  return () => {
    const begin = performance.now();
    objective.valueAndGradient(theta, gradient);
    return performance.now() - begin;
  };
}

console.log(machine());
console.log((await jetsReady()).name);
const program = readFileSync(new URL("../../bench/gaussian-features.py", import.meta.url), "utf8");
const peers = { 1: await pythonPeer(program, 1), 2: await pythonPeer(program, 2) };
console.log(peers[1].version, "and", peers[2].version);
const asked = (threads: 1 | 2, how: string) => () => peers[threads].ask(`${count} ${points} ${how}`);
const times = await alternate(
  {
    autograd1: asked(1, "autograd"),
    closed1: asked(1, "closed"),
    closed2: asked(2, "closed"),
    one: ours(0.1, 1),
    two: ours(0.1, 2),
    wide: ours(1, 1),
    narrow: ours(0.02, 1),
  },
  5,
);
for (const peer of Object.values(peers)) peer.end();
console.log(`\nmilliseconds of a step, ${count} Gaussians, ${points} points, medians of 5 rounds`);
table(
  [
    "torch autograd, 1 thread",
    "torch, formulas, 1",
    "torch, formulas, 2",
    "sech, 1 thread",
    "sech, 2",
    "best torch / sech",
  ],
  [
    [
      times.autograd1,
      times.closed1,
      times.closed2,
      times.one,
      times.two,
      Math.min(times.closed1, times.closed2, times.autograd1) / times.two,
    ],
  ],
);
console.log("\nsech, 1 thread, by width in a domain of length 2");
table(["1 (nothing left out)", "0.1", "0.02"], [[times.wide, times.one, times.narrow]]);
