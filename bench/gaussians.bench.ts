// How exact Gaussians become within a budget: those that are solved for (MODE=auto, the default), those whose centres and
// widths move (trained), or a multilayer perceptron of the same budget (mlp); beside what was published for trained ones and a
// classical solver that is as exact. 5 seeds, median and worst.
//
// MODE=auto CASES=helmholtz,burgers SEEDS=1,2,3,4,5 THREADS=1 BUDGET=60 npm run bench gaussians
import { pinn, problems, reference, training } from "sech";
import { classical } from "./classical.ts";
import { machine, median } from "./timing.ts";

interface Case {
  readonly name: string;
  readonly problem: problems.PdeProblem;
  /** Seconds, and the relative L2 error that is to be reached in them, by Gaussians that are solved for. */
  readonly auto: readonly [seconds: number, error: number];
  /** The same by Gaussians that move; networks have the same seconds. */
  readonly trained: readonly [seconds: number, error: number] | null;
  /** The best that was published for trained Gaussians: N. Kang et al., ICLR 2025. */
  readonly published: number | null;
  /** The relative L2 error, where no exact solution is known. */
  readonly error?: (fit: training.Evaluable) => number;
}

/** What is kept of a fit. */
interface Run {
  readonly error: number;
  readonly wallSeconds: number;
  readonly measures: Readonly<Record<string, number>> | undefined;
  readonly ended: string;
}

const [allenCahn, diffusion] = [allenCahnError(), diffusionError()];
const cases: readonly Case[] = [
  row("helmholtz", problems.helmholtz({ a1: 4, a2: 1 }), [10, 1e-8], [60, 2e-5], 2.22e-5),
  row("helmholtz-10", problems.helmholtz({ a1: 10, a2: 10 }), [30, 1e-6], [120, 1e-3], 7.09e-3),
  row("klein-gordon", problems.kleinGordon(), [30, 1e-6], [120, 1e-3], 2.36e-3),
  row("flow-mixing", problems.flowMixing(), [60, 1e-4], [300, 2e-4], 2.67e-4),
  row("flow-mixing-240", problems.flowMixing(), [240, 1e-5], null, 2.67e-4),
  row("nonlinear-diffusion", problems.nonlinearDiffusion(), [120, 3e-4], [300, 1e-3], 1.44e-3, diffusion),
  row("allen-cahn", problems.allenCahn(), [60, 1e-5], [300, 5e-5], 5.93e-5, allenCahn),
  row("burgers", problems.burgers(), [30, 1e-6], [120, 1e-4], null),
];

const wanted = process.env["CASES"]?.split(",");
const seeds = (process.env["SEEDS"] ?? "1,2,3,4,5").split(",").map(Number);
const threads = Number(process.env["THREADS"] ?? 1);
const mode = process.env["MODE"] ?? "auto";
if (!["auto", "trained", "mlp"].includes(mode)) throw new Error(`MODE must be auto, trained or mlp, got ${mode}`);

console.log(`${mode}: ${machine()}, ${threads} threads, seeds ${seeds.join(" ")}\n`);
console.log("| problem | budget, s | bar | median | worst | s | estimate | count | ended | published | as exact, s |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |");
for (const one of cases) {
  const { name, problem, published } = one;
  const bar = mode === "auto" ? one.auto : one.trained;
  if (wanted?.includes(name) === false || bar === null) continue;
  const seconds = Number(process.env["BUDGET"] ?? bar[0]);
  const fits: Run[] = [];
  for (const seed of seeds) {
    const { model, points } = modelOf(one);
    const fit = await training.train(problem, model, { seed, threads, budget: { seconds }, ...points });
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

function modelOf({ name, problem }: Case): {
  readonly model: training.Model<problems.PdeProblem>;
  readonly points: Pick<training.TrainOptions, "points">;
} {
  if (mode === "auto") return { model: pinn.gaussians(), points: {} };
  if (mode === "trained") {
    const shapes = {
      helmholtz: { count: 256, start: 256 },
      "helmholtz-10": { count: 1600, start: 1600, moves: false },
    };
    const shape = shapes[name as keyof typeof shapes] ?? { count: 300, start: 100 };
    return { model: pinn.gaussians({ trainer: "trained", ...shape }), points: {} };
  }
  const { interior, ...shape } = (problems.pdeProblems[problem.name] as problems.PdeEntry).network;
  return { model: pinn.mlp(shape), points: { points: { interior } } };
}

function row(
  name: string,
  problem: problems.PdeProblem,
  auto: Case["auto"],
  trained: Case["trained"],
  published: number | null,
  error?: Case["error"],
): Case {
  return { name, problem, auto, trained, published, ...(error === undefined ? {} : { error }) };
}

function digits(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toExponential(1);
}

/** Against 8192 modes, which are solved for when they are asked for first. */
function allenCahnError(): (fit: training.Evaluable) => number {
  const times = Array.from({ length: 201 }, (_, i) => i / 200);
  const every = 16;
  let known: { readonly points: Float64Array; readonly values: Float64Array } | null = null;
  return (fit) => {
    if (known === null) {
      const { x, u } = reference.allenCahn({ times });
      const kept = x.filter((_, i) => i % every === 0);
      const points = Float64Array.from(times.flatMap((t) => Array.from(kept, (place) => [place, t]).flat()));
      const values = Float64Array.from(
        { length: times.length * kept.length },
        (_, i) => u.data[Math.floor(i / kept.length) * x.length + every * (i % kept.length)] as number,
      );
      known = { points, values };
    }
    return distance(fit.values(known.points), known.values);
  };
}

/** Against differences on 400 × 400 cells and 200 × 200, extrapolated, at the points of the latter. */
function diffusionError(): (fit: training.Evaluable) => number {
  const times = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
  let known: reference.SquareSolution | null = null;
  return (fit) => {
    known ??= reference.nonlinearDiffusion({ cells: 400, times });
    const { axis, u } = known;
    const points = times.flatMap((t) => Array.from(axis, (x) => Array.from(axis, (y) => [x, y, t]).flat()).flat());
    return distance(fit.values(Float64Array.from(points)), u.data);
  };
}

function distance(values: Float64Array, wantedValues: Float64Array): number {
  let [difference, size] = [0, 0];
  wantedValues.forEach((value, i) => {
    difference += ((values[i] as number) - value) ** 2;
    size += value * value;
  });
  return Math.sqrt(difference / size);
}
