// How exact models of transport become in a given time, the untrained network and the Eulerian one beside them.
//
// CASES=convection,baseline SEEDS=1,2,3,4,5 THREADS=2 PINN=1 SHARE=1 npm run bench lagrangian
//
// CASES: beginnings of names. PINN: on how many of the seeds the Eulerian network is trained beside. SHARE: of the seconds.
import { lagrangian, rng, training } from "sech";
import { type Case, cases } from "./lagrangian-cases.ts";
import { machine, median } from "./timing.ts";

const list = (name: string, usual: string) => (process.env[name] ?? usual).split(",");
const wanted = list("CASES", "");
const seeds = list("SEEDS", "1,2,3,4,5").map(Number);
const threads = Number(process.env["THREADS"] ?? 2);
const share = Number(process.env["SHARE"] ?? 1);
const beside = Number(process.env["PINN"] ?? 1);
const short = (value: number) => (Number.isFinite(value) ? value.toExponential(2) : "–");

interface Errors {
  readonly all: number;
  readonly end: number;
}

/** Relative errors on 256 cells by 50 times from 0 to the end, and at the end alone; in the plane on the test grid. */
function errorsOn(problem: Case["problem"], values: (points: Float64Array) => Float64Array): Errors {
  if (problem.coordinates.length > 2) {
    return { all: training.relativeError(problem, { values }) ?? Number.NaN, end: Number.NaN };
  }
  const [[from, to], [, end]] = problem.domain as [[number, number], [number, number]];
  const offset = problem.kind === "transport" ? problem.offset : 0;
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
      size += ((exact[i] as number) - offset) ** 2;
    }
    return Math.sqrt(difference / size);
  };
  return { all: relative(0), end: relative(49 * 256) };
}

interface Result extends Errors {
  readonly steps: number;
  readonly leastJacobian: number;
}

async function trained(
  { problem, model, seconds, options = {}, curriculum = [] }: Case,
  seed: number,
): Promise<Result> {
  const budget = { seconds: (share * seconds) / (curriculum.length + 1) };
  const all = [...curriculum, problem] as never[];
  const fit = await training.curriculum(all, model, { ...options, seed, threads, budget });
  const errors = errorsOn(problem, fit.values);
  const mapped = "maps" in model ? lagrangian.diagnose(fit as never).minJacobian : null;
  return { ...errors, steps: fit.iterations, leastJacobian: mapped ?? Number.NaN };
}

/** The error before the first step; none for models that are trained in windows. */
function untrained({ problem, model }: Case): number {
  try {
    const bound = model.bind(problem as never, rng(0));
    const start = bound.initial(rng(seeds[0] as number).split(1));
    return errorsOn(problem, (points) => bound.values(start, points)).all;
  } catch {
    return Number.NaN;
  }
}

/** The Eulerian network in the same seconds, on the first of the seeds. */
async function pinnBeside(one: Case): Promise<number> {
  if (!("mode" in one.model) || one.model.mode === "pinn") return Number.NaN;
  const model = lagrangian.characteristics({ mode: "pinn", width: 20 }) as training.Model<never>;
  const errors: number[] = [];
  for (const seed of seeds.slice(0, beside)) {
    const { all } = await trained(
      { problem: one.problem, model, kind: "pinn", seconds: one.seconds, bar: one.bar },
      seed,
    );
    errors.push(all);
  }
  return errors.length === 0 ? Number.NaN : median(errors);
}

function verdict({ bar, floor }: Case, results: readonly Result[]): string {
  if (floor === undefined) return Number.isNaN(bar) ? "" : results.every(({ all }) => all <= bar) ? "yes" : "no";
  const inside = results.every(
    ({ all, end }) => Math.abs(all / floor[0] - 1) <= 0.03 && Math.abs(end / floor[1] - 1) <= 0.03,
  );
  return inside ? "inside ± 3 %" : "outside ± 3 %";
}

console.log(`${machine()}, ${threads} threads, seeds ${seeds.join(" ")}, ${share} of the seconds\n`);
const head = ["case", "model", "s", "median", "worst", "at the end", "bar", "met by all"];
console.log(`| ${[...head, "untrained", "steps", "least J", `pinn, same s (${beside} seeds)`].join(" | ")} |`);
console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |");
const medians = new Map<string, number>();
for (const [name, one] of Object.entries(cases)) {
  if (!wanted.some((text) => name.startsWith(text))) continue;
  const results: Result[] = [];
  for (const seed of seeds) {
    const result = await trained(one, seed);
    console.error(
      `${name}, seed ${seed}: ${short(result.all)}, at the end ${short(result.end)}, ${result.steps} steps`,
    );
    results.push(result);
  }
  const of = (key: keyof Result) => results.map((result) => result[key]);
  medians.set(name, median(of("all")));
  const bar = one.floor === undefined ? short(one.bar) : one.floor.map(short).join(", ");
  const cells = [
    ...[name, one.kind, share * one.seconds, short(median(of("all"))), short(Math.max(...of("all")))],
    ...[short(median(of("end"))), bar, verdict(one, results), short(untrained(one)), median(of("steps"))],
    ...[short(Math.min(...of("leastJacobian"))), short(await pinnBeside(one))],
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
const across = [0, 20, 50].flatMap((offset) => medians.get(`burgers C=${offset}`) ?? []);
if (across.length === 3) {
  console.log(`\nBurgers across C: a factor of ${(Math.max(...across) / Math.min(...across)).toFixed(2)} (bar 1.5)`);
}
