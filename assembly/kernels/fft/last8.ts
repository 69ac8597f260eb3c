import { add, mul, sub } from "../vector";
import { First, Fourth, im, putSplit, re, Second, Third } from "./block";

/**
 * The last pass of radix 8, from a blocked line to a split one, without twiddles and times a factor:
 *
 * y[q + s k] = factor Σ_j x[q + s j] exp(−2πi jk/R)
 *
 * s is in bytes of the split line and even in numbers.
 */

/** √½ */
const half = 0.7071067811865476;

// @ts-ignore: decorator
@inline
function butterfly8<B>(
  x0: usize, x1: usize, x2: usize, x3: usize, x4: usize, x5: usize, x6: usize, x7: usize,
  yr: usize, yi: usize, s: usize, scale: v128,
): void {
  const a0r = re<B>(x0);
  const a4r = re<B>(x4);
  const a0i = im<B>(x0);
  const a4i = im<B>(x4);
  const s0r = add(a0r, a4r);
  const s0i = add(a0i, a4i);
  const d0r = sub(a0r, a4r);
  const d0i = sub(a0i, a4i);
  const a2r = re<B>(x2);
  const a6r = re<B>(x6);
  const a2i = im<B>(x2);
  const a6i = im<B>(x6);
  const s2r = add(a2r, a6r);
  const s2i = add(a2i, a6i);
  const d2r = sub(a2r, a6r);
  const d2i = sub(a2i, a6i);
  const a1r = re<B>(x1);
  const a5r = re<B>(x5);
  const a1i = im<B>(x1);
  const a5i = im<B>(x5);
  const s1r = add(a1r, a5r);
  const s1i = add(a1i, a5i);
  const d1r = sub(a1r, a5r);
  const d1i = sub(a1i, a5i);
  const a3r = re<B>(x3);
  const a7r = re<B>(x7);
  const a3i = im<B>(x3);
  const a7i = im<B>(x7);
  const s3r = add(a3r, a7r);
  const s3i = add(a3i, a7i);
  const d3r = sub(a3r, a7r);
  const d3i = sub(a3i, a7i);

  // The even outputs: radix 4 of the sums.
  const e0r = add(s0r, s2r);
  const e0i = add(s0i, s2i);
  const e1r = sub(s0r, s2r);
  const e1i = sub(s0i, s2i);
  const e2r = add(s1r, s3r);
  const e2i = add(s1i, s3i);
  const e3r = sub(s1r, s3r);
  const e3i = sub(s1i, s3i);
  putSplit<B>(yr, yi, add(e0r, e2r), add(e0i, e2i), scale);
  putSplit<B>(yr + 4 * s, yi + 4 * s, sub(e0r, e2r), sub(e0i, e2i), scale);
  putSplit<B>(yr + 2 * s, yi + 2 * s, add(e1r, e3i), sub(e1i, e3r), scale);
  putSplit<B>(yr + 6 * s, yi + 6 * s, sub(e1r, e3i), add(e1i, e3r), scale);

  // The odd ones: radix 4 of the differences, d1 ∓ i d3 turned by exp(−πi/4) and exp(−3πi/4).
  const f0r = add(d0r, d2i);
  const f0i = sub(d0i, d2r);
  const f1r = sub(d0r, d2i);
  const f1i = add(d0i, d2r);
  const g0r = add(d1r, d3i);
  const g0i = sub(d1i, d3r);
  const g1r = sub(d1r, d3i);
  const g1i = add(d1i, d3r);
  const h0r = mul(f64x2.splat(half), add(g0r, g0i));
  const h0i = mul(f64x2.splat(half), sub(g0i, g0r));
  const h1r = mul(f64x2.splat(half), sub(g1i, g1r));
  const h1i = mul(f64x2.splat(half), add(g1r, g1i)); // with the opposite sign
  putSplit<B>(yr + s, yi + s, add(f0r, h0r), add(f0i, h0i), scale);
  putSplit<B>(yr + 5 * s, yi + 5 * s, sub(f0r, h0r), sub(f0i, h0i), scale);
  putSplit<B>(yr + 3 * s, yi + 3 * s, add(f1r, h1r), sub(f1i, h1i), scale);
  putSplit<B>(yr + 7 * s, yi + 7 * s, sub(f1r, h1r), add(f1i, h1i), scale);
}

/** Radix 8. */
export function last8(x0: usize, yr: usize, yi: usize, s: usize, factor: f64): void {
  const scale = f64x2.splat(factor);
  let x1 = x0 + 2 * s;
  let x2 = x1 + 2 * s;
  let x3 = x2 + 2 * s;
  let x4 = x3 + 2 * s;
  let x5 = x4 + 2 * s;
  let x6 = x5 + 2 * s;
  let x7 = x6 + 2 * s;
  // Whole cache lines of every output, because the outputs of a long line fall on the same places of the cache.
  for (const stop = x0 + 2 * (s & ~63); x0 < stop; ) {
    butterfly8<First>(x0, x1, x2, x3, x4, x5, x6, x7, yr, yi, s, scale);
    butterfly8<Second>(x0, x1, x2, x3, x4, x5, x6, x7, yr, yi, s, scale);
    butterfly8<Third>(x0, x1, x2, x3, x4, x5, x6, x7, yr, yi, s, scale);
    butterfly8<Fourth>(x0, x1, x2, x3, x4, x5, x6, x7, yr, yi, s, scale);
    x0 += 128;
    x1 += 128;
    x2 += 128;
    x3 += 128;
    x4 += 128;
    x5 += 128;
    x6 += 128;
    x7 += 128;
    yr += 64;
    yi += 64;
  }
  for (const stop = x0 + 2 * (s & 63); x0 < stop; ) {
    butterfly8<First>(x0, x1, x2, x3, x4, x5, x6, x7, yr, yi, s, scale);
    x0 += 32;
    x1 += 32;
    x2 += 32;
    x3 += 32;
    x4 += 32;
    x5 += 32;
    x6 += 32;
    x7 += 32;
    yr += 16;
    yi += 16;
  }
}
