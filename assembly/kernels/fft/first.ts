import { add, highs, lows, mul, sub } from "../vector";

/**
 * The first pass of an even length N = R m, from a split line to a blocked one. Its stride is 1, so it goes over p in
 * pairs, and the outputs of a pair leave transposed:
 *
 * y[R p + k] = w_p^k Σ_j x[p + m j] exp(−2πi jk/R)
 *
 * m is in bytes of the split line. The table of a pair is [re w_1(p), re w_1(p+1), im w_1(p), im w_1(p+1), re w_2(p), …].
 */

/** Radix 2. */
export function first2(xr: usize, xi: usize, y: usize, m: usize, w: usize): void {
  const dx = xi - xr;
  for (const end = xr + (m & ~15); xr < end; xr += 16, y += 64, w += 32) {
    const ar = v128.load(xr);
    const br = v128.load(xr + m);
    const ai = v128.load(xr + dx);
    const bi = v128.load(xr + dx + m);
    const dr = sub(ar, br);
    const di = sub(ai, bi);
    const wr = v128.load(w, 0);
    const wi = v128.load(w, 16);
    const v0r = add(ar, br);
    const v0i = add(ai, bi);
    const v1r = sub(mul(dr, wr), mul(di, wi));
    const v1i = add(mul(dr, wi), mul(di, wr));
    v128.store(y, lows(v0r, v1r), 0);
    v128.store(y, lows(v0i, v1i), 16);
    v128.store(y, highs(v0r, v1r), 32);
    v128.store(y, highs(v0i, v1i), 48);
  }
  if (m & 8) {
    const ar = v128.load64_zero(xr);
    const br = v128.load64_zero(xr + m);
    const ai = v128.load64_zero(xr + dx);
    const bi = v128.load64_zero(xr + dx + m);
    const dr = sub(ar, br);
    const di = sub(ai, bi);
    const wr = v128.load(w, 0);
    const wi = v128.load(w, 16);
    v128.store(y, lows(add(ar, br), sub(mul(dr, wr), mul(di, wi))), 0);
    v128.store(y, lows(add(ai, bi), add(mul(dr, wi), mul(di, wr))), 16);
  }
}

/** Radix 4. */
export function first4(xr: usize, xi: usize, y: usize, m: usize, w: usize): void {
  const dx = xi - xr;
  for (const end = xr + (m & ~15); xr < end; xr += 16, y += 128, w += 96) {
    const ar = v128.load(xr);
    const cr = v128.load(xr + 2 * m);
    const ai = v128.load(xr + dx);
    const ci = v128.load(xr + dx + 2 * m);
    const acR = add(ar, cr);
    const acI = add(ai, ci);
    const acDR = sub(ar, cr);
    const acDI = sub(ai, ci);
    const br = v128.load(xr + m);
    const dr = v128.load(xr + 3 * m);
    const bi = v128.load(xr + dx + m);
    const di = v128.load(xr + dx + 3 * m);
    const bdR = add(br, dr);
    const bdI = add(bi, di);
    const bdDR = sub(br, dr);
    const bdDI = sub(bi, di);
    const v0r = add(acR, bdR);
    const v0i = add(acI, bdI);
    const t1r = add(acDR, bdDI);
    const t1i = sub(acDI, bdDR);
    const w1r = v128.load(w, 0);
    const w1i = v128.load(w, 16);
    const v1r = sub(mul(t1r, w1r), mul(t1i, w1i));
    const v1i = add(mul(t1r, w1i), mul(t1i, w1r));
    v128.store(y, lows(v0r, v1r), 0);
    v128.store(y, lows(v0i, v1i), 16);
    v128.store(y, highs(v0r, v1r), 64);
    v128.store(y, highs(v0i, v1i), 80);
    const t2r = sub(acR, bdR);
    const t2i = sub(acI, bdI);
    const w2r = v128.load(w, 32);
    const w2i = v128.load(w, 48);
    const v2r = sub(mul(t2r, w2r), mul(t2i, w2i));
    const v2i = add(mul(t2r, w2i), mul(t2i, w2r));
    const t3r = sub(acDR, bdDI);
    const t3i = add(acDI, bdDR);
    const w3r = v128.load(w, 64);
    const w3i = v128.load(w, 80);
    const v3r = sub(mul(t3r, w3r), mul(t3i, w3i));
    const v3i = add(mul(t3r, w3i), mul(t3i, w3r));
    v128.store(y, lows(v2r, v3r), 32);
    v128.store(y, lows(v2i, v3i), 48);
    v128.store(y, highs(v2r, v3r), 96);
    v128.store(y, highs(v2i, v3i), 112);
  }
  if (m & 8) first4Single(xr, xr + dx, y, m, w);
}

/** The p left over where m is odd. */
function first4Single(xr: usize, xi: usize, y: usize, m: usize, w: usize): void {
  const ar = v128.load64_zero(xr);
  const br = v128.load64_zero(xr + m);
  const cr = v128.load64_zero(xr + 2 * m);
  const dr = v128.load64_zero(xr + 3 * m);
  const ai = v128.load64_zero(xi);
  const bi = v128.load64_zero(xi + m);
  const ci = v128.load64_zero(xi + 2 * m);
  const di = v128.load64_zero(xi + 3 * m);
  const acR = add(ar, cr);
  const acI = add(ai, ci);
  const acDR = sub(ar, cr);
  const acDI = sub(ai, ci);
  const bdR = add(br, dr);
  const bdI = add(bi, di);
  const bdDR = sub(br, dr);
  const bdDI = sub(bi, di);
  const t1r = add(acDR, bdDI);
  const t1i = sub(acDI, bdDR);
  const w1r = v128.load(w, 0);
  const w1i = v128.load(w, 16);
  v128.store(y, lows(add(acR, bdR), sub(mul(t1r, w1r), mul(t1i, w1i))), 0);
  v128.store(y, lows(add(acI, bdI), add(mul(t1r, w1i), mul(t1i, w1r))), 16);
  const t2r = sub(acR, bdR);
  const t2i = sub(acI, bdI);
  const w2r = v128.load(w, 32);
  const w2i = v128.load(w, 48);
  const t3r = sub(acDR, bdDI);
  const t3i = add(acDI, bdDR);
  const w3r = v128.load(w, 64);
  const w3i = v128.load(w, 80);
  v128.store(y, lows(sub(mul(t2r, w2r), mul(t2i, w2i)), sub(mul(t3r, w3r), mul(t3i, w3i))), 32);
  v128.store(y, lows(add(mul(t2r, w2i), mul(t2i, w2r)), add(mul(t3r, w3i), mul(t3i, w3r))), 48);
}
