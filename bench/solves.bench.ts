// Whole solves of the soliton and the two-soliton, t = 0 … 20, against scipy's solve_ivp with DOP853: with the
// right-hand side and the defaults of simple_idealized_1d_nlse, and in the interaction picture, unfiltered, at the same
// error. On one core, in turn, in one program; ours with its tables and starting values. `cold` is the first solve of a
// new process, with what the compiler of Node takes for it, but without the import; `compiled` the median of nine solves
// after twenty more, because the compiler is at work during the first ten or so.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Field, periodicGrid, problems, spectral } from "sech";
import { type Peer, pythonPeer } from "./peers.ts";
import { machine, median, pinToOneCore, table } from "./timing.ts";

/** One of our solves. */
interface Ours {
  readonly scenario: "soliton" | "two-soliton";
  readonly points: number;
  readonly rtol: number;
  readonly count: number;
}

/** A solve of ours and the question to the peer that it is compared with. */
interface Row extends Ours {
  readonly peer: string;
}

const rounds = 9;
const end = 20;

const rows: readonly Row[] = [
  { scenario: "soliton", points: 512, rtol: 1e-5, count: 100, peer: "original soliton 512 100" },
  { scenario: "soliton", points: 512, rtol: 1e-5, count: 2, peer: "original soliton 512 2" },
  { scenario: "two-soliton", points: 512, rtol: 1e-4, count: 100, peer: "original two-soliton 512 100" },
  { scenario: "two-soliton", points: 512, rtol: 1e-4, count: 2, peer: "original two-soliton 512 2" },
  { scenario: "soliton", points: 512, rtol: 1.6e-8, count: 2, peer: "frame soliton 512 1e-9 4e-10" },
  { scenario: "two-soliton", points: 1024, rtol: 1.3e-9, count: 2, peer: "frame two-soliton 1024 1e-9 3.5e-10" },
];

const argument = process.argv.at(-1) ?? "";
if (argument.startsWith("{")) console.log(solve(JSON.parse(argument) as Ours).milliseconds);
else await compare();

async function compare(): Promise<void> {
  const core = pinToOneCore();
  const python = await pythonPeer(readFileSync("bench/solves.py", "utf8"));
  console.log(`${machine()}, core ${core}; ${python.version}; medians of ${rounds} rounds\n`);
  const truths = { soliton: exact(), "two-soliton": finely() };
  const cells: (string | number)[][] = [];
  for (const row of rows) {
    const { scenario, points, rtol, count, peer } = row;
    const ours: number[] = [];
    const theirs: number[] = [];
    const errors = { ours: 0, theirs: 0 };
    let ffts = 0;
    for (let round = 0; round < rounds; round++) {
      const own = solve(row);
      const other = await answer(python, peer);
      ours.push(own.milliseconds);
      theirs.push(other.milliseconds);
      ffts = own.ffts;
      const truth = every(2048 / points, truths[scenario]);
      errors.ours = spectral.distance(own.psi, truth).l2;
      errors.theirs = spectral.distance(other.psi, truth).l2;
    }
    const [t, s, first] = [median(ours), median(theirs), coldTime(row)];
    for (let warm = 0; warm < 20; warm++) solve(row);
    const compiled = median(Array.from({ length: rounds }, () => solve(row).milliseconds));
    cells.push([
      `${scenario}, N = ${points}, rtol ${rtol}, ${count} saves`,
      String(ffts),
      errors.ours.toExponential(1),
      t,
      first,
      compiled,
      peer.split(" ")[0] === "original" ? "the original's" : "interaction picture",
      errors.theirs.toExponential(1),
      s,
      s / t,
      s / first,
      s / compiled,
    ]);
  }
  python.end();
  table(
    [
      "sech",
      "FFTs",
      "error",
      "ms",
      "cold ms",
      "compiled ms",
      "scipy",
      "error",
      "ms",
      "ratio",
      "cold ratio",
      "compiled ratio",
    ],
    cells,
  );
}

function problemOf(scenario: Ours["scenario"]): problems.WaveProblem {
  return scenario === "soliton" ? problems.brightSoliton() : problems.twoSoliton();
}

function solve({ scenario, points, rtol, count }: Ours) {
  const start = performance.now();
  const system = spectral.discretise(problemOf(scenario), periodicGrid({ points, length: 50 }));
  const solution = spectral.integrate(system, [0, end], { rtol, saveAt: { count } });
  const milliseconds = performance.now() - start;
  return { milliseconds, psi: solution.end, ffts: solution.stats.ffts };
}

function coldTime(row: Row): number {
  const time = () => Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(row)]));
  return median(Array.from({ length: 3 }, time));
}

async function answer(python: Peer, question: string): Promise<{ milliseconds: number; psi: Field<"x"> }> {
  const { seconds, re, im } = JSON.parse(await python.tell(question)) as {
    seconds: number;
    re: number[];
    im: number[];
  };
  return { milliseconds: 1e3 * seconds, psi: { space: "x", re: Float64Array.from(re), im: Float64Array.from(im) } };
}

/** The exact soliton at the end, on 2048 points. */
function exact(): Field<"x"> {
  const soliton = problems.brightSoliton();
  return soliton.exact?.(periodicGrid({ points: 2048, length: 50 }), end) as Field<"x">;
}

/** The two solitons at the end on 2048 points, by DOP853 in the interaction picture. */
function finely(): Field<"x"> {
  const system = spectral.discretise(problems.twoSoliton(), periodicGrid({ points: 2048, length: 50 }));
  return spectral.integrate(system, [0, end], { method: "dop853", rtol: 1e-12 }).end;
}

function every(stride: number, psi: Field<"x">): Field<"x"> {
  const pick = (values: Float64Array) => values.filter((_, j) => j % stride === 0);
  return { space: "x", re: pick(psi.re), im: pick(psi.im) };
}
