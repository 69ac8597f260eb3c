import { add, sub } from "../vector";
import { First, Fourth, im, putSplit, re, Second, Third } from "./block";

/**
 * The last pass of radix 4, from a blocked line to a split one, without twiddles and times a factor:
 *
 * y[q + s k] = factor Σ_j x[q + s j] exp(−2πi jk/R)
 *
 * s is in bytes of the split line and even in numbers.
 */

// @ts-ignore: decorator
@inline
function butterfly4<B>(
  x0: usize, x1: usize, x2: usize, x3: usize,
  yr: usize, yi: usize, s: usize, scale: v128,
): void {
  const ar = re<B>(x0);
  const cr = re<B>(x2);
  const ai = im<B>(x0);
  const ci = im<B>(x2);
  const acR = add(ar, cr);
  const acI = add(ai, ci);
  const acDR = sub(ar, cr);
  const acDI = sub(ai, ci);
  const br = re<B>(x1);
  const dr = re<B>(x3);
  const bi = im<B>(x1);
  const di = im<B>(x3);
  const bdR = add(br, dr);
  const bdI = add(bi, di);
  const bdDR = sub(br, dr);
  const bdDI = sub(bi, di);
  putSplit<B>(yr, yi, add(acR, bdR), add(acI, bdI), scale);
  putSplit<B>(yr + s, yi + s, add(acDR, bdDI), sub(acDI, bdDR), scale);
  putSplit<B>(yr + 2 * s, yi + 2 * s, sub(acR, bdR), sub(acI, bdI), scale);
  putSplit<B>(yr + 3 * s, yi + 3 * s, sub(acDR, bdDI), add(acDI, bdDR), scale);
}

/** Radix 4. */
export function last4(x0: usize, yr: usize, yi: usize, s: usize, factor: f64): void {
  const scale = f64x2.splat(factor);
  let x1 = x0 + 2 * s;
  let x2 = x1 + 2 * s;
  let x3 = x2 + 2 * s;
  // Whole cache lines of every output, because the outputs of a long line fall on the same places of the cache.
  for (const stop = x0 + 2 * (s & ~63); x0 < stop; ) {
    butterfly4<First>(x0, x1, x2, x3, yr, yi, s, scale);
    butterfly4<Second>(x0, x1, x2, x3, yr, yi, s, scale);
    butterfly4<Third>(x0, x1, x2, x3, yr, yi, s, scale);
    butterfly4<Fourth>(x0, x1, x2, x3, yr, yi, s, scale);
    x0 += 128;
    x1 += 128;
    x2 += 128;
    x3 += 128;
    yr += 64;
    yi += 64;
  }
  for (const stop = x0 + 2 * (s & 63); x0 < stop; ) {
    butterfly4<First>(x0, x1, x2, x3, yr, yi, s, scale);
    x0 += 32;
    x1 += 32;
    x2 += 32;
    x3 += 32;
    yr += 16;
    yi += 16;
  }
}
