import { add, sub } from "../vector";
import { First, im, putSplit, re, Second } from "./block";

/**
 * The last pass of radix 2, from a blocked line to a split one, without twiddles and times a factor:
 *
 * y[q + s k] = factor Σ_j x[q + s j] exp(−2πi jk/R)
 *
 * s is in bytes of the split line and even in numbers.
 */

// @ts-ignore: decorator
@inline
function butterfly2<B>(
  x0: usize, x1: usize,
  yr: usize, yi: usize, s: usize, scale: v128,
): void {
  const ar = re<B>(x0);
  const br = re<B>(x1);
  const ai = im<B>(x0);
  const bi = im<B>(x1);
  putSplit<B>(yr, yi, add(ar, br), add(ai, bi), scale);
  putSplit<B>(yr + s, yi + s, sub(ar, br), sub(ai, bi), scale);
}

/** Radix 2. */
export function last2(x0: usize, yr: usize, yi: usize, s: usize, factor: f64): void {
  const scale = f64x2.splat(factor);
  let x1 = x0 + 2 * s;
  for (const stop = x0 + 2 * (s & ~31); x0 < stop; ) {
    butterfly2<First>(x0, x1, yr, yi, s, scale);
    butterfly2<Second>(x0, x1, yr, yi, s, scale);
    x0 += 64;
    x1 += 64;
    yr += 32;
    yi += 32;
  }
  if (s & 16) butterfly2<First>(x0, x1, yr, yi, s, scale);
}
