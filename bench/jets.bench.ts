// Time of a training step: the Burgers residual at 1e4 points and its gradient with respect to all parameters, against
// PyTorch in float64; then an iteration of Levenberg–Marquardt without its linear solve. In turn, round after round.
import { readFileSync } from "node:fs";
import { initialParameters, jetsReady, leastSquares, network, type ResidualProgram, rng, trace } from "sech";
import { pythonPeer } from "./peers.ts";
import { alternate, machine, table } from "./timing.ts";

function burgers(width: number, depth: number, count: number): ResidualProgram {
  const random = rng(1);
  const domain = [
    [-1, 1],
    [0, 1],
  ] as const;
  const points = Float64Array.from(
    { length: 2 * count },
    (_, i) => (i % 2 === 0 ? -1 : 0) + (i % 2 === 0 ? 2 : 1) * random.uniform(),
  );
  return {
    networks: [network({ coordinates: ["x", "t"], domain, width, depth })],
    terms: [
      {
        name: "pde",
        points: [points],
        reads: ["", "x", "t", "xx"].map((partial) => ({ from: "network", network: 0, output: 0, partial })),
        residual: trace(["u", "ux", "ut", "uxx"], ({ u, ux, ut, uxx }) =>
          ut.add(u.mul(ux)).sub(uxx.mul(0.01 / Math.PI)),
        ),
        weights: 1 / count,
      },
    ],
  };
}

/** A step, timed; the first is not. */
function ours(width: number, depth: number, threads: number, relaxed = false) {
  const program = burgers(width, depth, 10_000);
  const objective = leastSquares(program, { threads, relaxed });
  const theta = initialParameters(program.networks[0]!, rng(3));
  const gradient = new Float64Array(objective.parameters);
  const step = () => {
    const start = performance.now();
    objective.valueAndGradient(theta, gradient);
    return performance.now() - start;
  };
  step();
  return { step, objective };
}

console.log(machine());
console.log((await jetsReady()).name);
const program = readFileSync(new URL("../../bench/jets-peer.py", import.meta.url), "utf8");
const peers = { 1: await pythonPeer(program, 1), 2: await pythonPeer(program, 2) };
console.log(peers[1].version, "and", peers[2].version);

const rows: (string | number)[][] = [];
for (const [width, depth] of [
  [20, 8],
  [64, 4],
] as const) {
  const contestants = {
    one: ours(width, depth, 1),
    two: ours(width, depth, 2),
    fusedOne: ours(width, depth, 1, true),
    fusedTwo: ours(width, depth, 2, true),
  };
  const asked = (threads: 1 | 2, how: string) => () => peers[threads].ask(`${width} ${depth} 10000 ${how}`);
  const times = await alternate(
    {
      autograd1: asked(1, "autograd"),
      autograd2: asked(2, "autograd"),
      jets1: asked(1, "jets"),
      jets2: asked(2, "jets"),
      one: contestants.one.step,
      two: contestants.two.step,
      fusedOne: contestants.fusedOne.step,
      fusedTwo: contestants.fusedTwo.step,
    },
    9,
  );
  const autograd = Math.min(times.autograd1, times.autograd2);
  const best = Math.min(autograd, times.jets1, times.jets2);
  rows.push([
    `2-[${width}×${depth}]-1`,
    times.autograd1,
    times.autograd2,
    times.jets1,
    times.jets2,
    times.one,
    times.two,
    autograd / times.two,
    best / times.two,
    contestants.fusedTwo.objective.kernels,
    times.fusedOne,
    times.fusedTwo,
  ]);
  for (const { objective } of Object.values(contestants)) objective.close();
}
for (const peer of Object.values(peers)) peer.end();
console.log("\nmilliseconds of a step at 1e4 points, medians of 9 rounds");
table(
  [
    "network",
    "torch, 1 thread",
    "torch, 2",
    "torch jets, 1",
    "torch jets, 2",
    "sech, 1 thread",
    "sech, 2",
    "torch / sech",
    "best torch / sech",
    "opt-in module",
    "1 thread",
    "2",
  ],
  rows,
);

const lm = burgers(20, 3, 4000);
const normals = [1, 2].map((threads) => leastSquares(lm, { threads }));
const theta = initialParameters(lm.networks[0]!, rng(3));
const size = theta.length;
const jtj = new Float64Array(size * size);
const gradient = new Float64Array(size);
const timed = (objective: (typeof normals)[number]) => () => {
  const start = performance.now();
  objective.normal(theta, jtj, gradient);
  return performance.now() - start;
};
const [one, two] = normals.map(timed) as [() => number, () => number];
const normalTimes = await alternate({ one, two }, 9);
console.log(`\nmilliseconds of r, JᵀJ and Jᵀr: ${size} parameters, 4000 points, medians of 9 rounds`);
table(["1 thread", "2 threads"], [[normalTimes.one, normalTimes.two]]);
for (const objective of normals) objective.close();
