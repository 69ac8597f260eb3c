import { add, sub } from "../vector";
import { First, im, putRow, putTurnedRow, re, Row0, Row1, Row2, Row3, Second } from "./block";

/**
 * The pass of radix 4 between the first and the last, from one blocked line to another, or the first one of packed
 * lines:
 *
 * y[q + s (R p + k)] = w_p^k Σ_j x[q + s (p + m j)] exp(−2πi jk/R)
 *
 * s is in bytes and a multiple of a block. The table of p is [re w_1, im w_1, re w_2, im w_2, …].
 */

// @ts-ignore: decorator
@inline
function butterfly4<B, R1, R2, R3>(
  x0: usize, x1: usize, x2: usize, x3: usize,
  y0: usize, y1: usize, y2: usize, y3: usize,
  w1r: v128, w1i: v128, w2r: v128, w2i: v128, w3r: v128, w3i: v128,
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
  putRow<B, Row0>(y0, add(acR, bdR), add(acI, bdI));
  putTurnedRow<B, R2>(y2, sub(acR, bdR), sub(acI, bdI), w2r, w2i);
  putTurnedRow<B, R1>(y1, add(acDR, bdDI), sub(acDI, bdDR), w1r, w1i);
  putTurnedRow<B, R3>(y3, sub(acDR, bdDI), add(acDI, bdDR), w3r, w3i);
}

/** Radix 4. */
export function middle4(x0: usize, y0: usize, m: usize, s: usize, w: usize): void {
  const sm = s * m;
  let x1 = x0 + sm;
  let x2 = x1 + sm;
  let x3 = x2 + sm;
  const end = x1;
  do {
    const w1r = v128.load64_splat(w, 0);
    const w1i = v128.load64_splat(w, 8);
    const w2r = v128.load64_splat(w, 16);
    const w2i = v128.load64_splat(w, 24);
    const w3r = v128.load64_splat(w, 32);
    const w3i = v128.load64_splat(w, 40);
    w += 48;
    const stop = x0 + (s & ~63);
    let y1 = y0 + s;
    let y2 = y1 + s;
    let y3 = y2 + s;
    while (x0 < stop) {
      butterfly4<First, Row0, Row0, Row0>(x0, x1, x2, x3, y0, y1, y2, y3, w1r, w1i, w2r, w2i, w3r, w3i);
      butterfly4<Second, Row0, Row0, Row0>(x0, x1, x2, x3, y0, y1, y2, y3, w1r, w1i, w2r, w2i, w3r, w3i);
      x0 += 64;
      x1 += 64;
      x2 += 64;
      x3 += 64;
      y0 += 64;
      y1 += 64;
      y2 += 64;
      y3 += 64;
    }
    if (s & 32) {
      butterfly4<First, Row0, Row0, Row0>(x0, x1, x2, x3, y0, y1, y2, y3, w1r, w1i, w2r, w2i, w3r, w3i);
      x0 += 32;
      x1 += 32;
      x2 += 32;
      x3 += 32;
      y3 += 32;
    }
    y0 = y3;
  } while (x0 < end);
}

/** Radix 4 where s is two blocks, the stride after a first pass of radix 4: every distance of the outputs is constant. */
export function middle4Short(x0: usize, y: usize, m: usize, w: usize): void {
  const sm = 64 * m;
  let x1 = x0 + sm;
  let x2 = x1 + sm;
  let x3 = x2 + sm;
  const end = x1;
  do {
    const w1r = v128.load64_splat(w, 0);
    const w1i = v128.load64_splat(w, 8);
    const w2r = v128.load64_splat(w, 16);
    const w2i = v128.load64_splat(w, 24);
    const w3r = v128.load64_splat(w, 32);
    const w3i = v128.load64_splat(w, 40);
    butterfly4<First, Row1, Row2, Row3>(x0, x1, x2, x3, y, y, y, y, w1r, w1i, w2r, w2i, w3r, w3i);
    butterfly4<Second, Row1, Row2, Row3>(x0, x1, x2, x3, y, y, y, y, w1r, w1i, w2r, w2i, w3r, w3i);
    w += 48;
    x0 += 64;
    x1 += 64;
    x2 += 64;
    x3 += 64;
    y += 256;
  } while (x0 < end);
}
