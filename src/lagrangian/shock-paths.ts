import { crossingTime, type TransportProblem } from "../problems/index.ts";
import type { Fit } from "../training/index.ts";
import { conservationLaw, entropyOf, leastActionHolds } from "./breaking.ts";
import type { TransportModel } from "./model.ts";

/** Where a fit's solution jumps over time. */
export interface ShockPaths {
  /** From the crossing of paths until the end, shape [times]. */
  readonly times: Float64Array;
  /** Places on the ring from left to right, not-a-number beyond the last shock of a time; shape [shocks][times]. */
  readonly places: Float64Array;
  /** u on the left and on the right of each, shape [shocks][times]. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** The most shocks at one time. */
  readonly count: number;
}

/**
 * The shocks of a fit past the crossing of paths, from the paths and states it has learned; null where its model has no paths,
 * the problem is no conservation law with a convex or concave flux, or nothing breaks before the end.
 */
export function shockPaths(fit: Fit<TransportProblem, TransportModel>, timeCount = 21): ShockPaths | null {
  const { problem, model } = fit;
  const map = model.parts?.(problem).map ?? null;
  if (map === null || !leastActionHolds(problem)) return null;
  const [, end] = problem.domain.at(-1) as readonly [number, number];
  const begin = crossingTime(conservationLaw(problem));
  if (!(begin < end)) return null;
  const entropy = entropyOf(fit);
  const times = Float64Array.from({ length: timeCount }, (_, k) => begin + ((end - begin) * (k + 1)) / timeCount);
  const found = Array.from(times, (t) => entropy.shocks(t));
  const count = Math.max(...found.map(({ length }) => length));
  if (count === 0) return null;
  const column = (of: (shock: NonNullable<(typeof found)[number][number]>) => number): Float64Array =>
    Float64Array.from({ length: count * timeCount }, (_, i) => {
      const shock = found[i % timeCount]?.[Math.floor(i / timeCount)];
      return shock === undefined ? Number.NaN : of(shock);
    });
  return {
    times,
    places: column(({ x }) => x),
    left: column(({ left }) => left),
    right: column(({ right }) => right),
    count,
  };
}
