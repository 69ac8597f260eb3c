import { invalid } from "../core/index.ts";
import { exceeds } from "./compare.ts";
import { type OrdinalSpace, requireWindows, windowsOf } from "./space.ts";

/** Marks a window that was skipped, in a sequence of patterns. */
export const skipped = 0xffff;

/** Throws, naming the first sample that is not finite, where there is one. */
export function requireFinite(series: ArrayLike<number>, offset = 0): void {
  for (let i = 0; i < series.length; i++) {
    if (Number.isFinite(series[i])) continue;
    throw invalid({
      what: `every sample must be a finite number, sample ${offset + i} is not`,
      got: String(series[i]),
      why: "it has no place in an order",
      attempt: 'nan: "skip", which leaves out every window with such a sample',
      path: "series",
    });
  }
}

/**
 * Calls `visit` with the first sample and the pattern of every window of a series, in order; all pairs of its samples are
 * compared, under any rule for ties. A window with a sample that is not finite is refused or given as `skipped`.
 */
export function visitWindows(
  space: OrdinalSpace,
  series: ArrayLike<number>,
  visit: (first: number, index: number) => void,
  offset = 0,
): void {
  const { order, delay, nan } = space;
  if (nan === "throw") requireFinite(series, offset);
  const above = exceeds(space, offset);
  const windows = windowsOf(space, series.length);
  for (let first = 0; first < windows; first++) {
    let index = 0;
    let weight = 1;
    let finite = Number.isFinite(series[first]);
    for (let j = 1; j < order; j++) {
      const later = first + j * delay;
      finite &&= Number.isFinite(series[later]);
      weight *= j;
      for (let i = 0; i < j; i++) if (above(series, first + i * delay, later)) index += weight;
    }
    visit(first, finite ? index : skipped);
  }
}

/** The pattern of every window in order, shape [windows]; `skipped` = 65535 where a window was left out. */
export function patternSequence(space: OrdinalSpace, series: Float64Array): Uint16Array {
  requireWindows(space, series.length);
  const sequence = new Uint16Array(windowsOf(space, series.length));
  visitWindows(space, series, (first, index) => {
    sequence[first] = index;
  });
  return sequence;
}
