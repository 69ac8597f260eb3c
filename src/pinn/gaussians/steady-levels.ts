import { invalid } from "../../core/index.ts";
import type { StopReason } from "../../training/index.ts";
import { differenceOf, type Levels, type SolveLevels, turn } from "./levels.ts";
import { alongOne, type Settings } from "./options.ts";
import type { Piece } from "./pieces.ts";
import { type SteadyLevel, solveSteady } from "./steady.ts";
import { chooseWidths } from "./steady-widths.ts";
import type { PosedProblem } from "./terms.ts";

/** By how much the Gaussians along a coordinate grow. */
const factor = 1.4;
/** A residual that falls by less does not fall. */
const worthwhile = 2;
/** A relative difference of two solutions that is more than rounding leaves. */
const apartStill = 1e-5;
/** Coefficients of the largest dense solve. */
const largest = 3600;

/** A solve that takes less says little of what the next one costs: its code was just being compiled. */
const coldSeconds = 0.2;

/** What all levels so far have found. */
export interface SteadyState {
  /** The next level. */
  readonly level: number;
  readonly best: SteadyLevel;
  readonly estimate: number | null;
  /** Whether single coordinates are tried apart. */
  readonly apart: boolean;
  readonly confirmed: boolean;
  /** Linear solves. */
  readonly steps: number;
  /** Solves, which number the streams of random numbers. */
  readonly solves: number;
  /** Seconds of the last one per cube of its Gaussians. */
  readonly cost: number;
}

/**
 * Solves with more and more Gaussians: those along a single coordinate where that alone lowers the residual on fresh points,
 * otherwise along all, until it falls no further.
 */
export const steadyLevels: SolveLevels<SteadyState> = async (
  put,
  settings,
  watch,
  { resumed, keep },
  random,
  kernels,
) => {
  const { problem } = put;
  const dimension = problem.coordinates.length;
  const size = (counts: readonly number[]) => gaussiansOf(put, settings, counts);
  let { steps, solves, cost } = resumed ?? { steps: 0, solves: 0, cost: 0 };
  const solve = async (
    counts: readonly number[],
    before: SteadyLevel | null,
    kappa = settings.kappa,
  ): Promise<SteadyLevel> => {
    await turn();
    const began = performance.now();
    const level = solveSteady(put, counts, { ...settings, kappa }, before, random.split(solves++), kernels);
    const took = (performance.now() - began) / 1e3;
    cost = took < coldSeconds ? 0 : took / size(counts) ** 3;
    steps += level.report.steps;
    const { heldOut, report } = level;
    const widths = kappa === settings.kappa ? "" : `, widths ${kappa.toPrecision(2)}`;
    watch.record({ iteration: steps, stage: counts.join(" x ") + widths, train: report.residual, heldOut });
    return level;
  };
  const grown = (counts: readonly number[], axes: readonly number[]) =>
    counts.map((n, a) => (axes.includes(a) ? Math.ceil(factor * n) : n));
  /** Why a solve of such a size must not be begun. */
  const refused = (counts: readonly number[]): StopReason | "largest" | null => {
    if (size(counts) > largest) return "largest";
    const reason = watch.interrupted(steps);
    return reason ?? (cost * size(counts) ** 3 > watch.left() ? "time-budget" : null);
  };

  let best = resumed?.best ?? (await solve(beginning(put, settings), null));
  let { apart, estimate, confirmed } = resumed ?? { apart: true, estimate: null, confirmed: !settings.verify };
  const left = (level: number) => keep({ level, best, estimate, apart, confirmed, steps, solves, cost }, steps);
  const pieces = (level: SteadyLevel): readonly Piece[] => [{ from: 0, to: 1, ...level }];
  /** Ends where more Gaussians are of no use; other widths may be. */
  const done = async (why: string): Promise<Levels> => {
    if (!settings.widthsChosen || best.report.status === "non-finite") return end("stages-done", why);
    const before = best;
    let cut: StopReason | null = null;
    best = await chooseWidths(best, settings.kappa, async (kappa) => {
      const reason = refused(best.counts);
      if (reason !== null && reason !== "largest") cut = reason;
      return reason === null ? solve(best.counts, best, kappa) : null;
    });
    if (best !== before) estimate = differenceOf(problem, -1, pieces(best), pieces(before), random.split(2e6));
    return end(cut ?? "stages-done", why);
  };
  const end = (stopReason: StopReason, why: string): Levels => ({
    pieces: pieces(best),
    steps,
    trainResidual: best.report.residual,
    stopReason: best.report.status === "non-finite" ? "non-finite" : stopReason,
    why,
    estimate,
    warnings: warningsOf(best, estimate, settings.tolerance, why),
  });
  const all = [...problem.coordinates.keys()];
  if (resumed === null) await left(1);
  for (let level = resumed?.level ?? 1; level < settings.levels + (settings.verify ? 1 : 0); level++) {
    const candidates: SteadyLevel[] = [];
    for (const axis of apart && dimension > 1 ? all : []) {
      const counts = grown(best.counts, [axis]);
      const reason = refused(counts);
      if (reason !== null && reason !== "largest") return end(reason, reason);
      if (reason === null) candidates.push(await solve(counts, best));
    }
    const gains = candidates.map(({ heldOut }) => best.heldOut / heldOut);
    const most = Math.max(0, ...gains);
    const useful = all.filter((a) => (gains[a] ?? 0) > Math.max(worthwhile, Math.sqrt(most)));
    const alone = candidates[gains.indexOf(most)];
    let next = alone;
    // Trials of single coordinates cost as much as the solve itself: past this size they are made while they help.
    apart = useful.length === 1 || size(best.counts) < 600;
    if (useful.length !== 1) {
      const counts = grown(best.counts, useful.length === 0 ? all : useful);
      const reason = refused(counts);
      if (reason !== null && reason !== "largest") return end(reason, reason);
      if (reason === null) next = await solve(counts, best);
      else if (useful.length === 0) return done("the largest dense solve");
    }
    if (next === undefined) return done("the largest dense solve");
    if (alone !== undefined && alone.heldOut < next.heldOut) next = alone;
    const unresolved = next.heldOut > 0.01;
    const falls = next.heldOut * worthwhile < best.heldOut;
    estimate = differenceOf(problem, -1, pieces(next), pieces(best), random.split(1e6 + level));
    const before = best;
    const advances = falls || unresolved || next.heldOut < best.heldOut;
    if (advances) best = next;
    // Where singular corners let residuals fall slowly, solutions that still differ are worth going on for.
    const settled = !falls && !unresolved && !(advances && estimate > apartStill);
    if (settled && confirmed) return done("the residual falls no further");
    const reached = estimate <= settings.tolerance && before.heldOut < 1;
    if (reached && confirmed) return done("tolerance");
    confirmed ||= reached || settled;
    await left(level + 1);
  }
  return end("stages-done", "levels");
};

/** Gaussians of all unknowns, those beyond the ends included. */
function gaussiansOf({ problem }: PosedProblem, { ghosts }: Settings, counts: readonly number[]): number {
  return counts.reduce((product, n) => product * (n + 2 * ghosts), problem.unknowns.length);
}

/** Gaussians along the coordinates at the coarsest level. */
function beginning({ problem }: PosedProblem, { count, ghosts }: Settings): readonly number[] {
  const dimension = problem.coordinates.length;
  const fits = Math.floor((largest / problem.unknowns.length) ** (1 / dimension)) - 2 * ghosts;
  const start = count === null ? Math.max(4, Math.min(10, fits)) : alongOne(count, dimension);
  return new Array<number>(dimension).fill(start);
}

/** Throws where the first solve would be larger than a dense one may be. */
export function requireDense(put: PosedProblem, settings: Settings): void {
  const size = gaussiansOf(put, settings, beginning(put, settings));
  if (size <= largest) return;
  throw invalid({
    what: `a dense solve has at most ${largest} Gaussians with those beyond the ends`,
    got: size,
    path: settings.count === null ? "model.ghosts" : "model.count",
    attempt: "fewer",
  });
}

function warningsOf(
  { report, heldOut }: SteadyLevel,
  estimate: number | null,
  tolerance: number,
  why: string,
): readonly string[] {
  const warnings: string[] = [];
  if (report.status === "stalled" || report.status === "steps") {
    warnings.push(`Gauss–Newton did not converge in ${report.steps} steps; try more Gaussians, or a start of its own`);
  }
  if (heldOut > 0.01)
    warnings.push(`the residual on fresh points is ${heldOut.toPrecision(2)} of the equation's terms`);
  if (estimate !== null && estimate > Math.max(1e3 * tolerance, 1e-4)) {
    warnings.push(`the last two solutions differ by ${estimate.toPrecision(2)} of their size (${why})`);
  }
  return warnings;
}
