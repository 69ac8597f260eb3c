import { part, parts } from "./step";
import { increment } from "./window";

/** The samples of both sequences at one time. */
// @ts-ignore: decorator
@inline
export function both(p: usize, apart: usize): v128 {
  return v128.load64_lane(p + apart, v128.load64_zero(p), 1);
}

/**
 * The low fields after sample x, whose predecessors are b1, b2, …: all of a code to order 7, positions 1 … 3 of order 8.
 * In order 7 the fields start at position 2, whose windows bring what position 1 adds: whether b2 exceeds b1.
 */
// @ts-ignore: decorator
@inline
// biome-ignore format: registers side by side
function low(order: i32, a: v128, x: v128, b1: v128, b2: v128, b3: v128, b4: v128, b5: v128, b6: v128,
  l1: v128, l2: v128, l3: v128, l4: v128, l5: v128, l6: v128): v128 {
  let sum = part(b1, x, l1);
  if (order > 2) sum = i64x2.add(sum, part(b2, x, l2));
  if (order > 3) sum = i64x2.add(sum, part(b3, x, l3));
  if (order > 4 && order < 8) sum = i64x2.add(sum, part(b4, x, l4));
  if (order > 5 && order < 8) sum = i64x2.add(sum, part(b5, x, l5));
  if (order == 7) sum = i64x2.add(i64x2.add(sum, part(b6, x, l6)), part(b2, b1, i64x2.splat(1 << 52)));
  return i64x2.add(i64x2.shr_u(a, order == 8 ? 5 : order == 7 ? 13 : 10), sum);
}

/**
 * The high fields of order 8. Position 4 starts from the code of positions 1 … 3, complete in the low fields one sample
 * before; the nearest four predecessors add to every high position alike.
 */
// @ts-ignore: decorator
@inline
// biome-ignore format: registers side by side
function high(order: i32, h: v128, before: v128, x: v128, b1: v128, b2: v128, b3: v128, b4: v128, b5: v128,
  b6: v128, b7: v128, h1: v128, h5: v128, h6: v128, h7: v128): v128 {
  if (order < 8) return h;
  let sum = i64x2.shl(v128.and(before, i64x2.splat(31)), 48);
  sum = i64x2.add(sum, part(b1, x, h1));
  sum = i64x2.add(sum, part(b2, x, h1));
  sum = i64x2.add(sum, part(b3, x, h1));
  sum = i64x2.add(sum, part(b4, x, h1));
  sum = i64x2.add(sum, part(b5, x, h5));
  sum = i64x2.add(sum, part(b6, x, h6));
  sum = i64x2.add(sum, part(b7, x, h7));
  return i64x2.add(i64x2.shr_u(h, 16), sum);
}

// @ts-ignore: decorator
@inline
function record(order: i32, a: v128, h: v128, counts: usize): void {
  const codes = order == 8 ? h : a;
  const mask = order == 8 ? 0xffff : order == 7 ? 0x1fff : 0x3ff;
  increment(counts, <i32>i64x2.extract_lane(codes, 0) & mask);
  increment(counts, <i32>i64x2.extract_lane(codes, 1) & mask);
}

/**
 * Counts `windows` windows of each of two sequences, at addresses p and p + apart, `stride` bytes from sample to sample.
 *
 * @returns Zero, or NaN where a sample is not finite.
 */
// @ts-ignore: decorator
@inline
export function countPair(order: i32, p: usize, apart: usize, stride: usize, windows: i32, counts: usize): f64 {
  const first = order == 7 ? 2 : 1;
  const last = order == 8 ? 3 : order - 1;
  const bits = order == 8 ? 5 : order == 7 ? 13 : 10;
  const l1 = parts(1, first, last, bits);
  const l2 = parts(2, first, last, bits);
  const l3 = parts(3, first, last, bits);
  const l4 = parts(4, first, last, bits);
  const l5 = parts(5, first, last, bits);
  const l6 = parts(6, first, last, bits);
  const h1 = parts(1, 4, 7, 16);
  const h5 = parts(5, 4, 7, 16);
  const h6 = parts(6, 4, 7, 16);
  const h7 = parts(7, 4, 7, 16);
  const nought = f64x2.splat(0);
  let a = nought;
  let h = nought;
  let finite = nought;
  let x0 = nought;
  let x1 = nought;
  let x2 = nought;
  let x3 = nought;
  let x4 = nought;
  let x5 = nought;
  let x6 = nought;
  let x7 = nought;
  // Until the registers hold a whole window, nothing is recorded; then, one by one, what is not a multiple of eight.
  const single = (windows & 7) + order - 1;
  for (let i = 1; i <= single; i++) {
    x0 = both(p, apart);
    p += stride;
    finite = f64x2.add(finite, f64x2.mul(x0, nought));
    h = high(order, h, a, x0, x1, x2, x3, x4, x5, x6, x7, h1, h5, h6, h7);
    a = low(order, a, x0, x1, x2, x3, x4, x5, x6, l1, l2, l3, l4, l5, l6);
    if (i >= order) record(order, a, h, counts);
    x7 = x6;
    x6 = x5;
    x5 = x4;
    x4 = x3;
    x3 = x2;
    x2 = x1;
    x1 = x0;
  }
  // Eight samples a turn, so that the predecessors stay in their registers.
  for (let i = windows >> 3; i > 0; i--) {
    x0 = both(p, apart);
    finite = f64x2.add(finite, f64x2.mul(x0, nought));
    h = high(order, h, a, x0, x1, x2, x3, x4, x5, x6, x7, h1, h5, h6, h7);
    a = low(order, a, x0, x1, x2, x3, x4, x5, x6, l1, l2, l3, l4, l5, l6);
    record(order, a, h, counts);
    x7 = both(p + stride, apart);
    finite = f64x2.add(finite, f64x2.mul(x7, nought));
    h = high(order, h, a, x7, x0, x1, x2, x3, x4, x5, x6, h1, h5, h6, h7);
    a = low(order, a, x7, x0, x1, x2, x3, x4, x5, l1, l2, l3, l4, l5, l6);
    record(order, a, h, counts);
    x6 = both(p + 2 * stride, apart);
    finite = f64x2.add(finite, f64x2.mul(x6, nought));
    h = high(order, h, a, x6, x7, x0, x1, x2, x3, x4, x5, h1, h5, h6, h7);
    a = low(order, a, x6, x7, x0, x1, x2, x3, x4, l1, l2, l3, l4, l5, l6);
    record(order, a, h, counts);
    x5 = both(p + 3 * stride, apart);
    finite = f64x2.add(finite, f64x2.mul(x5, nought));
    h = high(order, h, a, x5, x6, x7, x0, x1, x2, x3, x4, h1, h5, h6, h7);
    a = low(order, a, x5, x6, x7, x0, x1, x2, x3, l1, l2, l3, l4, l5, l6);
    record(order, a, h, counts);
    p += 4 * stride;
    x4 = both(p, apart);
    finite = f64x2.add(finite, f64x2.mul(x4, nought));
    h = high(order, h, a, x4, x5, x6, x7, x0, x1, x2, x3, h1, h5, h6, h7);
    a = low(order, a, x4, x5, x6, x7, x0, x1, x2, l1, l2, l3, l4, l5, l6);
    record(order, a, h, counts);
    x3 = both(p + stride, apart);
    finite = f64x2.add(finite, f64x2.mul(x3, nought));
    h = high(order, h, a, x3, x4, x5, x6, x7, x0, x1, x2, h1, h5, h6, h7);
    a = low(order, a, x3, x4, x5, x6, x7, x0, x1, l1, l2, l3, l4, l5, l6);
    record(order, a, h, counts);
    x2 = both(p + 2 * stride, apart);
    finite = f64x2.add(finite, f64x2.mul(x2, nought));
    h = high(order, h, a, x2, x3, x4, x5, x6, x7, x0, x1, h1, h5, h6, h7);
    a = low(order, a, x2, x3, x4, x5, x6, x7, x0, l1, l2, l3, l4, l5, l6);
    record(order, a, h, counts);
    x1 = both(p + 3 * stride, apart);
    finite = f64x2.add(finite, f64x2.mul(x1, nought));
    h = high(order, h, a, x1, x2, x3, x4, x5, x6, x7, x0, h1, h5, h6, h7);
    a = low(order, a, x1, x2, x3, x4, x5, x6, x7, l1, l2, l3, l4, l5, l6);
    record(order, a, h, counts);
    p += 4 * stride;
  }
  return f64x2.extract_lane(finite, 0) + f64x2.extract_lane(finite, 1);
}
