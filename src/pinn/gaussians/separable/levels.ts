import type { DenseKernels, Rng } from "../../../core/index.ts";
import type { StopReason } from "../../../training/index.ts";
import { type Continuation, turn, type Watch } from "../levels.ts";
import { fitting, type Line, uniformLine } from "../lines.ts";
import type { Settings } from "../options.ts";
import type { PosedProblem } from "../terms.ts";
import { alternation } from "./alternating.ts";
import { equationSize, freshResiduals, randomPoints } from "./fresh.ts";
import { jointSteps } from "./joint.ts";
import { emptySum, onAxes, type ProductSum, partialsAt, withProduct } from "./product-sum.ts";
import { type Squares, squaresOf } from "./squares.ts";
import { sourceProducts } from "./starters.ts";

/** What the growth of a sum of products ends with. */
export interface Grown {
  readonly sum: ProductSum;
  /** Rounds of alternating least squares. */
  readonly sweeps: number;
  readonly trainResidual: number;
  readonly stopReason: StopReason;
  readonly why: string;
  /** The relative difference between the solutions with the last two numbers of Gaussians, or null where there is one. */
  readonly estimate: number | null;
  readonly warnings: readonly string[];
}

/** A sum with its residual on fresh points, in units of the solution, and on its own. */
interface Measured {
  readonly sum: ProductSum;
  readonly heldOut: number;
  readonly train: number;
}

/** What a sum has grown to: with the numbers of Gaussians before, and with the present one. */
export interface GrownState {
  readonly level: number;
  /** Gaussians along a coordinate. */
  readonly count: number;
  readonly best: Measured | null;
  readonly estimate: number | null;
  readonly confirmed: boolean;
  readonly sweeps: number;
  /** Null where a level begins. */
  readonly present: Present | null;
}

/** A sum that grows. */
interface Present {
  readonly sum: ProductSum;
  /** The best so far, and how many additions since then hardly lowered the residual. */
  readonly here: Measured | null;
  readonly idle: number;
  /** How often products were added. */
  readonly added: number;
}

/**
 * Of values on faces. Less than for one coordinate or two: with 30 the same steps left three times the error in ten coordinates.
 */
const boundaryWeight = 3;
const freshPoints = 400;
/** Gaussians along a coordinate to begin with, and by how much they grow. */
const first = 3;
const factor = 1.6;
/** A residual that falls by less does not fall. */
const worthwhile = 2;
/** The part of the products that are added at once. */
const share = 0.25;
/** Additions in a row that hardly lower the residual, after which no more are made. */
const patience = 2;
/** Alternating rounds for new products alone and for all, and steps of all factors together after those. */
const rounds = { alone: 4, all: 15, together: 25 } as const;
/** Rounds and steps that lower the squares by less than this part end before that. */
const slow = 0.02;

/**
 * A sum of products that begins with those of the source and grows by random ones, first fitted to what remains and then together
 * with all others, until the residual on fresh points falls no further; then with more Gaussians along every coordinate.
 */
export async function grown(
  posed: PosedProblem,
  settings: Settings,
  mostProducts: number,
  watch: Watch,
  { resumed, keep }: Continuation<GrownState>,
  random: Rng,
  kernels: DenseKernels,
): Promise<Grown> {
  const { problem } = posed;
  let sweeps = resumed?.sweeps ?? 0;
  let estimate = resumed?.estimate ?? null;
  let best = resumed?.best ?? null;
  let count = resumed?.count ?? settings.count ?? first;
  let confirmed = resumed?.confirmed ?? !settings.verify;
  const end = (stopReason: StopReason, why: string): Grown => {
    const { sum, train } = best as Measured;
    const warnings = warningsOf(best as Measured, estimate, settings.tolerance, why);
    return { sum, sweeps, trainResidual: train, stopReason, why, estimate, warnings };
  };
  const begun = resumed?.level ?? 0;
  for (let level = begun; level < settings.levels + (settings.verify ? 1 : 0); level++) {
    const work = workOn(posed, count, settings, best?.sum ?? null, mostProducts / 2, random.split(level), kernels);
    const present = level === begun ? (resumed?.present ?? null) : null;
    let { here, idle, added } = present ?? { here: null, idle: 0, added: 0 };
    let sum = present === null ? work.start : copied(present.sum);
    const left = (next: Pick<GrownState, "level" | "count" | "present">) =>
      keep({ best, estimate, confirmed, sweeps, ...next }, sweeps);
    for (; idle < patience; added++) {
      if (added > 0 || sum.rank === 0) {
        if (sum.rank >= mostProducts) break;
        const old = sum.rank;
        const wanted = Math.min(mostProducts, old + Math.max(1, Math.ceil(share * old)));
        const stream = random.split(1000 * (level + 1) + added);
        while (sum.rank < wanted) sum = withProduct(sum, randomProduct(sum, stream));
        const alone = alternation(work.squares, sum, old, kernels);
        for (let round = 0; round < rounds.alone; round++, sweeps++) alone.sweep();
      }
      sweeps += settle(work.squares, sum, kernels, (more) => watch.interrupted(sweeps + more) !== null);
      const measured = work.measure(sum);
      watch.record({ iteration: sweeps, stage: `${sum.rank} products of ${count}`, ...measured });
      await turn();
      const lower = here === null || measured.heldOut < 0.9 * here.heldOut;
      idle = lower ? 0 : idle + 1;
      if (lower) here = { ...measured, sum: copied(sum) };
      const reason = watch.interrupted(sweeps);
      if (reason === null) {
        await left({ level, count, present: { here, sum: copied(sum), idle, added: added + 1 } });
        continue;
      }
      if (best === null || (here ?? measured).heldOut < best.heldOut) best = here ?? measured;
      return end(reason, reason);
    }
    if (here === null) return end("stages-done", "the most products");
    const before: Measured | null = best;
    if (before !== null) estimate = differenceOf(problem.domain, here.sum, before.sum, random.split(1e6 + level));
    const falls = before === null || worthwhile * here.heldOut < before.heldOut;
    if (before === null || here.heldOut < before.heldOut) best = here;
    const settled = !falls && here.heldOut < 0.01;
    if (settled && confirmed) return end("stages-done", "the residual falls no further");
    const reached = estimate !== null && estimate <= settings.tolerance;
    if (reached && confirmed) return end("stages-done", "tolerance");
    confirmed ||= settled || reached;
    count = Math.ceil(factor * count);
    await left({ level: level + 1, count, present: null });
  }
  return end("stages-done", "levels");
}

/** All that is needed with one number of Gaussians. */
interface Work {
  readonly squares: Squares;
  readonly start: ProductSum;
  measure(sum: ProductSum): Measured;
}

function workOn(
  { problem, interior, boundary, initial, periodic }: PosedProblem,
  count: number,
  { ghosts, kappa, cut }: Settings,
  from: ProductSum | null,
  mostStarters: number,
  random: Rng,
  kernels: DenseKernels,
): Work {
  const beyond = Math.min(ghosts, count - 1);
  const lines: readonly Line[] = problem.domain.map(([a, b], d) =>
    uniformLine(a, b, periodic[d] as boolean, count, { ghosts: beyond, kappa, density: 1.3, cut }),
  );
  const axes = lines.map(({ axis }) => axis);
  const points = lines.map(({ nodes }) => nodes.points);
  const fits = lines.map((line) => fitting(line, kernels));
  const start = from === null ? sourceProducts(interior, lines, fits, mostStarters) : onAxes(from, axes, points, fits);
  const size = equationSize(problem, interior, from === null ? emptySum(axes) : start, freshPoints, random.split(0));
  const conditions = [...boundary, ...initial];
  const squares = squaresOf(
    [
      { term: interior, weights: [1 / size] },
      ...conditions.map((term) => ({ term, weights: term.rows.map(() => boundaryWeight) })),
    ],
    problem.coordinates,
    lines,
  );
  return {
    squares,
    start,
    measure(sum) {
      const residuals = freshResiduals(problem, sum, [interior, ...conditions], freshPoints, random.split(1));
      const now = equationSize(problem, interior, sum, freshPoints, random.split(0));
      const squaresOfAll = Object.entries(residuals).map(([name, rms]) =>
        interior.rows.includes(name) ? (rms / now) ** 2 : rms ** 2,
      );
      const heldOut = Math.sqrt(squaresOfAll.reduce((total, square) => total + square, 0));
      return { sum, heldOut, train: Math.sqrt(alternation(squares, sum, 0, kernels).squares()) };
    },
  };
}

/** Rounds with all products, and where these are still not slow steps of all factors together; how many. */
function settle(
  squares: Squares,
  sum: ProductSum,
  kernels: DenseKernels,
  interrupted: (rounds: number) => boolean,
): number {
  const all = alternation(squares, sum, 0, kernels);
  let now = all.squares();
  for (let round = 1; round <= rounds.all; round++) {
    all.sweep();
    const next = all.squares();
    if (interrupted(round) || next > (1 - slow) * now) return round;
    now = next;
  }
  const after = (steps: number) => interrupted(rounds.all + steps);
  return rounds.all + jointSteps(squares, sum, rounds.together, slow, after, kernels).steps;
}

/** Random factors, the smoother functions larger. */
function randomProduct({ axes }: ProductSum, random: Rng): readonly Float64Array[] {
  return axes.map(({ functions }) => Float64Array.from({ length: functions }, (_, k) => random.normal() * 0.5 ** k));
}

function copied({ axes, rank, factors }: ProductSum): ProductSum {
  return { axes, rank, factors: factors.map((factor) => factor.slice()) };
}

/** The relative difference of two sums, root mean square over random points of the box. */
function differenceOf(box: PosedProblem["problem"]["domain"], a: ProductSum, b: ProductSum, random: Rng): number {
  const points = randomPoints(box, freshPoints, random);
  const [one, other] = [a, b].map((sum) => partialsAt(sum, points, [box.map(() => 0)])[0] as Float64Array);
  let [difference, size] = [0, 0];
  one?.forEach((value, i) => {
    difference += (value - (other?.[i] as number)) ** 2;
    size += value * value;
  });
  return Math.sqrt(difference / Math.max(size, 1e-300));
}

function warningsOf({ heldOut }: Measured, estimate: number | null, tolerance: number, why: string): readonly string[] {
  const warnings: string[] = [];
  if (heldOut > 0.01)
    warnings.push(`the residual on fresh points is ${heldOut.toPrecision(2)} of the equation's terms`);
  if (estimate !== null && estimate > Math.max(1e3 * tolerance, 1e-4))
    warnings.push(`the last two solutions differ by ${estimate.toPrecision(2)} of their size (${why})`);
  return warnings;
}
