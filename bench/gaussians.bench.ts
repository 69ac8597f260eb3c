// How exact Gaussians become within a budget: those that are solved for (MODE=auto, the default), those whose centres and
// widths move (trained), or a multilayer perceptron of the same budget (mlp); beside what was published for trained ones and a
// classical solver that is as exact. 5 seeds, median and worst.
//
// MODE=auto CASES=helmholtz,burgers SEEDS=1,2,3,4,5 THREADS=1 BUDGET=60 npm run bench gaussians
import { pinn, problems, training } from "sech";
import { classical } from "./classical.ts";
import { type GaussianCase, gaussianCases } from "./gaussian-cases.ts";
import { machine, median } from "./timing.ts";

/** What is kept of a fit. */
interface Run {
  readonly error: number;
  readonly wallSeconds: number;
  readonly measures: Readonly<Record<string, number>> | undefined;
  readonly ended: string;
}

const wanted = process.env["CASES"]?.split(",");
const seeds = (process.env["SEEDS"] ?? "1,2,3,4,5").split(",").map(Number);
const threads = Number(process.env["THREADS"] ?? 1);
const mode = process.env["MODE"] ?? "auto";
if (!["auto", "trained", "mlp"].includes(mode)) throw new Error(`MODE must be auto, trained or mlp, got ${mode}`);

console.log(`${mode}: ${machine()}, ${threads} threads, seeds ${seeds.join(" ")}\n`);
console.log("| problem | budget, s | bar | median | worst | s | estimate | count | ended | published | as exact, s |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |");
for (const one of gaussianCases) {
  const { name, published } = one;
  const bar = mode === "auto" ? one.auto : one.trained?.bar;
  if (wanted?.includes(name) === false || bar === undefined) continue;
  const seconds = Number(process.env["BUDGET"] ?? bar[0]);
  const fits: Run[] = [];
  for (const seed of seeds) {
    const { problem, model, ...own } = modelOf(one);
    const fit = await training.train(problem, model, { seed, threads, budget: { seconds }, ...own });
    const error = one.error?.(fit) ?? training.relativeError(problem, fit) ?? Number.NaN;
    const { wallSeconds, measures, stages } = fit;
    fits.push({ error, wallSeconds, measures, ended: stages.at(-1)?.stopReason ?? "–" });
    console.error(`${name} seed ${seed}: ${digits(error)} in ${wallSeconds.toFixed(1)} s ${fit.warnings.join("; ")}`);
  }
  const middle = (value: (fit: (typeof fits)[number]) => number) => median(fits.map(value));
  const error = middle((fit) => fit.error);
  const cells = [
    name,
    seconds,
    bar[1].toExponential(0),
    digits(error),
    digits(Math.max(...fits.map((fit) => fit.error))),
    middle((fit) => fit.wallSeconds).toFixed(1),
    digits(fits.at(-1)?.measures?.["errorEstimate"]),
    fits.at(-1)?.measures?.["count"] ?? "–",
    fits.at(-1)?.ended,
    digits(published),
    classical(name.replace("-240", ""), error),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

function modelOf({ problem, trained }: GaussianCase): {
  readonly problem: problems.PdeProblem;
  readonly model: training.Model<problems.PdeProblem>;
} & Pick<training.TrainOptions, "points" | "weights"> {
  if (mode === "auto") return { problem, model: pinn.gaussians() };
  if (mode === "trained" && trained !== null) {
    const { options, weights = {} } = trained;
    return { problem: trained.problem ?? problem, model: pinn.trainedGaussians(options), weights };
  }
  const { interior, ...shape } = (problems.pdeProblems[problem.name] as problems.PdeEntry).network;
  return { problem, model: pinn.mlp(shape), points: { interior } };
}

function digits(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toExponential(1);
}
