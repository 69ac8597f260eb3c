import { add, mul, sub } from "../vector";
import { First, im, putSplit, re, Second } from "./block";

/**
 * The last pass of radix 5, from a blocked line to a split one, without twiddles and times a factor:
 *
 * y[q + s k] = factor Σ_j x[q + s j] exp(−2πi jk/R)
 *
 * s is in bytes of the split line and even in numbers.
 */

/** The cosines and sines of 2π/5 and 4π/5. */
const cos72 = 0.30901699437494745;
const cos144 = -0.8090169943749475;
const sin72 = 0.9510565162951535;
const sin144 = 0.5877852522924731;

// @ts-ignore: decorator
@inline
function butterfly5<B>(
  x0: usize, x1: usize, x2: usize, x3: usize, x4: usize,
  yr: usize, yi: usize, s: usize, scale: v128,
): void {
  const ar = re<B>(x0);
  const ai = im<B>(x0);
  const br = re<B>(x1);
  const er = re<B>(x4);
  const cr = re<B>(x2);
  const dr = re<B>(x3);
  const bi = im<B>(x1);
  const ei = im<B>(x4);
  const ci = im<B>(x2);
  const di = im<B>(x3);
  const beR = add(br, er);
  const cdR = add(cr, dr);
  const beDR = sub(br, er);
  const cdDR = sub(cr, dr);
  const beI = add(bi, ei);
  const cdI = add(ci, di);
  const beDI = sub(bi, ei);
  const cdDI = sub(ci, di);
  const c1 = f64x2.splat(cos72);
  const c2 = f64x2.splat(cos144);
  const s1 = f64x2.splat(sin72);
  const s2 = f64x2.splat(sin144);
  putSplit<B>(yr, yi, add(ar, add(beR, cdR)), add(ai, add(beI, cdI)), scale);
  const even1R = add(ar, add(mul(c1, beR), mul(c2, cdR)));
  const even1I = add(ai, add(mul(c1, beI), mul(c2, cdI)));
  const odd1R = add(mul(s1, beDI), mul(s2, cdDI));
  const odd1I = add(mul(s1, beDR), mul(s2, cdDR));
  putSplit<B>(yr + s, yi + s, add(even1R, odd1R), sub(even1I, odd1I), scale);
  putSplit<B>(yr + 4 * s, yi + 4 * s, sub(even1R, odd1R), add(even1I, odd1I), scale);
  const even2R = add(ar, add(mul(c2, beR), mul(c1, cdR)));
  const even2I = add(ai, add(mul(c2, beI), mul(c1, cdI)));
  const odd2R = sub(mul(s2, beDI), mul(s1, cdDI));
  const odd2I = sub(mul(s2, beDR), mul(s1, cdDR));
  putSplit<B>(yr + 2 * s, yi + 2 * s, add(even2R, odd2R), sub(even2I, odd2I), scale);
  putSplit<B>(yr + 3 * s, yi + 3 * s, sub(even2R, odd2R), add(even2I, odd2I), scale);
}

/** Radix 5. */
export function last5(x0: usize, yr: usize, yi: usize, s: usize, factor: f64): void {
  const scale = f64x2.splat(factor);
  let x1 = x0 + 2 * s;
  let x2 = x1 + 2 * s;
  let x3 = x2 + 2 * s;
  let x4 = x3 + 2 * s;
  for (const stop = x0 + 2 * (s & ~31); x0 < stop; ) {
    butterfly5<First>(x0, x1, x2, x3, x4, yr, yi, s, scale);
    butterfly5<Second>(x0, x1, x2, x3, x4, yr, yi, s, scale);
    x0 += 64;
    x1 += 64;
    x2 += 64;
    x3 += 64;
    x4 += 64;
    yr += 32;
    yi += 32;
  }
  if (s & 16) butterfly5<First>(x0, x1, x2, x3, x4, yr, yi, s, scale);
}
