import type { PatternCounter } from "../core/index.ts";
import { countPatterns, requireCounted } from "./count.ts";
import { type Pmf, pmfOf, requireSeries } from "./probabilities.ts";
import { type OrdinalSpace, requireWindows } from "./space.ts";

/** Counts the patterns of a series that arrives piece by piece. */
export interface PatternAccumulator {
  /** Takes the next samples; windows that span pieces count. */
  push(samples: Float64Array): void;
  /** The probabilities so far. Throws while there is no window. */
  pmf(): Pmf;
  /** Samples taken so far. */
  readonly length: number;
}

/** An accumulator: it keeps the counts and the last (order − 1) delay samples, whatever the length of the series. */
export function patternAccumulator(space: OrdinalSpace, counter?: PatternCounter): PatternAccumulator {
  const history = (space.order - 1) * space.delay;
  const counts = new Float64Array(space.size);
  let tail: Float64Array = new Float64Array(0);
  let length = 0;
  let windows = 0;

  const take = (samples: Float64Array) => {
    // The windows that begin in the tail, then those that begin in the new samples.
    const seam = new Float64Array(tail.length + Math.min(history, samples.length));
    seam.set(tail);
    seam.set(samples.subarray(0, seam.length - tail.length), tail.length);
    const offset = length - tail.length;
    windows += countPatterns(space, seam, counts, counter, offset);
    windows += countPatterns(space, samples, counts, counter, length);
    tail =
      samples.length >= history
        ? samples.slice(samples.length - history)
        : seam.slice(Math.max(0, seam.length - history));
    length += samples.length;
  };

  return {
    push(samples) {
      requireSeries(samples);
      take(samples);
    },
    pmf() {
      requireWindows(space, length);
      requireCounted(windows);
      return pmfOf(space, counts, windows);
    },
    get length() {
      return length;
    },
  };
}
