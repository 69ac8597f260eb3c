import { add, mul, sub } from "./vector";

/** Neighbours that are computed together: two vectors. */
const round: usize = 4;

/** Where the four do not differ by more, one count of terms serves all. */
const spread: f64 = 1.5;

/** The angles of a round and where its moments go, for rounds that are not whole. */
const four = memory.data(96);

/**
 * Moments of the exponential kernel, of n angles y: as the plain twin, but four neighbours change from one recurrence to
 * the other where the smallest of them should.
 */
export function moments(y: usize, exponential: usize, count: i32, out: usize, n: usize): void {
  const row: usize = 8 * n;
  let i: usize = 0;
  for (; i + round <= n; i += round) {
    if (load<f64>(y + 8 * i, 24) - load<f64>(y + 8 * i) > spread || load<f64>(y + 8 * i) > load<f64>(y + 8 * i, 24)) {
      for (let k = i; k < i + round; k++) single(y, exponential, count, out, k, row);
    } else {
      const at: usize = 8 * i;
      momentsOfFour(
        v128.load(y + at, 0), v128.load(y + at, 16), exponential + at, exponential + row + at, count, out + at, row,
        load<f64>(y + at), load<f64>(y + at, 24),
      );
    }
  }
  for (; i < n; i++) single(y, exponential, count, out, i, row);
}

/** One angle, four times, and the results copied. */
function single(y: usize, exponential: usize, count: i32, out: usize, i: usize, row: usize): void {
  const at: usize = 8 * i;
  const angle = load<f64>(y + at);
  const y0 = f64x2.splat(angle);
  v128.store(four, v128.load64_splat(exponential + at), 0);
  v128.store(four, v128.load64_splat(exponential + at), 16);
  v128.store(four, v128.load64_splat(exponential + row + at), 32);
  v128.store(four, v128.load64_splat(exponential + row + at), 48);
  momentsOfFour(y0, y0, four, four + 32, count, 0, row, angle, angle, out + at);
}

// @ts-ignore: decorator
@inline
function put(out: usize, one: usize, m: i32, row: usize, a0: v128, a1: v128, b0: v128, b1: v128): void {
  const offset: usize = 2 * <usize>m * row;
  if (one != 0) {
    v128.store64_lane(one + offset, a0, 0);
    v128.store64_lane(one + offset + row, b0, 0);
    return;
  }
  const to = out + offset;
  v128.store(to, a0, 0);
  v128.store(to, a1, 16);
  v128.store(to + row, b0, 0);
  v128.store(to + row, b1, 16);
}

/** The moments of four angles into `out`, or of the first of them into `one`. */
function momentsOfFour(
  y0: v128, y1: v128, cosine: usize, minusSine: usize, count: i32, out: usize, row: usize,
  least: f64, largest: f64, one: usize = 0,
): void {
  const up = least >= 0.5 ? min(count - 1, <i32>least) : -1;
  if (up >= 0) {
    const ones = f64x2.splat(1);
    const i0 = f64x2.div(ones, y0);
    const i1 = f64x2.div(ones, y1);
    let a0 = f64x2.neg(mul(v128.load(minusSine, 0), i0));
    let a1 = f64x2.neg(mul(v128.load(minusSine, 16), i1));
    let b0 = mul(sub(v128.load(cosine, 0), ones), i0);
    let b1 = mul(sub(v128.load(cosine, 16), ones), i1);
    put(out, one, 0, row, a0, a1, b0, b1);
    for (let m = 1; m <= up; m++) {
      const ms = f64x2.splat(<f64>m);
      const n0 = mul(sub(mul(ms, a0), ones), i0);
      const n1 = mul(sub(mul(ms, a1), ones), i1);
      a0 = f64x2.neg(mul(mul(ms, b0), i0));
      a1 = f64x2.neg(mul(mul(ms, b1), i1));
      b0 = n0;
      b1 = n1;
      put(out, one, m, row, a0, a1, b0, b1);
    }
  }
  if (up == count - 1) return;
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  for (let m = <i32>Math.ceil(12 + 2.2 * largest + <f64>count); m > up + 1; m--) {
    const ones = f64x2.splat(1);
    const inverse = f64x2.splat(1 / <f64>m);
    const n0 = mul(add(ones, mul(y0, b0)), inverse);
    const n1 = mul(add(ones, mul(y1, b1)), inverse);
    b0 = mul(f64x2.neg(mul(y0, a0)), inverse);
    b1 = mul(f64x2.neg(mul(y1, a1)), inverse);
    a0 = n0;
    a1 = n1;
    if (m <= count) put(out, one, m - 1, row, a0, a1, b0, b1);
  }
}

/** Rows of `out` on columns [from, to) of both parts: out_r = Σ_m weights[r depth + m] source_m, two rows at a time. */
export function combineRows(
  weights: usize, depth: usize, rows: usize, source: usize, out: usize, first: usize, n: usize, from: usize, to: usize,
): void {
  const row: usize = 16 * n;
  out += first * row;
  for (let part: usize = 0; part < 2; part++, source += 8 * n, out += 8 * n) {
    for (let i = from; i < to; ) {
      const at = source + 8 * i;
      const target = out + 8 * i;
      // Whole vectors of four numbers; the last ones overlap, because nothing is added to what is there.
      const back = i + round > to ? i + round - to : 0;
      if (back > i - from) {
        oneColumn(weights, depth, rows, at, target, row);
        i += 1;
        continue;
      }
      fourColumns(weights, depth, rows, at - 8 * back, target - 8 * back, row);
      i += round;
    }
  }
}

function oneColumn(weights: usize, depth: usize, rows: usize, at: usize, target: usize, row: usize): void {
  for (let r: usize = 0; r < rows; r++, target += row) {
    let sum: f64 = 0;
    let x = at;
    for (const stop = weights + 8 * depth; weights < stop; weights += 8, x += row) sum += load<f64>(weights) * load<f64>(x);
    store<f64>(target, sum);
  }
}

function fourColumns(weights: usize, depth: usize, rows: usize, at: usize, target: usize, row: usize): void {
  const bytes: usize = 8 * depth;
  let r: usize = 0;
  for (; r + 3 < rows; r += 4, target += 4 * row, weights += 3 * bytes) {
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    let x = at;
    for (const stop = weights + bytes; weights < stop; weights += 8, x += row) {
      const x0 = v128.load(x, 0);
      const x1 = v128.load(x, 16);
      let w = v128.load64_splat(weights);
      a0 = add(a0, mul(w, x0));
      a1 = add(a1, mul(w, x1));
      w = v128.load64_splat(weights + bytes);
      b0 = add(b0, mul(w, x0));
      b1 = add(b1, mul(w, x1));
      w = v128.load64_splat(weights + 2 * bytes);
      c0 = add(c0, mul(w, x0));
      c1 = add(c1, mul(w, x1));
      w = v128.load64_splat(weights + 3 * bytes);
      d0 = add(d0, mul(w, x0));
      d1 = add(d1, mul(w, x1));
    }
    v128.store(target, a0, 0);
    v128.store(target, a1, 16);
    v128.store(target + row, b0, 0);
    v128.store(target + row, b1, 16);
    v128.store(target + 2 * row, c0, 0);
    v128.store(target + 2 * row, c1, 16);
    v128.store(target + 3 * row, d0, 0);
    v128.store(target + 3 * row, d1, 16);
  }
  for (; r < rows; r++, target += row) {
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let x = at;
    for (const stop = weights + bytes; weights < stop; weights += 8, x += row) {
      const w = v128.load64_splat(weights);
      a0 = add(a0, mul(w, v128.load(x, 0)));
      a1 = add(a1, mul(w, v128.load(x, 16)));
    }
    v128.store(target, a0, 0);
    v128.store(target, a1, 16);
  }
}
