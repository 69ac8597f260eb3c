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

function listSlopes(vectors: usize, rows: u32, first: u32, rowBytes: usize): void {
  for (let j: u32 = 0; j < rows; j++) store<u32>(list + 4 * j, <u32>(vectors + ((first + j) % rows) * rowBytes));
}

/** out = e^z v + Σ_j c_j N_j */
export function predict(
  table: usize, groups: usize, pieces: usize, vectors: usize, rows: u32, stride: usize, first: u32, v: usize, out: usize, n: usize,
): void {
  listSlopes(vectors, rows, first, 8 * stride);
  const count = <i32>load<f64>(pieces);
  let piece = pieces + 8;
  for (let p = 0; p < count; p++, piece += pieceBytes) {
    const start = <usize>load<f64>(piece, 0);
    const size = <usize>load<f64>(piece, 8) - start;
    const at = table + 8 * <usize>load<f64>(piece, 16);
    const stop = list + 4 * <usize>load<f64>(piece, 40);
    const sign = load<f64>(piece, 32);
    if (load<f64>(piece, 24) > 0) predictPiece<Forward>(at, 8 * groups, 8 * start, size, sign, stop, v, out, 8 * n);
    else predictPiece<Backward>(at, 8 * groups, 8 * start, size, sign, stop, v, out, 8 * n);
  }
}

function predictPiece<S>(
  at: usize, part: usize, start: usize, size: usize, sign: f64, stop: usize, v: usize, out: usize, n: usize,
): void {
  const step: isize = offsetof<S>() == 0 ? 8 : -8;
  const signs = f64x2.splat(sign);
  const end = start + 8 * size;
  let i = start;
  for (; i + 32 <= end; i += 32, at += 4 * step) predictFour<S>(at, part, i, signs, stop, v, out, n);
  if (i == end) return;
  if (size >= 4) {
    // The last four again, of which some are done: the sums do not change their terms.
    const back = i + 32 - end;
    const groups = <isize>(back >> 3) * step;
    predictFour<S>(at - groups, part, end - 32, signs, stop, v, out, n);
    return;
  }
  for (; i < end; i += 8, at += step) {
    let c = at;
    let p = load<f64>(v + i);
    let q = load<f64>(v + n + i);
    let a = load<f64>(c);
    let b = load<f64>(c + part);
    let ap = a * p;
    let bq = b * q;
    let aq = a * q;
    let bp = b * p;
    c += 2 * slopeRow * part;
    for (let slope = list; slope < stop; slope += 4, c += 2 * part) {
      const from = <usize>load<u32>(slope) + i;
      p = load<f64>(from);
      q = load<f64>(from + n);
      a = load<f64>(c);
      b = load<f64>(c + part);
      ap += a * p;
      bq += b * q;
      aq += a * q;
      bp += b * p;
    }
    store<f64>(out + i, ap - sign * bq);
    store<f64>(out + n + i, aq + sign * bp);
  }
}

// @ts-ignore: decorator
@inline
function predictFour<S>(
  at: usize, part: usize, i: usize, signs: v128, stop: usize, v: usize, out: usize, n: usize,
): void {
  const next: isize = offsetof<S>() == 0 ? 16 : -16;
  let from = v + i;
  let c = at;
  let a = pair<S>(c);
  let b = pair<S>(c + part);
  let p = v128.load(from);
  let q = v128.load(from + n);
  let ap0 = mul(a, p);
  let bq0 = mul(b, q);
  let aq0 = mul(a, q);
  let bp0 = mul(b, p);
  a = pair<S>(c + next);
  b = pair<S>(c + part + next);
  p = v128.load(from, 16);
  q = v128.load(from + n, 16);
  let ap1 = mul(a, p);
  let bq1 = mul(b, q);
  let aq1 = mul(a, q);
  let bp1 = mul(b, p);
  c += 2 * slopeRow * part;
  for (let slope = list; slope < stop; slope += 4, c += 2 * part) {
    from = <usize>load<u32>(slope) + i;
    a = pair<S>(c);
    b = pair<S>(c + part);
    p = v128.load(from);
    q = v128.load(from + n);
    ap0 = add(ap0, mul(a, p));
    bq0 = add(bq0, mul(b, q));
    aq0 = add(aq0, mul(a, q));
    bp0 = add(bp0, mul(b, p));
    a = pair<S>(c + next);
    b = pair<S>(c + part + next);
    p = v128.load(from, 16);
    q = v128.load(from + n, 16);
    ap1 = add(ap1, mul(a, p));
    bq1 = add(bq1, mul(b, q));
    aq1 = add(aq1, mul(a, q));
    bp1 = add(bp1, mul(b, p));
  }
  const to = out + i;
  v128.store(to, sub(ap0, mul(signs, bq0)), 0);
  v128.store(to, sub(ap1, mul(signs, bq1)), 16);
  v128.store(to + n, add(aq0, mul(signs, bp0)), 0);
  v128.store(to + n, add(aq1, mul(signs, bp1)), 16);
}

/** d = N − Σ_j l_j(1) N_j and error = (row 1) ∘ d. */
export function defect(
  table: usize, groups: usize, pieces: usize, extrapolation: usize, most: usize,
  vectors: usize, rows: u32, stride: usize, first: u32, slope: usize, d: usize, error: usize, n: usize,
): void {
  listSlopes(vectors, rows, first, 8 * stride);
  const count = <i32>load<f64>(pieces);
  let piece = pieces + 8;
  for (let p = 0; p < count; p++, piece += pieceBytes) {
    const start = <usize>load<f64>(piece, 0);
    const size = <usize>load<f64>(piece, 8) - start;
    const order = <usize>load<f64>(piece, 40);
    const weights = extrapolation + 8 * (order - 1) * most;
    const stop = list + 4 * order;
    extrapolate(8 * start, size, weights, stop, slope, d, 8 * n);
    const at = table + 16 * groups + 8 * <usize>load<f64>(piece, 16);
    const sign = load<f64>(piece, 32);
    if (load<f64>(piece, 24) > 0) turn<Forward>(at, 8 * groups, 8 * start, size, sign, d, error, 8 * n, false);
    else turn<Backward>(at, 8 * groups, 8 * start, size, sign, d, error, 8 * n, false);
  }
}

function extrapolate(start: usize, size: usize, weights: usize, stop: usize, slope: usize, d: usize, n: usize): void {
  const end = start + 8 * size;
  let i = start;
  for (; i + 32 <= end; i += 32) extrapolateFour(i, weights, stop, slope, d, n);
  if (i == end) return;
  if (size >= 4) {
    extrapolateFour(end - 32, weights, stop, slope, d, n);
    return;
  }
  for (; i < end; i += 8) {
    let p = load<f64>(slope + i);
    let q = load<f64>(slope + n + i);
    let w = weights;
    for (let one = list; one < stop; one += 4, w += 8) {
      const from = <usize>load<u32>(one) + i;
      p -= load<f64>(w) * load<f64>(from);
      q -= load<f64>(w) * load<f64>(from + n);
    }
    store<f64>(d + i, p);
    store<f64>(d + n + i, q);
  }
}

// @ts-ignore: decorator
@inline
function extrapolateFour(i: usize, weights: usize, stop: usize, slope: usize, d: usize, n: usize): void {
  let from = slope + i;
  let p0 = v128.load(from, 0);
  let p1 = v128.load(from, 16);
  let q0 = v128.load(from + n, 0);
  let q1 = v128.load(from + n, 16);
  let weight = weights;
  for (let one = list; one < stop; one += 4, weight += 8) {
    from = <usize>load<u32>(one) + i;
    const w = v128.load64_splat(weight);
    p0 = sub(p0, mul(w, v128.load(from, 0)));
    p1 = sub(p1, mul(w, v128.load(from, 16)));
    q0 = sub(q0, mul(w, v128.load(from + n, 0)));
    q1 = sub(q1, mul(w, v128.load(from + n, 16)));
  }
  const to = d + i;
  v128.store(to, p0, 0);
  v128.store(to, p1, 16);
  v128.store(to + n, q0, 0);
  v128.store(to + n, q1, 16);
}

/** u ← u + (row 2) ∘ d */
export function correct(table: usize, groups: usize, pieces: usize, d: usize, u: usize, n: usize): void {
  const count = <i32>load<f64>(pieces);
  let piece = pieces + 8;
  for (let p = 0; p < count; p++, piece += pieceBytes) {
    const start = <usize>load<f64>(piece, 0);
    const size = <usize>load<f64>(piece, 8) - start;
    const at = table + 32 * groups + 8 * <usize>load<f64>(piece, 16);
    const sign = load<f64>(piece, 32);
    if (load<f64>(piece, 24) > 0) turn<Forward>(at, 8 * groups, 8 * start, size, sign, d, u, 8 * n, true);
    else turn<Backward>(at, 8 * groups, 8 * start, size, sign, d, u, 8 * n, true);
  }
}

/** out = or += a ∘ x on a run of modes, with a at `at`. */
function turn<S>(
  at: usize, part: usize, start: usize, size: usize, sign: f64, x: usize, out: usize, n: usize, adds: bool,
): void {
  const step: isize = offsetof<S>() == 0 ? 8 : -8;
  const signs = f64x2.splat(sign);
  const end = start + 8 * size;
  let i = start;
  for (; i + 16 <= end; i += 16, at += 2 * step) {
    const a = pair<S>(at);
    const b = mul(signs, pair<S>(at + part));
    const p = v128.load(x + i);
    const q = v128.load(x + n + i);
    let re = sub(mul(a, p), mul(b, q));
    let im = add(mul(a, q), mul(b, p));
    if (adds) {
      re = add(v128.load(out + i), re);
      im = add(v128.load(out + n + i), im);
    }
    v128.store(out + i, re);
    v128.store(out + n + i, im);
  }
  if (i == end) return;
  const a = load<f64>(at);
  const b = sign * load<f64>(at + part);
  const p = load<f64>(x + i);
  const q = load<f64>(x + n + i);
  const re = a * p - b * q;
  const im = a * q + b * p;
  store<f64>(out + i, adds ? load<f64>(out + i) + re : re);
  store<f64>(out + n + i, adds ? load<f64>(out + n + i) + im : im);
}
