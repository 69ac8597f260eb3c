// How exact Gaussians become whose centres and widths move: on problems with bars in seconds, against fixed Gaussians of the
// same number, and beside a multilayer perceptron of the same budget. Two cores unless THREADS says otherwise.
//
// CASES=helmholtz,helmholtz-10,burgers,same-number,spectral-bias,inverse SEEDS=1,2,3,4,5 npm run bench moving-gaussians
import { pinn, problems, rng, training } from "sech";
import { machine, median } from "./timing.ts";

const wanted = process.env["CASES"]?.split(",");
const seeds = (process.env["SEEDS"] ?? "1,2,3,4,5").split(",").map(Number);
const threads = Number(process.env["THREADS"] ?? 2);
const chosen = (name: string) => wanted?.includes(name) ?? true;
const digits = (value: number) => value.toExponential(1);

type Model = training.Model<problems.PdeProblem>;

/** Trains from every seed; gives the errors, and the measures of the last fit. */
async function run(problem: problems.PdeProblem, model: Model, seconds: number, steps?: number) {
  const errors: number[] = [];
  let last: training.Fit<problems.PdeProblem, Model> | undefined;
  for (const seed of seeds) {
    const budget = { seconds, ...(steps === undefined ? {} : { steps }) };
    last = await training.train(problem, model, { seed, threads, budget });
    errors.push(training.relativeError(problem, last) ?? Number.NaN);
    const { iterations, heldOutResidual, wallSeconds } = last;
    const told = [errors.at(-1), heldOutResidual].map((value) => digits(value as number)).join(", residual ");
    console.error(`${problem.name} seed ${seed}: ${told}, ${iterations} steps, ${wallSeconds.toFixed(0)} s`);
  }
  const measures = Object.entries(last?.measures ?? {}).map(([key, value]) => `${key} ${value.toPrecision(3)}`);
  return { median: median(errors), worst: Math.max(...errors), measures: measures.join(", ") };
}

console.log(`${machine()}, ${threads} threads, seeds ${seeds.join(" ")}\n`);
const bars = [
  ["helmholtz", problems.helmholtz(), { count: 256, start: 256 }, 60, 2e-5],
  ["helmholtz-10", problems.helmholtz({ a1: 10, a2: 10 }), { count: 1600, start: 1600, moves: false }, 120, 1e-3],
  ["burgers", problems.burgers(), { count: 300, start: 100 }, 120, 1e-4],
] as const;
console.log("| problem | s | Gaussians | median | worst | bar | of the last seed |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
for (const [name, problem, options, seconds, bar] of bars) {
  if (!chosen(name)) continue;
  const { median: middle, worst, measures } = await run(problem, pinn.trainedGaussians(options), seconds);
  console.log(
    `| ${name} | ${seconds} | ${options.count} | ${digits(middle)} | ${digits(worst)} | ${digits(bar)} | ${measures} |`,
  );
}

if (chosen("same-number")) {
  console.log(
    "\n| problem | Gaussians | fixed, best of five widths by residual | moved, 120 s | ratio | of the last seed |",
  );
  console.log("| --- | ---: | ---: | ---: | ---: | --- |");
  for (const problem of [problems.burgers(), problems.pdeProblems["allen-cahn"]!.problem({})]) {
    const count = 196;
    let best = { heldOut: Number.POSITIVE_INFINITY, error: Number.NaN };
    for (const overlap of [1, 1.5, 2, 2.5, 3]) {
      const model = pinn.trainedGaussians({ count, overlap, moves: false });
      const fit = await training.train(problem, model, { seed: seeds[0] ?? 1, threads, budget: { steps: 20 } });
      if (!(fit.heldOutResidual < best.heldOut)) continue;
      best = { heldOut: fit.heldOutResidual, error: training.relativeError(problem, fit) ?? Number.NaN };
    }
    const moved = await run(problem, pinn.trainedGaussians({ count, start: 64 }), 120);
    const cells = [best.error, moved.median, best.error / moved.median].map(digits);
    console.log(`| ${problem.name} | ${count} | ${cells.join(" | ")} | ${moved.measures} |`);
  }
}

if (chosen("spectral-bias")) {
  const problem = problems.helmholtz({ a1: 10, a2: 10 });
  const { interior, ...shape } = problems.pdeProblems["helmholtz"]!.network;
  const network = await run(problem, pinn.mlp(shape), 60);
  const gaussians = await run(problem, pinn.trainedGaussians({ count: 1600, start: 1600 }), 60);
  console.log(`\nHelmholtz (10, 10) in 60 s, ${interior} points for the network`);
  console.log(`multilayer perceptron ${digits(network.median)}, moving Gaussians ${digits(gaussians.median)}`);
}

/** Burgers' equation with ν to be found from 200 values with 1 % noise of the largest. */
function inverse(viscosity: number, seed: number) {
  const random = rng(1000 + seed);
  const exact = problems.burgers({ viscosity });
  const points = Array.from({ length: 200 }, () => [2 * random.uniform() - 1, random.uniform()] as const);
  const sigma = 0.01;
  const values = points.map(([x, t]) => (exact.exact?.(x, t)[0] ?? Number.NaN) + sigma * random.normal());
  return problems.pde({
    name: "inverse Burgers",
    domain: { x: [-1, 1], t: [0, 1] },
    derivatives: ["x", "t", "xx"],
    trainable: { nu: { initial: 3 * viscosity, min: 0 } },
    pde: ({ u, ux, ut, uxx, nu }) => ut.add(u.mul(ux)).sub(uxx.mul(nu)),
    conditions: {
      initial: { kind: "initial", value: ({ x }) => x.mul(-Math.PI).sin() },
      walls: { kind: "dirichlet", faces: ["x.min", "x.max"] },
      measured: { kind: "data", points, values, sigma },
    },
  });
}

if (chosen("inverse")) {
  const viscosity = Number(process.env["VISCOSITY"] ?? 0.05);
  const trials = Number(process.env["TRIALS"] ?? 20);
  let inside = 0;
  for (let seed = 1; seed <= trials; seed++) {
    const problem = inverse(viscosity, seed);
    const model = pinn.trainedGaussians({ count: 64, start: 49 });
    // Both count: with more weight on the equation its solutions are followed slowly from one ν to the next.
    const fit = await training.train(problem, model, {
      seed,
      threads,
      points: { interior: 1200 },
      weights: { interior: 100 },
      budget: { steps: 60 },
    });
    const { scalars } = await training.uncertainty(problem, fit, { points: { interior: 1200 } });
    const { value, standardError, interval } = scalars["nu"] as training.ScalarEstimate;
    const hit = interval[0] <= viscosity && viscosity <= interval[1];
    if (hit) inside += 1;
    const told = [value, standardError, ...interval].map((number) => number.toPrecision(4)).join(" ");
    console.error(`seed ${seed}: ${told} ${hit ? "inside" : "outside"}, ${fit.wallSeconds.toFixed(1)} s`);
  }
  console.log(`\ninverse Burgers, ν = ${viscosity}: inside its own 95 % interval in ${inside} of ${trials}`);
}
