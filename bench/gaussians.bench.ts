// How exact fixed Gaussians become within a budget in seconds on one core, beside the figures published for trained ones.
//
// GAUSSIANS=helmholtz,burgers SEEDS=1 npm run bench gaussians
import { pinn, problems, reference, training } from "sech";
import { machine } from "./timing.ts";

interface Case {
  readonly name: string;
  readonly problem: problems.PdeProblem;
  readonly seconds: number;
  /** The relative L2 error that is to be reached. */
  readonly bar: number;
  /** The best that was published for trained Gaussians: N. Kang et al., ICLR 2025. */
  readonly published: number | null;
  /** The relative L2 error, where no exact solution is known. */
  readonly error?: (fit: training.Evaluable) => number;
}

const cases: readonly Case[] = [
  row("helmholtz", problems.helmholtz({ a1: 4, a2: 1 }), 10, 1e-8, 2.22e-5),
  row("helmholtz-10", problems.helmholtz({ a1: 10, a2: 10 }), 30, 1e-6, 7.09e-3),
  row("klein-gordon", problems.kleinGordon(), 30, 1e-6, 2.36e-3),
  row("flow-mixing", problems.flowMixing(), 60, 1e-4, 2.67e-4),
  row("nonlinear-diffusion", problems.nonlinearDiffusion(), 120, 3e-4, 1.44e-3, diffusionError),
  row("allen-cahn", problems.allenCahn(), 60, 1e-5, 5.93e-5, allenCahnError),
  row("burgers", problems.burgers(), 30, 1e-6, null),
];

const wanted = process.env["GAUSSIANS"]?.split(",");
const seeds = (process.env["SEEDS"] ?? "1").split(",").map(Number);

console.log(`${machine()}, seeds ${seeds.join(" ")}\n`);
console.log("| problem | bar | budget, s | error | s | estimate | Gaussians | solves | ended | published, trained |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |");
for (const { name, problem, seconds, bar, published, error } of cases) {
  if (wanted?.includes(name) === false) continue;
  for (const seed of seeds) {
    const fit = await training.train(problem, pinn.gaussians(), { seed, budget: { seconds } });
    const reached = error === undefined ? training.relativeError(problem, fit) : error(fit);
    const { count, errorEstimate } = fit.measures ?? {};
    const figures = [bar, seconds, digits(reached), fit.wallSeconds.toFixed(1), digits(errorEstimate), count];
    const rest = [fit.iterations, fit.stages[0]?.stopReason, published ?? "–"];
    console.log(`| ${[name, ...figures, ...rest].join(" | ")} |`);
    for (const warning of fit.warnings) console.log(`  ${warning}`);
  }
}

function row(
  name: string,
  problem: problems.PdeProblem,
  seconds: number,
  bar: number,
  published: number | null,
  error?: Case["error"],
): Case {
  return { name, problem, seconds, bar, published, ...(error === undefined ? {} : { error }) };
}

function digits(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toExponential(1);
}

function allenCahnError(fit: training.Evaluable): number {
  const times = Array.from({ length: 201 }, (_, i) => i / 200);
  const { x, u } = reference.allenCahn({ times });
  const every = 16;
  const kept = x.filter((_, i) => i % every === 0);
  const points = Float64Array.from(times.flatMap((t) => Array.from(kept, (place) => [place, t]).flat()));
  const wantedValues = Float64Array.from(
    { length: times.length * kept.length },
    (_, i) => u.data[Math.floor(i / kept.length) * x.length + every * (i % kept.length)] as number,
  );
  return distance(fit.values(points), wantedValues);
}

function diffusionError(fit: training.Evaluable): number {
  const times = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
  const { axis, u } = reference.nonlinearDiffusion({ cells: 320, times });
  const points = times.flatMap((t) => Array.from(axis, (x) => Array.from(axis, (y) => [x, y, t]).flat()).flat());
  return distance(fit.values(Float64Array.from(points)), u.data);
}

function distance(values: Float64Array, wantedValues: Float64Array): number {
  let [difference, size] = [0, 0];
  wantedValues.forEach((value, i) => {
    difference += ((values[i] as number) - value) ** 2;
    size += value * value;
  });
  return Math.sqrt(difference / size);
}
