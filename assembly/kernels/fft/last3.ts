import { add, mul, sub } from "../vector";
import { First, im, putSplit, re, Second } from "./block";

/**
 * The last pass of radix 3, from a blocked line to a split one, without twiddles and times a factor:
 *
 * y[q + s k] = factor Σ_j x[q + s j] exp(−2πi jk/R)
 *
 * s is in bytes of the split line and even in numbers.
 */

/** √3/2 */
const sin60 = 0.8660254037844386;

// @ts-ignore: decorator
@inline
function butterfly3<B>(
  x0: usize, x1: usize, x2: usize,
  yr: usize, yi: usize, s: usize, scale: v128,
): void {
  const ar = re<B>(x0);
  const br = re<B>(x1);
  const cr = re<B>(x2);
  const ai = im<B>(x0);
  const bi = im<B>(x1);
  const ci = im<B>(x2);
  const sumR = add(br, cr);
  const sumI = add(bi, ci);
  const turnR = mul(f64x2.splat(sin60), sub(br, cr));
  const turnI = mul(f64x2.splat(sin60), sub(bi, ci));
  const midR = sub(ar, mul(f64x2.splat(0.5), sumR));
  const midI = sub(ai, mul(f64x2.splat(0.5), sumI));
  putSplit<B>(yr, yi, add(ar, sumR), add(ai, sumI), scale);
  putSplit<B>(yr + s, yi + s, add(midR, turnI), sub(midI, turnR), scale);
  putSplit<B>(yr + 2 * s, yi + 2 * s, sub(midR, turnI), add(midI, turnR), scale);
}

/** Radix 3. */
export function last3(x0: usize, yr: usize, yi: usize, s: usize, factor: f64): void {
  const scale = f64x2.splat(factor);
  let x1 = x0 + 2 * s;
  let x2 = x1 + 2 * s;
  for (const stop = x0 + 2 * (s & ~31); x0 < stop; ) {
    butterfly3<First>(x0, x1, x2, yr, yi, s, scale);
    butterfly3<Second>(x0, x1, x2, yr, yi, s, scale);
    x0 += 64;
    x1 += 64;
    x2 += 64;
    yr += 32;
    yi += 32;
  }
  if (s & 16) butterfly3<First>(x0, x1, x2, yr, yi, s, scale);
}
