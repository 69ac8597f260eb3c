import { add, mul, sub } from "../vector";
import { First, im, put, putTurnedRow, re, Row0, Row1, Row2, Row3, Row4, Second, Single1, Single3 } from "./block";

/**
 * The pass of radix 5 between the first and the last, from one blocked line to another, or the first one of packed
 * lines:
 *
 * y[q + s (R p + k)] = w_p^k Σ_j x[q + s (p + m j)] exp(−2πi jk/R)
 *
 * s is in bytes and a multiple of a block. The table of p is [re w_1, im w_1, re w_2, im w_2, …].
 */

/** The cosines and sines of 2π/5 and 4π/5. */
const cos72 = 0.30901699437494745;
const cos144 = -0.8090169943749475;
const sin72 = 0.9510565162951535;
const sin144 = 0.5877852522924731;

// @ts-ignore: decorator
@inline
function butterfly5<B, R1, R2, R3, R4>(
  x0: usize, x1: usize, x2: usize, x3: usize, x4: usize,
  y0: usize, y1: usize, y2: usize, y3: usize, y4: usize,
  w1r: v128, w1i: v128, w2r: v128, w2i: v128, w3r: v128, w3i: v128, w4r: v128, w4i: v128,
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
  put<B>(y0, add(ar, add(beR, cdR)), add(ai, add(beI, cdI)));
  const even1R = add(ar, add(mul(c1, beR), mul(c2, cdR)));
  const even1I = add(ai, add(mul(c1, beI), mul(c2, cdI)));
  const odd1R = add(mul(s1, beDI), mul(s2, cdDI));
  const odd1I = add(mul(s1, beDR), mul(s2, cdDR));
  putTurnedRow<B, R1>(y1, add(even1R, odd1R), sub(even1I, odd1I), w1r, w1i);
  putTurnedRow<B, R4>(y4, sub(even1R, odd1R), add(even1I, odd1I), w4r, w4i);
  const even2R = add(ar, add(mul(c2, beR), mul(c1, cdR)));
  const even2I = add(ai, add(mul(c2, beI), mul(c1, cdI)));
  const odd2R = sub(mul(s2, beDI), mul(s1, cdDI));
  const odd2I = sub(mul(s2, beDR), mul(s1, cdDR));
  putTurnedRow<B, R2>(y2, add(even2R, odd2R), sub(even2I, odd2I), w2r, w2i);
  putTurnedRow<B, R3>(y3, sub(even2R, odd2R), add(even2I, odd2I), w3r, w3i);
}

/** Radix 5. */
export function middle5(x0: usize, y0: usize, m: usize, s: usize, w: usize): void {
  const sm = s * m;
  let x1 = x0 + sm;
  let x2 = x1 + sm;
  let x3 = x2 + sm;
  let x4 = x3 + sm;
  const end = x1;
  do {
    const w1r = v128.load64_splat(w, 0);
    const w1i = v128.load64_splat(w, 8);
    const w2r = v128.load64_splat(w, 16);
    const w2i = v128.load64_splat(w, 24);
    const w3r = v128.load64_splat(w, 32);
    const w3i = v128.load64_splat(w, 40);
    const w4r = v128.load64_splat(w, 48);
    const w4i = v128.load64_splat(w, 56);
    w += 64;
    const stop = x0 + (s & ~63);
    let y1 = y0 + s;
    let y2 = y1 + s;
    let y3 = y2 + s;
    let y4 = y3 + s;
    while (x0 < stop) {
      butterfly5<First, Row0, Row0, Row0, Row0>(x0, x1, x2, x3, x4, y0, y1, y2, y3, y4, w1r, w1i, w2r, w2i, w3r, w3i, w4r, w4i);
      butterfly5<Second, Row0, Row0, Row0, Row0>(x0, x1, x2, x3, x4, y0, y1, y2, y3, y4, w1r, w1i, w2r, w2i, w3r, w3i, w4r, w4i);
      x0 += 64;
      x1 += 64;
      x2 += 64;
      x3 += 64;
      x4 += 64;
      y0 += 64;
      y1 += 64;
      y2 += 64;
      y3 += 64;
      y4 += 64;
    }
    if (s & 32) {
      butterfly5<First, Row0, Row0, Row0, Row0>(x0, x1, x2, x3, x4, y0, y1, y2, y3, y4, w1r, w1i, w2r, w2i, w3r, w3i, w4r, w4i);
      x0 += 32;
      x1 += 32;
      x2 += 32;
      x3 += 32;
      x4 += 32;
      y4 += 32;
    }
    y0 = y4;
  } while (x0 < end);
}

/** Radix 5 where s is one block, the stride after a first pass of radix 2: every distance of the outputs is constant. */
export function middle5One(x0: usize, y: usize, m: usize, w: usize): void {
  const sm = 32 * m;
  let x1 = x0 + sm;
  let x2 = x1 + sm;
  let x3 = x2 + sm;
  let x4 = x3 + sm;
  const end = x1;
  do {
    const w1r = v128.load64_splat(w, 0);
    const w1i = v128.load64_splat(w, 8);
    const w2r = v128.load64_splat(w, 16);
    const w2i = v128.load64_splat(w, 24);
    const w3r = v128.load64_splat(w, 32);
    const w3i = v128.load64_splat(w, 40);
    const w4r = v128.load64_splat(w, 48);
    const w4i = v128.load64_splat(w, 56);
    butterfly5<First, Single1, Row1, Single3, Row2>(x0, x1, x2, x3, x4, y, y, y, y, y, w1r, w1i, w2r, w2i, w3r, w3i, w4r, w4i);
    w += 64;
    x0 += 32;
    x1 += 32;
    x2 += 32;
    x3 += 32;
    x4 += 32;
    y += 160;
  } while (x0 < end);
}

/** The same where s is two blocks, the stride after a first pass of radix 4. */
export function middle5Two(x0: usize, y: usize, m: usize, w: usize): void {
  const sm = 64 * m;
  let x1 = x0 + sm;
  let x2 = x1 + sm;
  let x3 = x2 + sm;
  let x4 = x3 + sm;
  const end = x1;
  do {
    const w1r = v128.load64_splat(w, 0);
    const w1i = v128.load64_splat(w, 8);
    const w2r = v128.load64_splat(w, 16);
    const w2i = v128.load64_splat(w, 24);
    const w3r = v128.load64_splat(w, 32);
    const w3i = v128.load64_splat(w, 40);
    const w4r = v128.load64_splat(w, 48);
    const w4i = v128.load64_splat(w, 56);
    butterfly5<First, Row1, Row2, Row3, Row4>(x0, x1, x2, x3, x4, y, y, y, y, y, w1r, w1i, w2r, w2i, w3r, w3i, w4r, w4i);
    butterfly5<Second, Row1, Row2, Row3, Row4>(x0, x1, x2, x3, x4, y, y, y, y, y, w1r, w1i, w2r, w2i, w3r, w3i, w4r, w4i);
    w += 64;
    x0 += 64;
    x1 += 64;
    x2 += 64;
    x3 += 64;
    x4 += 64;
    y += 320;
  } while (x0 < end);
}
