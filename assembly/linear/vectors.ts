import { add, mul, sub } from "./vector";

/** Σ x y over neighbours. */
export function dot(x: usize, y: usize, count: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  const end = x + 8 * <usize>count;
  for (const stop = x + 8 * <usize>(count & ~7); x < stop; x += 64, y += 64) {
    s0 = add(s0, mul(v128.load(x, 0), v128.load(y, 0)));
    s1 = add(s1, mul(v128.load(x, 16), v128.load(y, 16)));
    s2 = add(s2, mul(v128.load(x, 32), v128.load(y, 32)));
    s3 = add(s3, mul(v128.load(x, 48), v128.load(y, 48)));
  }
  const total = add(add(s0, s1), add(s2, s3));
  let sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  for (; x < end; x += 8, y += 8) sum += load<f64>(x) * load<f64>(y);
  return sum;
}

/** y += alpha x over neighbours. */
export function axpy(alpha: f64, x: usize, y: usize, count: i32): void {
  const factor = f64x2.splat(alpha);
  const end = x + 8 * <usize>count;
  for (const stop = x + 8 * <usize>(count & ~3); x < stop; x += 32, y += 32) {
    v128.store(y, add(v128.load(y, 0), mul(factor, v128.load(x, 0))), 0);
    v128.store(y, add(v128.load(y, 16), mul(factor, v128.load(x, 16))), 16);
  }
  for (; x < end; x += 8, y += 8) store<f64>(y, load<f64>(y) + alpha * load<f64>(x));
}

/** y += alpha A x for rows of neighbours; `stride` bytes from row to row. x and y are contiguous. */
export function rowsTimes(m: i32, n: i32, alpha: f64, a: usize, stride: usize, x: usize, y: usize): void {
  for (let i = 0; i < m; i++) {
    const place = y + 8 * <usize>i;
    store<f64>(place, load<f64>(place) + alpha * dot(a + <usize>i * stride, x, n));
  }
}

/** y += alpha Aᵀ x for rows of neighbours, four rows in one sweep. */
export function columnsTimes(m: i32, n: i32, alpha: f64, a: usize, stride: usize, x: usize, y: usize): void {
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    const at = x + 8 * <usize>i;
    const x0 = alpha * load<f64>(at, 0);
    const x1 = alpha * load<f64>(at, 8);
    const x2 = alpha * load<f64>(at, 16);
    const x3 = alpha * load<f64>(at, 24);
    let r0 = a + <usize>i * stride;
    let r1 = r0 + stride;
    let r2 = r1 + stride;
    let r3 = r2 + stride;
    let to = y;
    for (let j = 0; j + 2 <= n; j += 2) {
      let sum = add(v128.load(to), mul(f64x2.splat(x0), v128.load(r0)));
      sum = add(sum, mul(f64x2.splat(x1), v128.load(r1)));
      sum = add(sum, mul(f64x2.splat(x2), v128.load(r2)));
      v128.store(to, add(sum, mul(f64x2.splat(x3), v128.load(r3))));
      to += 16;
      r0 += 16;
      r1 += 16;
      r2 += 16;
      r3 += 16;
    }
    if (n & 1) {
      const sum = load<f64>(to) + x0 * load<f64>(r0) + x1 * load<f64>(r1) + x2 * load<f64>(r2);
      store<f64>(to, sum + x3 * load<f64>(r3));
    }
  }
  for (; i < m; i++) axpy(alpha * load<f64>(x + 8 * <usize>i), a + <usize>i * stride, y, n);
}

/** y = A x for a symmetric matrix of which the lower triangle is stored, in rows of n numbers. */
export function symmetricTimes(n: i32, a: usize, stride: usize, x: usize, y: usize): void {
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * stride;
    const xi = load<f64>(x + 8 * <usize>i);
    store<f64>(y + 8 * <usize>i, load<f64>(row + 8 * <usize>i) * xi + dotAndAdd(row, x, y, xi, i));
  }
}

/** Σ row x, while y += factor row, in one sweep over the row. */
// @ts-ignore: decorator
@inline
function dotAndAdd(row: usize, x: usize, y: usize, factor: f64, count: i32): f64 {
  const factors = f64x2.splat(factor);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let at: usize = 0;
  const end: usize = 8 * <usize>count;
  for (const stop: usize = 8 * <usize>(count & ~3); at < stop; at += 32) {
    const a0 = v128.load(row + at, 0);
    const a1 = v128.load(row + at, 16);
    s0 = add(s0, mul(a0, v128.load(x + at, 0)));
    s1 = add(s1, mul(a1, v128.load(x + at, 16)));
    v128.store(y + at, add(v128.load(y + at, 0), mul(factors, a0)), 0);
    v128.store(y + at, add(v128.load(y + at, 16), mul(factors, a1)), 16);
  }
  const total = add(s0, s1);
  let sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  for (; at < end; at += 8) {
    const value = load<f64>(row + at);
    sum += value * load<f64>(x + at);
    store<f64>(y + at, load<f64>(y + at) + factor * value);
  }
  return sum;
}

/** Lower triangle: A ← scale A + uu u uᵀ + uv (u vᵀ + v uᵀ) + vv v vᵀ. */
export function symmetricUpdate(
  n: i32, scale: f64, a: usize, stride: usize, u: usize, v: usize, uu: f64, uv: f64, vv: f64,
): void {
  const scales = f64x2.splat(scale);
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * stride;
    const ui = load<f64>(u + 8 * <usize>i);
    const vi = load<f64>(v + 8 * <usize>i);
    const left = uu * ui + uv * vi;
    const right = uv * ui + vv * vi;
    const lefts = f64x2.splat(left);
    const rights = f64x2.splat(right);
    let at: usize = 0;
    const end: usize = 8 * <usize>(i + 1);
    for (const stop: usize = 8 * <usize>((i + 1) & ~1); at < stop; at += 16) {
      const sum = add(mul(scales, v128.load(row + at)), mul(lefts, v128.load(u + at)));
      v128.store(row + at, add(sum, mul(rights, v128.load(v + at))));
    }
    if (at < end) store<f64>(row + at, scale * load<f64>(row + at) + left * load<f64>(u + at) + right * load<f64>(v + at));
  }
}

/**
 * Applies plane rotations to neighbouring rows, one after the other: for i = first … first − count + 1,
 * (row_i, row_{i+1}) ← (c row_i − s row_{i+1}, s row_i + c row_{i+1}).
 *
 * @param angles The pairs (c, s) in the order of application.
 */
export function rotateRows(n: i32, rows: usize, stride: usize, first: i32, count: i32, angles: usize): void {
  // A strip of columns takes all rotations while its rows are in the cache.
  for (let j = 0; j < n; j += 64) {
    const bytes: usize = 8 * <usize>min(64, n - j);
    let upper = rows + <usize>first * stride + 8 * <usize>j;
    for (let k = 0; k < count; k++, upper -= stride) {
      rotate(upper, upper + stride, bytes, load<f64>(angles + 16 * <usize>k, 0), load<f64>(angles + 16 * <usize>k, 8));
    }
  }
}

// @ts-ignore: decorator
@inline
function rotate(x: usize, y: usize, bytes: usize, c: f64, s: f64): void {
  const cs = f64x2.splat(c);
  const ss = f64x2.splat(s);
  let at: usize = 0;
  for (const stop: usize = bytes & ~15; at < stop; at += 16) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    v128.store(x + at, sub(mul(cs, a), mul(ss, b)));
    v128.store(y + at, add(mul(ss, a), mul(cs, b)));
  }
  if (at < bytes) {
    const a = load<f64>(x + at);
    const b = load<f64>(y + at);
    store<f64>(x + at, c * a - s * b);
    store<f64>(y + at, s * a + c * b);
  }
}
