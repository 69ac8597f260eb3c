import { invalid } from "../errors.ts";
import type { Fft } from "../kernels.ts";
import { isSmooth } from "./mixed-radix.ts";

/** Transforms (re, im) forward, times a factor, into (outRe, outIm), which may be the same. */
export type RunFft = (
  re: Float64Array,
  im: Float64Array,
  outRe: Float64Array,
  outIm: Float64Array,
  factor: number,
) => void;

/**
 * A plan around the forward transform of an implementation: checks shapes and arrays, and gets the inverse by exchanging
 * re and im.
 */
export function fftPlan(shape: readonly number[], batch: number, run: RunFft): Fft {
  const points = shape.reduce((product, extent) => product * extent, 1);
  const size = points * batch;
  const check = (re: Float64Array, im: Float64Array) => {
    if (re.length === size && im.length === size) return;
    throw invalid({
      what: `a transform of ${batch} × [${shape.join(", ")}] works on arrays of ${size}`,
      got: [re.length, im.length],
    });
  };
  return {
    shape,
    batch,
    forward(re, im, outRe = re, outIm = im) {
      check(re, im);
      check(outRe, outIm);
      run(re, im, outRe, outIm, 1);
    },
    inverse(re, im, outRe = re, outIm = im) {
      check(re, im);
      check(outRe, outIm);
      run(im, re, outIm, outRe, 1 / points);
    },
  };
}

/** A cache of line plans by length and batch; refuses what is not a count. */
export function linePlans(make: (length: number, batch: number) => Fft): (length: number, batch: number) => Fft {
  return cachedByPair((length, batch) => {
    requireLength("the length of a transform", length);
    requireCount("the batch of a transform", batch);
    return make(length, batch);
  });
}

/** A cache of plans of planes by rows and columns; refuses what is not a count. */
export function planePlans(make: (rows: number, columns: number) => Fft): (rows: number, columns: number) => Fft {
  return cachedByPair((rows, columns) => {
    requireLength("the rows of a transform", rows);
    requireLength("the columns of a transform", columns);
    return make(rows, columns);
  });
}

/** The longest line: tables and work space of twice as many points exceed plain arrays, and with the line the memory of WASM. */
const longest = 2 ** 24;

function requireLength(what: string, value: number): void {
  requireCount(what, value);
  // Other lengths are transformed on at least twice as many points.
  const limit = isSmooth(value) ? longest : longest / 2;
  if (value <= limit) return;
  const rule = value <= longest ? " where it has a prime factor above 13" : "";
  throw invalid({
    what: `${what} must be at most ${limit}${rule}`,
    got: value,
    why: "its tables and work space would not fit into memory",
    attempt: String(limit),
  });
}

function requireCount(what: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw invalid({ what: `${what} must be a whole number of at least 1`, got: value });
}

/** A function of one number that computes each value once. */
export function cached<T>(make: (key: number) => T): (key: number) => T {
  const made = new Map<number, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

function cachedByPair<T>(make: (first: number, second: number) => T): (first: number, second: number) => T {
  const byFirst = cached((first) => cached((second) => make(first, second)));
  return (first, second) => byFirst(first)(second);
}

/** A run on copies, for transforms that work in place. */
export function inPlace(run: (re: Float64Array, im: Float64Array, factor: number) => void): RunFft {
  return (re, im, outRe, outIm, factor) => {
    if (outRe !== re) outRe.set(re);
    if (outIm !== im) outIm.set(im);
    run(outRe, outIm, factor);
  };
}
