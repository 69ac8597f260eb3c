import { invalid, requireNumber } from "../core/index.ts";
import { countTables } from "./count-tables.ts";
import { dropFirst } from "./drop-first.ts";
import { requireSeries } from "./probabilities.ts";
import { factorial, type OrdinalSpace } from "./space.ts";
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

/** J of no windows at all, from which the divergence is counted: ½ ln 2. */
const halfBit = Math.LN2 / 2;
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
  const tables = countTables(patterns, size);
  const drop = dropFirst(order);
  const weight = factorial(order - 1);
  const counts = new Uint32Array(size);
  const ring = new Uint16Array(Math.max(patterns, delay)); // the pattern at sample t is at t modulo the length
  const recent = new Float64Array(history + block);
  // What one more occurrence adds to both sums, side by side: exact, as the tables are.
  const more = new Float64Array(2 * patterns);
  for (let c = 0; c < patterns; c++) {
    more[2 * c] = (tables.entropy[c + 1] as number) - (tables.entropy[c] as number);
    more[2 * c + 1] = (tables.divergence[c + 1] as number) - (tables.divergence[c] as number);
  }
  const steps = order - 1;
  const toH = 1 / tables.most;
  const toC = 1 / tables.farthest;
  let taken = 0;
  let entropy = 0;
  let divergence = 0;

  const take = (samples: Float64Array, H: Float64Array, C: Float64Array) => {
    recent.set(samples, history);
    let at = taken % ring.length;
    let before = (at + ring.length - (delay % ring.length)) % ring.length;
    let oldest = (at + ring.length - (patterns % ring.length)) % ring.length;
    const whole = window - taken; // the first sample that pushes one out
    const begun = history - taken; // the first that ends a window
    let s = entropy;
    let d = divergence;
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i] as number;
      // Four at a time without a loop: a loop over them costs as much as all the rest.
      let above = steps & 1 ? +((recent[i] as number) > x) : 0;
      let back = i + (steps & 1) * delay;
      if (steps & 2) {
        above += +((recent[back] as number) > x) + +((recent[back + delay] as number) > x);
        back += 2 * delay;
      }
      if (steps & 4) {
        above +=
          +((recent[back] as number) > x) +
          +((recent[back + delay] as number) > x) +
          +((recent[back + 2 * delay] as number) > x) +
          +((recent[back + 3 * delay] as number) > x);
      }
      // The first windows reach before the stream: what they hold there is not counted, and leaves no trace in later ones.
      const index = (drop[ring[before] as number] as number) + weight * above;
      if (i >= whole) {
        const last = ring[oldest] as number;
        const c = (counts[last] as number) - 1;
        s -= more[2 * c] as number;
        d -= more[2 * c + 1] as number;
        counts[last] = c;
      }
      ring[at] = index;
      if (i >= begun) {
        const c = counts[index] as number;
        s += more[2 * c] as number;
        d += more[2 * c + 1] as number;
        counts[index] = c + 1;
      }
      const value = i >= whole - 1 ? s * toH : Number.NaN;
      H[i] = value;
      C[i] = value * (halfBit + d) * toC;
      if (++at === ring.length) at = 0;
      if (++before === ring.length) before = 0;
      if (++oldest === ring.length) oldest = 0;
    }
    entropy = s;
    divergence = d;
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

/** How many samples there are before the first that is not finite. */
function finiteStart(samples: Float64Array): number {
  let check = 0;
  for (let i = 0; i < samples.length; i++) check += (samples[i] as number) * 0;
  return check === 0 ? samples.length : samples.findIndex((x) => !Number.isFinite(x));
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
