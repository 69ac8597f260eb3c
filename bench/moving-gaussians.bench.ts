// How exact Gaussians become whose centres and widths move: on problems with bars in seconds, against fixed Gaussians of the
// same number, and beside a multilayer perceptron of the same budget; and what data say about the numbers of an equation.
// Two cores unless THREADS says otherwise.
//
// CASES=helmholtz,helmholtz-10,klein-gordon,flow-mixing,nonlinear-diffusion,allen-cahn,burgers,same-number,spectral-bias,inverse
// SEEDS=1,2,3,4,5 SHARE=1 SAME=burgers,allen-cahn INVERSE=burgers,allen-cahn TRIALS=20 npm run bench moving-gaussians
import { pinn, problems, training } from "sech";
import { gaussianCases } from "./gaussian-cases.ts";
import { coverage, inverseAllenCahn, inverseBurgers } from "./inverse-problems.ts";
import { allenCahnError } from "./reference-errors.ts";
import { machine, median } from "./timing.ts";

const wanted = process.env["CASES"]?.split(",");
const seeds = (process.env["SEEDS"] ?? "1,2,3,4,5").split(",").map(Number);
const threads = Number(process.env["THREADS"] ?? 2);
/** Part of every budget in seconds. */
const share = Number(process.env["SHARE"] ?? 1);
const chosen = (name: string) => wanted?.includes(name) ?? true;
const digits = (value: number) => value.toExponential(1);

type Model = training.Model<problems.PdeProblem>;
interface RunOptions {
  /** The relative L2 error, where no exact solution is known. */
  readonly error?: ((fit: training.Evaluable) => number) | undefined;
  readonly weights?: training.TrainOptions["weights"];
  /** Steps in place of the seconds. */
  readonly steps?: number;
}

/** Trains from every seed; gives the errors, and the measures of the last fit. */
async function run(
  problem: problems.PdeProblem,
  model: Model,
  seconds: number,
  { error: errorOf, weights = {}, steps }: RunOptions = {},
) {
  const errors: number[] = [];
  const residuals: number[] = [];
  let last: training.Fit<problems.PdeProblem, Model> | undefined;
  for (const seed of seeds) {
    const budget = steps === undefined ? { seconds: share * seconds } : { steps };
    last = await training.train(problem, model, { seed, threads, budget, weights });
    errors.push(errorOf?.(last) ?? training.relativeError(problem, last) ?? Number.NaN);
    residuals.push(last.heldOutResidual);
    const { iterations, heldOutResidual, wallSeconds, status } = last;
    const told = [errors.at(-1), heldOutResidual].map((value) => digits(value as number)).join(", residual ");
    console.error(`${problem.name} seed ${seed}, ${status}: ${told}, ${iterations} steps, ${wallSeconds.toFixed(0)} s`);
  }
  const told = Object.entries(last?.measures ?? {}).map(([key, value]) => `${key} ${value.toPrecision(3)}`);
  return { median: median(errors), worst: Math.max(...errors), residual: median(residuals), measures: told.join(", ") };
}

console.log(
  `${machine()}, ${threads} threads, seeds ${seeds.join(" ")}${share === 1 ? "" : `, ${share} of the seconds`}\n`,
);
const moving = gaussianCases.flatMap(({ trained, ...one }) => (trained === null ? [] : [{ ...one, ...trained }]));
if (moving.some(({ name }) => chosen(name))) {
  console.log("| problem | s | Gaussians | windows | median | worst | bar | of the last seed |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
}
for (const { name, problem, options, weights, bar, error } of moving) {
  if (!chosen(name)) continue;
  const [seconds, limit] = bar;
  const model = pinn.trainedGaussians(options);
  const { median: middle, worst, measures } = await run(problem, model, seconds, { error, weights });
  const cells = [share * seconds, options.count, options.windows ?? 1, ...[middle, worst, limit].map(digits)];
  console.log(`| ${[name, ...cells, measures].join(" | ")} |`);
}

if (chosen("same-number")) {
  const count = 200;
  const windows = 20;
  console.log(
    `\n${count} Gaussians in each of ${windows} windows of time (those of Gaussians placed by sizes are halved where that pays)\n`,
  );
  console.log("| problem | regular, best of five widths | placed by sizes | then moved | ratio | of the last seed |");
  console.log("| --- | ---: | ---: | ---: | ---: | --- |");
  const pairs = [
    [problems.burgers(), undefined],
    [problems.allenCahn(), allenCahnError],
  ] as const;
  const which = process.env["SAME"]?.split(",");
  for (const [problem, error] of pairs) {
    if (which?.includes(problem.name) === false) continue;
    let best = { residual: Number.POSITIVE_INFINITY, median: Number.NaN };
    for (const overlap of [1, 1.5, 2, 2.5, 3]) {
      const model = pinn.trainedGaussians({ count, windows, overlap, placement: "grid", moves: false });
      const fixed = await run(problem, model, 0, { error, steps: 1 });
      if (fixed.residual < best.residual) best = fixed;
    }
    const placed = await run(problem, pinn.trainedGaussians({ count, windows, moves: false }), 0, { error, steps: 1 });
    const moved = await run(problem, pinn.trainedGaussians({ count, windows }), 120, { error });
    const cells = [best.median, placed.median, moved.median, best.median / moved.median].map(digits);
    console.log(`| ${problem.name} | ${cells.join(" | ")} | ${moved.measures} |`);
  }
}

if (chosen("spectral-bias")) {
  const problem = problems.helmholtz({ a1: 10, a2: 10 });
  const shape = problems.pdeProblems["helmholtz"]!.network;
  const { interior, ...network } = shape;
  const { options, bar } = gaussianCases.find(({ name }) => name === "helmholtz-10")?.trained ?? {};
  const seconds = bar?.[0] ?? 120;
  const rows = [
    [`multilayer perceptron ${network.depth} × ${network.width}, ${network.activation}`, pinn.mlp(network)],
    ["multilayer perceptron 4 × 50, tanh", pinn.mlp({ depth: 4, width: 50, activation: "tanh" })],
    ["Fourier features, 64, scale 5", pinn.fourier({ ...network, features: 64, scale: 5 })],
    ["1600 Gaussians that move", pinn.trainedGaussians(options)],
  ] as const;
  console.log(`\nHelmholtz (10, 10), ${seconds * share} s each\n`);
  console.log("| model | median | worst |");
  console.log("| --- | ---: | ---: |");
  for (const [name, model] of rows) {
    const { median: middle, worst } = await run(problem, model, seconds);
    console.log(`| ${name} | ${digits(middle)} | ${digits(worst)} |`);
  }
}

if (chosen("inverse")) {
  const trials = Number(process.env["TRIALS"] ?? 20);
  const known = [inverseBurgers(Number(process.env["VISCOSITY"] ?? 0.05)), inverseAllenCahn(5e-3, 5)];
  const which = process.env["INVERSE"]?.split(",");
  console.log("\n200 values with 1 % noise; in how many trials the truth lies in its own 95 % interval\n");
  console.log("| problem | scalar | truth | standard error | inside | solves a trial | s |");
  console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
  for (const one of known) if (which?.includes(one.name) ?? true) await coverage(one, trials, threads);
}
