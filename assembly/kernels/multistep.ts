import { add, mul, sub } from "./vector";

/**
 * The sums of an exponential multistep method over the modes of a state [re | im]. `pieces` describes runs of modes in
 * numbers, as src/core/mode-kernels.ts says; a run goes through the groups of coefficients forwards or backwards.
 */
const pieceBytes: usize = 48;

/** Rows of the coefficients before those of the slopes. */
const slopeRow: usize = 3;

/** Addresses of the slopes from the latest on. */
const list = memory.data(64);

/** The directions as types, because an offset must be a constant. */
class Forward {}
class Backward {
  x: f64;
}

/** Two coefficients of neighbouring modes. */
// @ts-ignore: decorator
@inline
function pair<S>(at: usize): v128 {
  if (offsetof<S>() == 0) return v128.load(at);
  const both = v128.load(at - 8);
  return v128.shuffle<f64>(both, both, 1, 0);
}

/** A coefficient of a mode, in both halves. */
// @ts-ignore: decorator
@inline
function one(at: usize): v128 {
  return v128.load64_splat(at);
}

/**
 * out = e^z v + Σ_j c_j N_j and extrapolated = Σ_j l_j(1) N_j.
 *
 * Conjugate coefficients are had by exchanging re and im of all states: then `n` is negative.
 */
export function predict(
  table: usize, groups: usize, pieces: usize, extrapolation: usize, most: usize,
  vectors: usize, rows: u32, stride: usize, first: u32, v: usize, out: usize, extrapolated: usize, n: usize,
): void {
  const count = <i32>load<f64>(pieces);
  let piece = pieces + 8;
  for (let p = 0; p < count; p++, piece += pieceBytes) {
    const start = <usize>load<f64>(piece, 0);
    const size = <usize>load<f64>(piece, 8) - start;
    const at = table + 8 * <usize>load<f64>(piece, 16);
    const order = <u32>load<f64>(piece, 40);
    const conjugate = load<f64>(piece, 32) < 0;
    const shift: usize = 8 * start + (conjugate ? 8 * n : <usize>0);
    const half: isize = conjugate ? -8 * <isize>n : 8 * <isize>n;
    const weights = extrapolation + 8 * (order - 1) * most;
    for (let j: u32 = 0; j < order; j++) {
      store<u32>(list + 4 * j, <u32>(vectors + 8 * ((first + j) % rows) * stride + shift));
    }
    const stop = list + 4 * order;
    if (load<f64>(piece, 24) > 0) {
      predictPiece<Forward>(at, 8 * groups, size, weights, stop, v + shift, out + shift, extrapolated + shift, half);
    } else predictPiece<Backward>(at, 8 * groups, size, weights, stop, v + shift, out + shift, extrapolated + shift, half);
  }
}

function predictPiece<S>(
  at: usize, part: usize, size: usize, weights: usize, stop: usize, v: usize, out: usize, x: usize, n: isize,
): void {
  const step: isize = offsetof<S>() == 0 ? 8 : -8;
  const end: usize = 8 * size;
  let i: usize = 0;
  for (; i + 32 <= end; i += 32, at += 4 * step) predictFour<S>(at, part, i, weights, stop, v, out, x, n);
  if (i == end) return;
  if (size >= 4) {
    // The last four again, of which some are done: the sums do not change their terms.
    const groups = <isize>((i + 32 - end) >> 3) * step;
    predictFour<S>(at - groups, part, end - 32, weights, stop, v, out, x, n);
    return;
  }
  for (; i < end; i += 8, at += step) predictOne(at, part, i, weights, stop, v, out, x, n);
}

function predictOne(
  c: usize, part: usize, i: usize, weights: usize, stop: usize, v: usize, out: usize, x: usize, n: isize,
): void {
  let a = one(c);
  let b = one(c + part);
  let p = one(v + i);
  let q = one(v + i + n);
  let re = sub(mul(a, p), mul(b, q));
  let im = add(mul(a, q), mul(b, p));
  let xr = f64x2.splat(0);
  let xi = xr;
  c += 2 * slopeRow * part;
  for (let slope = list; slope < stop; slope += 4, weights += 8, c += 2 * part) {
    const from = <usize>load<u32>(slope) + i;
    a = one(c);
    b = one(c + part);
    p = one(from);
    q = one(from + n);
    re = add(re, sub(mul(a, p), mul(b, q)));
    im = add(im, add(mul(a, q), mul(b, p)));
    a = one(weights);
    xr = add(xr, mul(a, p));
    xi = add(xi, mul(a, q));
  }
  v128.store64_lane(out + i, re, 0);
  v128.store64_lane(out + i + n, im, 0);
  v128.store64_lane(x + i, xr, 0);
  v128.store64_lane(x + i + n, xi, 0);
}

// @ts-ignore: decorator
@inline
function predictFour<S>(
  at: usize, part: usize, i: usize, weights: usize, stop: usize, v: usize, out: usize, x: usize, n: isize,
): void {
  const next: isize = offsetof<S>() == 0 ? 16 : -16;
  let from = v + i;
  let c = at;
  let a = pair<S>(c);
  let b = pair<S>(c + part);
  let p = v128.load(from);
  let q = v128.load(from + n);
  let re0 = sub(mul(a, p), mul(b, q));
  let im0 = add(mul(a, q), mul(b, p));
  a = pair<S>(c + next);
  b = pair<S>(c + part + next);
  p = v128.load(from, 16);
  q = v128.load(from + n, 16);
  let re1 = sub(mul(a, p), mul(b, q));
  let im1 = add(mul(a, q), mul(b, p));
  let xr0 = f64x2.splat(0);
  let xi0 = xr0;
  let xr1 = xr0;
  let xi1 = xr0;
  c += 2 * slopeRow * part;
  for (let slope = list; slope < stop; slope += 4, weights += 8, c += 2 * part) {
    from = <usize>load<u32>(slope) + i;
    const w = v128.load64_splat(weights);
    a = pair<S>(c);
    b = pair<S>(c + part);
    p = v128.load(from);
    q = v128.load(from + n);
    re0 = add(re0, sub(mul(a, p), mul(b, q)));
    im0 = add(im0, add(mul(a, q), mul(b, p)));
    xr0 = add(xr0, mul(w, p));
    xi0 = add(xi0, mul(w, q));
    a = pair<S>(c + next);
    b = pair<S>(c + part + next);
    p = v128.load(from, 16);
    q = v128.load(from + n, 16);
    re1 = add(re1, sub(mul(a, p), mul(b, q)));
    im1 = add(im1, add(mul(a, q), mul(b, p)));
    xr1 = add(xr1, mul(w, p));
    xi1 = add(xi1, mul(w, q));
  }
  const to = out + i;
  v128.store(to, re0, 0);
  v128.store(to, re1, 16);
  v128.store(to + n, im0, 0);
  v128.store(to + n, im1, 16);
  const other = x + i;
  v128.store(other, xr0, 0);
  v128.store(other, xr1, 16);
  v128.store(other + n, xi0, 0);
  v128.store(other + n, xi1, 16);
}

/** error = (row 1) ∘ d and u ← u + (row 2) ∘ d with the defect d = slope − extrapolated. */
export function correct(
  table: usize, groups: usize, pieces: usize, slope: usize, extrapolated: usize, error: usize, u: usize, n: usize,
): void {
  const count = <i32>load<f64>(pieces);
  let piece = pieces + 8;
  for (let p = 0; p < count; p++, piece += pieceBytes) {
    const start = <usize>load<f64>(piece, 0);
    const size = <usize>load<f64>(piece, 8) - start;
    const at = table + 16 * groups + 8 * <usize>load<f64>(piece, 16);
    const conjugate = load<f64>(piece, 32) < 0;
    const shift: usize = 8 * start + (conjugate ? 8 * n : <usize>0);
    const half: isize = conjugate ? -8 * <isize>n : 8 * <isize>n;
    const s = slope + shift;
    const x = extrapolated + shift;
    const e = error + shift;
    const to = u + shift;
    if (load<f64>(piece, 24) > 0) correctPiece<Forward>(at, 8 * groups, size, s, x, e, to, half);
    else correctPiece<Backward>(at, 8 * groups, size, s, x, e, to, half);
  }
}

function correctPiece<S>(
  at: usize, part: usize, size: usize, slope: usize, x: usize, error: usize, u: usize, n: isize,
): void {
  const step: isize = offsetof<S>() == 0 ? 8 : -8;
  const end: usize = 8 * size;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16, at += 2 * step) {
    const p = sub(v128.load(slope + i), v128.load(x + i));
    const q = sub(v128.load(slope + i + n), v128.load(x + i + n));
    let a = pair<S>(at);
    let b = pair<S>(at + part);
    v128.store(error + i, sub(mul(a, p), mul(b, q)));
    v128.store(error + i + n, add(mul(a, q), mul(b, p)));
    a = pair<S>(at + 2 * part);
    b = pair<S>(at + 3 * part);
    v128.store(u + i, add(v128.load(u + i), sub(mul(a, p), mul(b, q))));
    v128.store(u + i + n, add(v128.load(u + i + n), add(mul(a, q), mul(b, p))));
  }
  if (i == end) return;
  const p = load<f64>(slope + i) - load<f64>(x + i);
  const q = load<f64>(slope + i + n) - load<f64>(x + i + n);
  let a = load<f64>(at);
  let b = load<f64>(at + part);
  store<f64>(error + i, a * p - b * q);
  store<f64>(error + i + n, a * q + b * p);
  a = load<f64>(at + 2 * part);
  b = load<f64>(at + 3 * part);
  store<f64>(u + i, load<f64>(u + i) + (a * p - b * q));
  store<f64>(u + i + n, load<f64>(u + i + n) + (a * q + b * p));
}
