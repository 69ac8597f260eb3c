import { add, mul, sub } from "../kernels/vector";
import { smallExp } from "./elementary";
import { madd } from "./vector";

/*
 * A Gaussian's record, see src/core/jets/gaussian-records.ts: centre [d], L [d][d], P [pairs], weight, combinations. `d` and
 * `full` are constants wherever these functions are put in.
 */

/** |z|² from which on a Gaussian is left out: 2e-22, and 1e-16 or less with all factors of its derivatives. */
export const furthest: f64 = 100;

// @ts-ignore: decorator
@inline
export function number(record: usize, at: i32): v128 {
  return v128.load64_splat(record + 8 * at);
}

// @ts-ignore: decorator
@inline
export function pairsOf(d: i32): i32 {
  return (d * (d + 1)) / 2;
}

/** Where P begins. */
// @ts-ignore: decorator
@inline
export function precisionAt(d: i32): i32 {
  return d + d * d;
}

/** z_j = Σ_x L_jx δ_x */
// @ts-ignore: decorator
@inline
export function axis(d: i32, full: bool, j: i32, record: usize, x: v128, y: v128, z: v128): v128 {
  if (!full) return mul(number(record, d + j * d + j), j == 0 ? x : j == 1 ? y : z);
  let sum = mul(number(record, d + j * d), x);
  if (d > 1) sum = madd(number(record, d + j * d + 1), y, sum);
  if (d > 2) sum = madd(number(record, d + j * d + 2), z, sum);
  return sum;
}

/** p_x = Σ_j L_jx z_j */
// @ts-ignore: decorator
@inline
export function slope(d: i32, full: bool, x: i32, record: usize, zx: v128, zy: v128, zz: v128): v128 {
  if (!full) return mul(number(record, d + x * d + x), x == 0 ? zx : x == 1 ? zy : zz);
  let sum = mul(number(record, d + x), zx);
  if (d > 1) sum = madd(number(record, d + d + x), zy, sum);
  if (d > 2) sum = madd(number(record, d + 2 * d + x), zz, sum);
  return sum;
}

/** |z|² */
// @ts-ignore: decorator
@inline
export function square(d: i32, zx: v128, zy: v128, zz: v128): v128 {
  let sum = mul(zx, zx);
  if (d > 1) sum = madd(zy, zy, sum);
  if (d > 2) sum = madd(zz, zz, sum);
  return sum;
}

/** exp(−q/2) */
// @ts-ignore: decorator
@inline
export function bell(q: v128): v128 {
  return smallExp(mul(q, f64x2.splat(-0.5)));
}

/** a b − c where pairs of different coordinates have c = 0 unless the covariance is full. */
// @ts-ignore: decorator
@inline
export function hermite(same: bool, full: bool, a: v128, b: v128, c: v128): v128 {
  return same || full ? sub(mul(a, b), c) : mul(a, b);
}

// @ts-ignore: decorator
@inline
export function increase(at: usize, by: v128): void {
  v128.store(at, add(v128.load(at), by));
}
