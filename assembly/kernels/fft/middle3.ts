import { add, mul, sub } from "../vector";
import { First, im, put, putTurned, re, Second } from "./block";

/**
 * The pass of radix 3 between the first and the last, from one blocked line to another, or the first one of packed
 * lines:
 *
 * y[q + s (R p + k)] = w_p^k Σ_j x[q + s (p + m j)] exp(−2πi jk/R)
 *
 * s is in bytes and a multiple of a block. The table of p is [re w_1, im w_1, re w_2, im w_2, …].
 */

/** √3/2 */
const sin60 = 0.8660254037844386;

// @ts-ignore: decorator
@inline
function butterfly3<B>(
  x0: usize, x1: usize, x2: usize,
  y0: usize, y1: usize, y2: usize,
  w1r: v128, w1i: v128, w2r: v128, w2i: v128,
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
  put<B>(y0, add(ar, sumR), add(ai, sumI));
  putTurned<B>(y1, add(midR, turnI), sub(midI, turnR), w1r, w1i);
  putTurned<B>(y2, sub(midR, turnI), add(midI, turnR), w2r, w2i);
}

/** Radix 3. */
export function middle3(x0: usize, y0: usize, m: usize, s: usize, w: usize): void {
  const sm = s * m;
  let x1 = x0 + sm;
  let x2 = x1 + sm;
  const end = x1;
  do {
    const w1r = v128.load64_splat(w, 0);
    const w1i = v128.load64_splat(w, 8);
    const w2r = v128.load64_splat(w, 16);
    const w2i = v128.load64_splat(w, 24);
    w += 32;
    const stop = x0 + (s & ~63);
    let y1 = y0 + s;
    let y2 = y1 + s;
    while (x0 < stop) {
      butterfly3<First>(x0, x1, x2, y0, y1, y2, w1r, w1i, w2r, w2i);
      butterfly3<Second>(x0, x1, x2, y0, y1, y2, w1r, w1i, w2r, w2i);
      x0 += 64;
      x1 += 64;
      x2 += 64;
      y0 += 64;
      y1 += 64;
      y2 += 64;
    }
    if (s & 32) {
      butterfly3<First>(x0, x1, x2, y0, y1, y2, w1r, w1i, w2r, w2i);
      x0 += 32;
      x1 += 32;
      x2 += 32;
      y2 += 32;
    }
    y0 = y2;
  } while (x0 < end);
}
