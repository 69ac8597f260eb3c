import { invalid, requireNumber } from "../core/index.ts";
import { dropFirst } from "./drop-first.ts";
import { exceeding } from "./exceeding.ts";
import { requireSeries } from "./probabilities.ts";
import { factorial, type OrdinalSpace } from "./space.ts";
import { enter, exchange, measure, windowSums } from "./window-sums.ts";
import { requireFinite } from "./windows.ts";

/** Options of a sliding window. */
export interface SlidingOptions {
  /** Samples in the window; more than (order − 1) delay. */
  readonly window: number;
}

/** H and C of the last `window` samples, at every sample. */
export interface SlidingComplexity {
  /**
   * Takes samples and writes H and C of the window that ends at each, NaN until the window is full. `H` and `C` have the
   * length of `samples`, or more. Throws at a sample that is not finite; the samples before it are taken.
   */
  push(samples: Float64Array, H: Float64Array, C: Float64Array): void;
  /** Samples taken so far. */
  readonly length: number;
}

/** Samples worked on at a time. */
const block = 4096;

/**
 * A window that slides over a stream: each sample costs order − 1 comparisons and four look-ups, whatever the window, and
 * the sums are exact, so they do not drift. Memory is proportional to the window.
 *
 * Throws where the window holds no pattern, and for ties other than "first".
 */
export function slidingComplexity(space: OrdinalSpace, { window }: SlidingOptions): SlidingComplexity {
  const { order, delay, size } = space;
  const history = (order - 1) * delay;
  const wanted = `a whole number of samples above ${history}, which is (order − 1) delay, and at most 2^28`;
  requireNumber("window", window, (w) => Number.isInteger(w) && w > history && w <= 2 ** 28, wanted);
  if (space.ties !== "first" || space.nan !== "throw") {
    throw invalid({
      what: 'a sliding window needs ties "first" and nan "throw"',
      got: { ties: space.ties, nan: space.nan },
      why: "it knows a pattern by the one before",
    });
  }
  const patterns = window - history;
  const sums = windowSums(patterns, size);
  const ring = new Uint16Array(Math.max(patterns, delay) + block); // the pattern at sample t is at t modulo the length
  const recent = new Float64Array(history + block);
  // The patterns of the block at hand, and those that leave the window meanwhile.
  const entering = new Uint16Array(block);
  const leaving = new Uint16Array(block);
  let taken = 0;

  /** Finds the patterns that end at the samples of a block, and those that leave the window as they enter. */
  const find = (length: number) => {
    for (let done = 0; done < length; ) {
      const place = (back: number) => (taken + done + ring.length - back) % ring.length;
      const [at, before, oldest] = [place(0), place(delay), place(patterns)];
      // As far as none of the places comes to the end of the ring.
      const run = Math.min(length - done, ring.length - Math.max(at, before, oldest));
      followPatterns(space, recent.subarray(done), ring.subarray(before), ring.subarray(at, at + run));
      entering.set(ring.subarray(at, at + run), done);
      leaving.set(ring.subarray(oldest, oldest + run), done);
      done += run;
    }
  };

  const take = (samples: Float64Array, H: Float64Array, C: Float64Array) => {
    recent.set(samples, history);
    find(samples.length);
    // The first windows reach before the stream: they are not counted, and what they hold there leaves no trace later.
    const begun = Math.min(samples.length, Math.max(0, history - taken));
    const whole = Math.min(samples.length, Math.max(0, window - taken));
    enter(sums, entering.subarray(begun, whole));
    H.fill(Number.NaN, 0, whole);
    C.fill(Number.NaN, 0, whole);
    if (whole > 0 && taken + whole === window) measure(sums, H.subarray(whole - 1), C.subarray(whole - 1));
    const rest = [whole, samples.length] as const;
    exchange(sums, entering.subarray(...rest), leaving.subarray(...rest), H.subarray(whole), C.subarray(whole));
    taken += samples.length;
    recent.copyWithin(0, samples.length, samples.length + history);
  };

  return {
    push(samples, H, C) {
      requireSeries(samples);
      if (H.length < samples.length || C.length < samples.length) {
        throw invalid({ what: `H and C must have room for ${samples.length} values`, got: [H.length, C.length] });
      }
      for (let start = 0; start < samples.length; start += block) {
        const end = Math.min(start + block, samples.length);
        const part = samples.subarray(start, end);
        const sound = finiteStart(part);
        take(part.subarray(0, sound), H.subarray(start, end), C.subarray(start, end));
        if (sound < part.length) requireFinite(part.subarray(sound), taken);
      }
    },
    get length() {
      return taken;
    },
  };
}

/**
 * Writes the patterns that end at sample (order − 1) delay of x and the following ones, given the pattern a delay before
 * each; `before` and `patterns` may overlap.
 */
function followPatterns(
  { order, delay }: OrdinalSpace,
  x: Float64Array,
  before: Uint16Array,
  patterns: Uint16Array,
): void {
  const drop = dropFirst(order);
  const weight = factorial(order - 1);
  const steps = order - 1;
  const history = steps * delay;
  for (let i = 0; i < patterns.length; i++) {
    patterns[i] = (drop[before[i] as number] as number) + weight * exceeding(x, history + i, delay, steps);
  }
}

/** How many samples there are before the first that is not finite. */
function finiteStart(samples: Float64Array): number {
  let i = 0;
  while (i < samples.length && (samples[i] as number) - (samples[i] as number) === 0) i++;
  return i;
}

/** H and C of every window of `window` samples of a series, shapes [length − window + 1]. */
export function slide(
  space: OrdinalSpace,
  series: Float64Array,
  options: SlidingOptions,
): { readonly H: Float64Array; readonly C: Float64Array } {
  const H = new Float64Array(series.length);
  const C = new Float64Array(series.length);
  slidingComplexity(space, options).push(series, H, C);
  return { H: H.subarray(options.window - 1), C: C.subarray(options.window - 1) };
}
