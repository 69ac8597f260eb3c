// How exact models of characteristics become in a given time, the untrained network and the Eulerian one beside them.
//
// CASES=convection,burgers SEEDS=1,2,3,4,5 PINN=1 npm run bench lagrangian
import { lagrangian, problems, rng, training } from "sech";
import { machine, median } from "./timing.ts";

interface Case {
  readonly problem: problems.TransportProblem;
  readonly model: lagrangian.CharacteristicsOptions;
  readonly seconds: number;
  readonly bar: number;
}

const gaussian: problems.ConvectionOptions["initial"] = ({ x }) =>
  (x as NonNullable<typeof x>).sub(Math.PI).square().mul(-8).exp();
const path = { mode: "lpinn", width: 10, depth: 2 } as const;
const wide = { mode: "lpinn", width: 14, depth: 2 } as const;
const ale = { mode: "ale" } as const;
const convection = (speed: number): Case => ({
  problem: problems.convection({ speed }),
  model: path,
  seconds: 30,
  bar: 1e-6,
});
const swept = (speed: number, initial?: problems.ConvectionOptions["initial"]): Case => ({
  problem: problems.variableSpeed({ speed, ...(initial === undefined ? {} : { initial }) }),
  model: wide,
  seconds: 60,
  bar: 1e-5,
});
const burgers = (offset: number): Case => ({
  problem: problems.transportBurgers({ offset }),
  model: ale,
  seconds: 30,
  bar: 5e-6,
});
const bump = problems.convection({ speed: 30, initial: gaussian });

const cases: Readonly<Record<string, Case>> = {
  "convection c=30": convection(30),
  "convection c=50": convection(50),
  "convection c=100": convection(100),
  "gaussian hard": { problem: bump, model: path, seconds: 30, bar: 1e-5 },
  "gaussian soft": { problem: bump, model: { mode: "moving", width: 14 }, seconds: 60, bar: 2e-4 },
  "variable c=10": swept(10),
  "variable c=50": swept(50),
  "variable gaussian c=10": swept(10, gaussian),
  "variable gaussian c=50": swept(50, gaussian),
  "inviscid burgers 0.9": {
    problem: problems.transportBurgers({ viscosity: 0 }),
    model: { mode: "lpinn" },
    seconds: 30,
    bar: 1e-5,
  },
  "cubic 0.8": { problem: problems.cubicTransport(), model: { mode: "lpinn" }, seconds: 60, bar: 1e-4 },
  "burgers C=0": burgers(0),
  "burgers C=20": burgers(20),
  "burgers C=50": burgers(50),
  "burgers T=2": { problem: problems.transportBurgers({ end: 2 }), model: ale, seconds: 60, bar: 5e-5 },
  "classic burgers": { problem: problems.classicBurgers(), model: { ...ale, width: 20 }, seconds: 60, bar: 1e-4 },
  "classic burgers 0.001": {
    problem: problems.classicBurgers({ viscosity: 1e-3 }),
    model: { ...ale, width: 20 },
    seconds: 120,
    bar: 1e-3,
  },
  rotation: { problem: problems.rotation(), model: { mode: "lpinn" }, seconds: 120, bar: 1e-3 },
  swirl: { problem: problems.swirl(), model: { mode: "lpinn" }, seconds: 60, bar: Number.NaN },
  original: {
    problem: problems.transportBurgers(),
    model: { mode: "original", width: 12 },
    seconds: 60,
    bar: 1.17e-2,
  },
};

/** Relative errors on 256 cells of the ring by 50 times from 0 to the end, and at the end alone. */
function errorsOn(problem: problems.TransportProblem, values: (points: Float64Array) => Float64Array) {
  if (problem.coordinates.length > 2) {
    return { all: training.relativeError(problem, { values }) ?? Number.NaN, end: Number.NaN };
  }
  const [[from, to], [, end]] = problem.domain as [[number, number], [number, number]];
  const places = Array.from({ length: 50 }, (_, k) =>
    Array.from({ length: 256 }, (_, i) => [from + ((to - from) * i) / 256, (end * k) / 49]),
  ).flat();
  const points = Float64Array.from(places.flat());
  const exact = training.exactValues(problem, points) as Float64Array;
  const got = values(points);
  const relative = (first: number) => {
    let [difference, size] = [0, 0];
    for (let i = first; i < exact.length; i++) {
      difference += ((got[i] as number) - (exact[i] as number)) ** 2;
      size += ((exact[i] as number) - problem.offset) ** 2;
    }
    return Math.sqrt(difference / size);
  };
  return { all: relative(0), end: relative(49 * 256) };
}

const wanted = process.env["CASES"]?.split(",");
const seeds = (process.env["SEEDS"] ?? "1,2,3,4,5").split(",").map(Number);
const threads = Number(process.env["THREADS"] ?? 2);
const share = Number(process.env["SHARE"] ?? 1);
const withPinn = process.env["PINN"] === "1";
const short = (value: number) => (Number.isFinite(value) ? value.toExponential(1) : "–");

console.log(`${machine()}, ${threads} threads, seeds ${seeds.join(" ")}, ${share} of the seconds\n`);
console.log(
  "| case | mode | s | median | worst | at the end | bar | untrained | steps | least J | pinn, same budget |",
);
console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const [name, { problem, model: shape, seconds, bar }] of Object.entries(cases)) {
  if (wanted?.some((text) => name.startsWith(text)) === false) continue;
  const model = lagrangian.characteristics(shape);
  const budget = { seconds: share * seconds };
  const errors: number[] = [];
  const ends: number[] = [];
  const steps: number[] = [];
  const jacobians: number[] = [];
  for (const seed of seeds) {
    const fit = await training.train(problem, model, { seed, threads, budget });
    const { all, end } = errorsOn(problem, fit.values);
    errors.push(all);
    ends.push(end);
    steps.push(fit.iterations);
    jacobians.push(lagrangian.diagnose(fit).minJacobian ?? Number.NaN);
    console.error(`${name} seed ${seed}: ${all.toExponential(2)}, ${fit.iterations} steps`);
  }
  const bound = model.bind(problem, rng(0));
  const start = bound.initial(rng(seeds[0] as number).split(1));
  const untrained = errorsOn(problem, (points) => bound.values(start, points)).all;
  let pinn = "";
  if (withPinn) {
    const baseline = lagrangian.characteristics({ mode: "pinn", width: 20 });
    const fit = await training.train(problem, baseline, { seed: seeds[0] as number, threads, budget });
    pinn = short(errorsOn(problem, fit.values).all);
  }
  const cells = [
    ...[name, shape.mode, budget.seconds, short(median(errors)), short(Math.max(...errors)), short(median(ends))],
    ...[short(bar), short(untrained), median(steps), short(Math.min(...jacobians)), pinn],
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
