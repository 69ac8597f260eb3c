import type { DenseKernels, Rng } from "../../core/index.ts";
import type { StopReason } from "../../training/index.ts";
import { type Incompatibility, incompatibilities } from "./incompatible.ts";
import { gradedLine, type Line, uniformLine } from "./lines.ts";
import { neededSizes } from "./needed-sizes.ts";
import { alongOne, type Settings } from "./options.ts";
import { coarseness, graded, type Seed, type Sizes, smaller, uniformSizes } from "./sizes.ts";
import { type SolvedSlab, solveSlab } from "./slab.ts";
import { endState, initialState, type State } from "./state.ts";
import type { PosedProblem } from "./terms.ts";

/** What is asked of a march, and when it must end. */
export interface MarchOptions {
  /** Largest error of a slab on fresh points, relative to the solution. */
  readonly target: number;
  /** Why it must end before the next slab, or null. */
  interrupted(steps: number): StopReason | null;
  /** Called after every attempt at a slab, with the linear solves so far. */
  onSlab(slab: SolvedSlab, accepted: boolean, steps: number): void;
  /** Lets other work in. */
  turn(): Promise<void>;
}

/** A march through time. */
export interface March {
  readonly slabs: readonly SolvedSlab[];
  /** Linear solves, those of slabs that were redone included. */
  readonly steps: number;
  readonly redone: number;
  readonly ended: "done" | "failed" | StopReason;
  /** Slabs that were kept although they miss the target. */
  readonly coarse: number;
}

const usualSlabs = 20;
/** Functions of time of a slab. */
const timeFunctions = { least: 4, usual: 6, most: 7 } as const;
/** Attempts in a row that are hardly better, after which a slab is kept. */
const patience = 2;
/** Attempts at one slab. */
const attempts = 8;

/** Solves a problem in time slab after slab: slabs are halved and Gaussians made denser until fresh points agree. */
export async function march(
  posed: PosedProblem,
  settings: Settings,
  { target, interrupted, onSlab, turn }: MarchOptions,
  random: Rng,
  kernels: DenseKernels,
): Promise<March> {
  const [begin, end] = posed.problem.domain[posed.time] as readonly [number, number];
  const usual = (end - begin) / usualSlabs;
  const corners = incompatibilities(posed, initialState(posed));
  const plane = posed.problem.coordinates.length > 2;
  let length = corners.length > 0 ? usual / (plane ? 2 : 100) : usual;
  const placing = placement(posed, settings, corners, length, target);
  const first = initialState(posed);
  const slabs: SolvedSlab[] = [];
  let state = first;
  let [steps, redone, coarse, stream] = [0, 0, 0, 0];
  let functions: number = timeFunctions.usual;
  let time = begin;
  while (time < end - 1e-12 * (end - begin)) {
    let kept: SolvedSlab | null = null;
    let last: SolvedSlab | null = null;
    let idle = 0;
    let lines = placing.lines(state, null);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const reason = interrupted(steps);
      if (reason !== null && slabs.length > 0) return { slabs, steps, redone, coarse, ended: reason };
      const left = end - time;
      const to = length > 0.9 * left ? end : length > 0.6 * left ? time + 0.5 * left : time + length;
      const plan = {
        from: time,
        to,
        lines,
        timeFunctions: functions,
        solver: placing.solver(lines),
        tolerance: 1e-2 * target,
      };
      await turn();
      const slab = solveSlab(posed, plan, state, settings, random.split(stream++), kernels);
      steps += slab.report.steps;
      const failed = slab.report.status === "non-finite" || !Number.isFinite(slab.errorInSpace + slab.errorInTime);
      const late = failed || slab.tails.time > 0.1 * target || slab.report.exhausted;
      const rough = !failed && slab.tails.space > target;
      idle = last !== null && !failed && !slab.report.exhausted && better(last, slab) ? idle + 1 : 0;
      const enough = !failed && (idle === patience || attempt === attempts);
      const denser = placing.checked(posed, slab, first, lines);
      if ((!late && !rough && denser === null) || enough) {
        onSlab(slab, true, steps);
        kept = slab;
        if (enough) coarse += 1;
        break;
      }
      onSlab(slab, false, steps);
      redone += 1;
      if (late && !failed && !slab.report.exhausted && functions < timeFunctions.most) functions += 1;
      else if (late) length = 0.5 * (to - time);
      if (rough) placing.refine(slab.tails.space / target);
      lines = placing.lines(state, denser);
      last = slab;
    }
    if (kept === null)
      return { slabs: last === null ? slabs : [...slabs, last], steps, redone, coarse, ended: "failed" };
    slabs.push(kept);
    state = endState(posed, kept, kept.to, first);
    time = kept.to;
    if (kept.tails.time < target / 3000 && functions > timeFunctions.least) functions -= 1;
    const grows = kept.tails.time < target / 500 || (corners.length > 0 && kept.tails.time < 0.1 * target);
    length = Math.min(2 * usual, grows ? (plane ? 1.5 : 2) * length : length);
  }
  return { slabs, steps, redone, coarse, ended: "done" };
}

/** Whether an attempt is hardly better than the one before. */
function better(before: SolvedSlab, now: SolvedSlab): boolean {
  const size = ({ tails }: SolvedSlab) => Math.max(tails.time, 0.1 * tails.space);
  return size(now) > 0.7 * size(before) && size(before) > 0 && !before.report.exhausted;
}

/** How Gaussians are placed along the coordinates of space. */
interface Placing {
  lines(state: State, denser: Sizes | null): (Line | null)[];
  solver(lines: readonly (Line | null)[]): "dense" | "banded" | "iterative";
  /** Denser sizes, where the solution of a slab asks for them. */
  checked(posed: PosedProblem, slab: SolvedSlab, first: State, lines: readonly (Line | null)[]): Sizes | null;
  /** Makes them denser where the roughest functions have so many times the share that they may. */
  refine(excess: number): void;
}

function placement(
  posed: PosedProblem,
  settings: Settings,
  corners: readonly Incompatibility[],
  firstSlab: number,
  target: number,
): Placing {
  const { problem, time } = posed;
  const space = problem.coordinates.map((_, c) => c).filter((c) => c !== time);
  const seedsOf = (c: number): Seed[] =>
    corners
      .filter((one) => one.coordinate === c)
      .map(({ place, diffusivity }) => ({ place, size: 2 * Math.sqrt(diffusivity * firstSlab) }));
  return space.length === 1
    ? localPlacing(posed, settings, space[0] as number, seedsOf(space[0] as number), target)
    : tensorPlacing(posed, settings, seedsOf);
}

/** By the curvature of the solution, along one coordinate. */
function localPlacing(
  posed: PosedProblem,
  settings: Settings,
  coordinate: number,
  seeds: readonly Seed[],
  target: number,
): Placing {
  const [from, to] = posed.problem.domain[coordinate] as readonly [number, number];
  let gamma = 0.25 * (target / 1e-5) ** (1 / 8);
  let used: Sizes | null = null;
  const rule = () => ({ gamma, least: 1e-6 * (to - from), most: 0.04 * gamma * (to - from), growth: 0.6 * gamma });
  return {
    lines(state, denser) {
      const wanted = neededSizes(posed, state, coordinate, rule());
      used = graded(denser === null ? wanted : smaller(wanted, denser), seeds, rule().growth);
      const line = gradedLine(used, { ghosts: settings.ghosts, kappa: settings.kappa, density: 1.4, cut: 0 });
      return posed.problem.coordinates.map((_, c) => (c === coordinate ? line : null));
    },
    solver: () => "banded",
    checked(_posed, slab, first) {
      const times = [0.5 * (slab.from + slab.to), slab.to];
      const needed = times
        .map((t) => neededSizes(posed, endState(posed, slab, t, first), coordinate, rule()))
        .reduce(smaller);
      return used !== null && coarseness(used, graded(needed, seeds, rule().growth)) > 1.3 ? needed : null;
    },
    refine() {
      gamma /= 1.2;
    },
  };
}

/** Equally along every coordinate, but denser at seeds. */
function tensorPlacing(posed: PosedProblem, settings: Settings, seedsOf: (coordinate: number) => Seed[]): Placing {
  const { problem, time, periodic } = posed;
  let fineness = 1;
  let count = settings.count === null ? 5 : alongOne(settings.count, problem.coordinates.length - 1);
  let made: { readonly count: number; readonly lines: (Line | null)[] } | null = null;
  const line = (c: number): Line | null => {
    if (c === time) return null;
    const [from, to] = problem.domain[c] as readonly [number, number];
    const seeds = seedsOf(c).map(({ place, size }) => ({ place, size: size / fineness }));
    const { ghosts, kappa } = settings;
    if (seeds.length === 0 && count <= 12)
      return uniformLine(from, to, periodic[c] as boolean, count, { ghosts, kappa: 2.5, density: 1.3, cut: 1e-12 });
    const sizes = graded(
      uniformSizes(from, to, periodic[c] as boolean, (to - from) / (count - 1)),
      seeds,
      0.15 / fineness,
    );
    return gradedLine(sizes, { ghosts, kappa, density: 1.3, cut: settings.cut });
  };
  return {
    lines() {
      if (made?.count !== count) made = { count, lines: problem.coordinates.map((_, c) => line(c)) };
      return made.lines;
    },
    solver(lines) {
      const size = lines.reduce((product, one) => product * (one?.axis.functions ?? 6), problem.unknowns.length);
      return size <= 1200 ? "dense" : "iterative";
    },
    checked: () => null,
    refine(excess) {
      // A quarter more Gaussians leave about a quarter of what was missing.
      const growth = Math.min(1.7, 1.25 ** (0.5 + Math.log(excess) / Math.log(4)));
      count = Math.ceil(growth * count);
      fineness *= Math.sqrt(growth);
    },
  };
}
