// How exact physics-informed networks become in a given time on two cores: 5 seeds, median and worst.
//
// PINN=helmholtz:15,burgers:60 SEEDS=1,2,3,4,5 npm run bench pinn
import { pinn, problems, training } from "sech";
import { classical } from "./classical.ts";
import { machine, median } from "./timing.ts";

/** Seconds and the relative L2 error that is to be reached in them. */
const bars: Readonly<Record<string, readonly (readonly [seconds: number, error: number])[]>> = {
  helmholtz: [
    [15, 1e-5],
    [60, 1e-6],
  ],
  burgers: [[60, 5e-5]],
  wave: [[120, 1e-5]],
  kdv: [[120, 1e-5]],
  nlse: [[120, 1e-5]],
};

const wanted = process.env["PINN"]?.split(",").map((text) => text.split(":"));
const seeds = (process.env["SEEDS"] ?? "1,2,3,4,5").split(",").map(Number);
const threads = Number(process.env["THREADS"] ?? 2);

console.log(`${machine()}, ${threads} threads, seeds ${seeds.join(" ")}\n`);
console.log("| problem | s | median | worst | bar | residual, fresh points | steps | classical solver, as exact, s |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
const runs = Object.entries(bars).flatMap(([name, list]) => list.map(([seconds, bar]) => ({ name, seconds, bar })));
for (const { name, seconds, bar } of runs) {
  if (wanted?.some(([one, time]) => one === name && (time === undefined || Number(time) === seconds)) === false)
    continue;
  const entry = problems.pdeProblems[name] as problems.PdeEntry;
  const { interior, ...shape } = entry.network;
  const fits: { readonly error: number; readonly residual: number; readonly steps: number }[] = [];
  for (const seed of seeds) {
    const problem = entry.problem({});
    const fit = await training.train(problem, pinn.mlp(shape), {
      seed,
      threads,
      points: { interior },
      budget: { seconds },
    });
    const error = training.relativeError(problem, fit) ?? Number.NaN;
    fits.push({ error, residual: fit.heldOutResidual, steps: fit.iterations });
    console.error(`${name} ${seconds} s seed ${seed}: ${error.toExponential(2)}, ${fit.iterations} steps`);
  }
  const errors = fits.map(({ error }) => error);
  const cells = [
    name,
    seconds,
    median(errors).toExponential(1),
    Math.max(...errors).toExponential(1),
    bar.toExponential(0),
    median(fits.map(({ residual }) => residual)).toExponential(1),
    median(fits.map(({ steps }) => steps)),
    classical(name, median(errors)),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
