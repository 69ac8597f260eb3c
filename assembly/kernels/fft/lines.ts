import { evenLine, packed, skew } from "./run";

/**
 * Contiguous lines of even length n from (re, im) to (outRe, outIm), which may be the same, one after the other. `scratch` holds 32 n bytes and two skews.
 *
 * The inverse is the same with re and im exchanged, and the factor 1/n.
 */
export function evenLines(
  program: usize, n: usize, batch: i32, re: usize, im: usize, outRe: usize, outIm: usize, factor: f64, scratch: usize,
): void {
  const other = scratch + 16 * n + skew;
  for (let at: usize = 0, end: usize = 8 * n * <usize>batch; at < end; at += 8 * n) {
    evenLine(program, re + at, im + at, outRe + at, outIm + at, scratch, other, factor);
  }
}

/** The same for any length, two lines at a time in the two halves of the vectors. `scratch` holds 96 n bytes and skews. */
export function pairedLines(
  program: usize, n: usize, batch: i32, re: usize, im: usize, outRe: usize, outIm: usize, factor: f64, scratch: usize,
): void {
  const bytes: usize = 8 * n;
  const other = scratch + 4 * bytes + skew;
  const pairRe = other + 4 * bytes + skew;
  const pairIm = pairRe + 2 * bytes;
  for (let line = 0; line < batch; line += 2) {
    // An odd last line is transformed twice.
    const next = line + 1 < batch ? bytes : 0;
    for (let at: usize = 0; at < bytes; at += 8) {
      const a = re + at;
      const b = im + at;
      v128.store(scratch + 4 * at, v128.load64_lane(a + next, v128.load64_zero(a), 1), 0);
      v128.store(scratch + 4 * at, v128.load64_lane(b + next, v128.load64_zero(b), 1), 16);
    }
    packed(program, 2, scratch, other, pairRe, pairIm, factor);
    for (let at: usize = 0; at < bytes; at += 8) {
      const vr = v128.load(pairRe + 2 * at);
      const vi = v128.load(pairIm + 2 * at);
      v128.store64_lane(outRe + next + at, vr, 1);
      v128.store64_lane(outIm + next + at, vi, 1);
      v128.store64_lane(outRe + at, vr, 0);
      v128.store64_lane(outIm + at, vi, 0);
    }
    re += 2 * bytes;
    im += 2 * bytes;
    outRe += 2 * bytes;
    outIm += 2 * bytes;
  }
}

/** Columns packed at once: two cache lines of a row. */
const most: usize = 16;

/**
 * The columns from `begin` to `end` of row-major planes with rows of `stride` numbers, in place; n rows. `scratch` holds
 * 16 · 48 n bytes and skews. Neighbouring columns are the stride of the first pass, so nothing is transposed.
 */
export function columns(
  program: usize, n: usize, stride: usize, begin: usize, end: usize, re: usize, im: usize, factor: f64, scratch: usize,
): void {
  const other = scratch + 16 * n * most + skew;
  const outRe = other + 16 * n * most + skew;
  const outIm = outRe + 8 * n * most + skew;
  const row: usize = 8 * stride;
  for (let c = begin; c < end; c += most) {
    const count = min(most, end - c);
    const whole = count & ~1;
    const width = (count + 1) & ~1;
    let to = scratch;
    for (let r: usize = 0; r < n; r++) {
      const a = re + r * row + 8 * c;
      const b = im + r * row + 8 * c;
      for (let k: usize = 0; k < whole; k += 2, to += 32) {
        v128.store(to, v128.load(a + 8 * k), 0);
        v128.store(to, v128.load(b + 8 * k), 16);
      }
      if (whole < count) {
        v128.store(to, v128.load64_zero(a + 8 * whole), 0);
        v128.store(to, v128.load64_zero(b + 8 * whole), 16);
        to += 32;
      }
    }
    packed(program, width, scratch, other, outRe, outIm, factor);
    for (let r: usize = 0; r < n; r++) {
      const from: usize = 8 * width * r;
      const a = re + r * row + 8 * c;
      const b = im + r * row + 8 * c;
      for (let k: usize = 0; k < whole; k += 2) {
        v128.store(a + 8 * k, v128.load(outRe + from + 8 * k));
        v128.store(b + 8 * k, v128.load(outIm + from + 8 * k));
      }
      if (whole < count) {
        v128.store64_lane(a + 8 * whole, v128.load(outRe + from + 8 * whole), 0);
        v128.store64_lane(b + 8 * whole, v128.load(outIm + from + 8 * whole), 0);
      }
    }
  }
}
