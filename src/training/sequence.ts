import { invalid } from "../core/index.ts";
import { type Condition, dataPoints, type PdeProblem } from "../problems/index.ts";
import type { Evaluable } from "./errors.ts";
import { beginningAt, mostPoints } from "./handover.ts";
import type { Fit, Model } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { train } from "./train.ts";

/** Fits of one model to consecutive windows of time, each of which begins where the one before ends. */
export interface Sequence<M extends Model<PdeProblem>> extends Evaluable {
  /** One fit a window, in order; fewer where one of them failed or was aborted. */
  readonly fits: readonly Fit<PdeProblem, M>[];
  /** Where the windows end, in the problem's time. */
  readonly ends: readonly number[];
  readonly status: Fit<PdeProblem, M>["status"];
  readonly warnings: readonly string[];
  evaluate(...point: number[]): number;
}

/** Options of `sequence`. */
export interface SequenceOptions extends Omit<TrainOptions, "resume" | "parameters" | "windows" | "onCheckpoint"> {
  /** How many windows of equal length, or where they end as parts of the whole span. */
  readonly windows: number | readonly number[];
}

/**
 * Trains one model for each window of time: the first begins with the initial condition, each other with the end of the one
 * before, as its Chebyshev interpolant. The other options, and so each budget, hold for every window; progress is told as a
 * fraction of all.
 *
 * A. S. Krishnapriyan et al., Adv. Neural Inf. Process. Syst. 34 (2021) 26548, §4.2 (sequence to sequence).
 */
export async function sequence<M extends Model<PdeProblem>>(
  problem: PdeProblem,
  model: M,
  { windows, ...options }: SequenceOptions,
): Promise<Sequence<M>> {
  const parts = typeof windows === "number" ? Array.from({ length: windows }, (_, i) => (i + 1) / windows) : windows;
  const axis = requireSequence(problem, parts);
  const [from, to] = problem.domain[axis] as readonly [number, number];
  const ends = parts.map((part) => from + part * (to - from));
  const fits: Fit<PdeProblem, M>[] = [];
  const warnings: string[] = [];
  for (const [k, end] of ends.entries()) {
    const before = fits.at(-1);
    if (before !== undefined && before.status !== "success") break;
    const start = ends[k - 1] ?? from;
    const begun = before === undefined ? problem : beginningAt(problem, axis, start, before, warnings);
    const { onProgress } = options;
    const course =
      onProgress === undefined
        ? options
        : {
            ...options,
            onProgress: (entry: Parameters<typeof onProgress>[0]) =>
              onProgress({ ...entry, fraction: (k + entry.fraction) / ends.length }),
          };
    const fit = await train(within(begun, axis, start, end), model, course);
    fits.push(fit);
    warnings.push(...fit.warnings.map((warning) => `window ${k + 1}: ${warning}`));
  }
  const values = (points: Float64Array) => valuesOf(problem, axis, ends, fits, points);
  return {
    fits,
    ends: ends.slice(0, fits.length),
    status: (fits.at(-1) as Fit<PdeProblem, M>).status,
    warnings,
    values,
    evaluate: (...point) => values(Float64Array.from(point))[0] as number,
  };
}

/**
 * The axis of time.
 *
 * @param parts Where the windows end, as parts of the whole span.
 * @throws SechError where there is no initial condition to hand on, or a scalar to share.
 */
export function requireSequence(
  { coordinates, conditions, trainable = {} }: PdeProblem,
  parts: readonly number[],
): number {
  const ascending = parts.length > 0 && parts.every((part, i) => part > (parts[i - 1] ?? 0)) && parts.at(-1) === 1;
  if (!ascending) {
    throw invalid({ what: "windows must ascend to 1", got: parts, path: "windows", attempt: "[0.5, 1], or 2" });
  }
  const axis = coordinates.indexOf("t");
  const initial = Object.values(conditions).some(({ kind }) => kind === "initial");
  if (axis < 0 || !initial || coordinates.length > 1 + mostPoints.length || coordinates.length < 2) {
    throw invalid({
      what: `a sequence needs an initial condition in t and one to ${mostPoints.length} other coordinates`,
      got: coordinates,
      path: "windows",
    });
  }
  if (Object.keys(trainable).length > 0) {
    throw invalid({
      what: "a sequence cannot train the scalars of an equation",
      got: Object.keys(trainable),
      why: "each window would find its own",
      path: "trainable",
    });
  }
  return axis;
}

/** A problem on a part of the time, with the data there. */
function within(problem: PdeProblem, axis: number, start: number, end: number): PdeProblem {
  const conditions = Object.entries(problem.conditions).flatMap(([name, condition]): [string, Condition][] => {
    if (condition.kind !== "data") return [[name, condition]];
    const all = dataPoints(condition);
    const width = problem.coordinates.length;
    const kept = Array.from({ length: all.length / width }, (_, i) => i).filter((i) => {
      const time = all[i * width + axis] as number;
      return time >= start && time <= end;
    });
    if (kept.length === 0) return [];
    const pick = (list: ArrayLike<number>) => kept.map((i) => list[i] as number);
    const { values, sigma } = condition;
    const isList = typeof (values as ArrayLike<number>).length === "number";
    return [
      [
        name,
        {
          ...condition,
          points: kept.map((i) => [...all.subarray(i * width, (i + 1) * width)]),
          values: isList
            ? pick(values as ArrayLike<number>)
            : Object.fromEntries(
                Object.entries(values).map(([unknown, list]) => [unknown, pick(list as ArrayLike<number>)]),
              ),
          ...(sigma === undefined || typeof sigma === "number" ? {} : { sigma: pick(sigma) }),
        },
      ],
    ];
  });
  const domain = problem.domain.with(axis, [start, end]);
  return { ...problem, domain, conditions: Object.fromEntries(conditions) };
}

/** Every point from the fit whose window it lies in. */
function valuesOf(
  { coordinates, unknowns }: PdeProblem,
  axis: number,
  ends: readonly number[],
  fits: readonly Evaluable[],
  points: Float64Array,
): Float64Array {
  const width = coordinates.length;
  const out = new Float64Array((points.length / width) * unknowns.length).fill(Number.NaN);
  fits.forEach((fit, k) => {
    const mine = Array.from({ length: points.length / width }, (_, i) => i).filter((i) => {
      const time = points[i * width + axis] as number;
      return time <= (ends[k] as number) && (k === 0 || time > (ends[k - 1] as number));
    });
    if (mine.length === 0) return;
    const values = fit.values(Float64Array.from(mine.flatMap((i) => [...points.subarray(i * width, (i + 1) * width)])));
    mine.forEach((i, j) =>
      out.set(values.subarray(j * unknowns.length, (j + 1) * unknowns.length), i * unknowns.length),
    );
  });
  return out;
}
