import { add, sub } from "../vector";
import { First, im, putSplit, re, Second } from "./block";

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
  for (const stop = x0 + 2 * (s & ~31); x0 < stop; ) {
    butterfly4<First>(x0, x1, x2, x3, yr, yi, s, scale);
    butterfly4<Second>(x0, x1, x2, x3, yr, yi, s, scale);
    x0 += 64;
    x1 += 64;
    x2 += 64;
    x3 += 64;
    yr += 32;
    yi += 32;
  }
  if (s & 16) butterfly4<First>(x0, x1, x2, x3, yr, yi, s, scale);
}
