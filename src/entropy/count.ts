import { invalid, type PatternCounter, registeredPatternCounter } from "../core/index.ts";
import { countRolling } from "./rolling.ts";
import type { OrdinalSpace } from "./space.ts";
import { requireFinite, skipped, visitWindows } from "./windows.ts";

/** The plain TypeScript counter: the oracle of the WASM one, and what is used where there is none. */
export const plainCounter: PatternCounter = { name: "plain", count: countRolling };

/** The counter at work: WASM where an engine has it. */
export function defaultCounter(): PatternCounter {
  return registeredPatternCounter() ?? plainCounter;
}

/**
 * Adds the patterns of all windows of a series to `counts`, shape [order!], and returns how many windows were counted.
 *
 * `offset` is the index of the first sample in a longer series: random ties and messages depend on it.
 */
export function countPatterns(
  space: OrdinalSpace,
  series: Float64Array,
  counts: Float64Array,
  counter: PatternCounter = defaultCounter(),
  offset = 0,
): number {
  const windows = Math.max(0, series.length - (space.order - 1) * space.delay);
  if (space.ties === "first" && space.nan === "throw") {
    if (!counter.count(series, space.order, space.delay, counts)) requireFinite(series, offset);
    return windows;
  }
  let counted = 0;
  visitWindows(
    space,
    series,
    (_, index) => {
      if (index === skipped) return;
      counts[index] = (counts[index] as number) + 1;
      counted++;
    },
    offset,
  );
  return counted;
}

/** Throws where no window was counted. */
export function requireCounted(windows: number): void {
  if (windows > 0) return;
  throw invalid({
    what: "at least one window must have finite samples only",
    got: 0,
    why: 'nan: "skip" left out every window',
    path: "series",
  });
}
