import { add, mul } from "./vector";

/** Extent of the tile of C that stays in registers. */
export const tile: i32 = 4;

/**
 * C += alpha A B for one tile: A is packed [k][4], B is packed [k][4], C has rows of `stride` bytes.
 *
 * Eight sums, two vectors of B and one of A are all that sixteen registers hold. One step of k in a round: with four the
 * compiler of Node 20 moves the loads of all of them to the front, and two thirds of the sums out of the registers.
 */
export function multiplyTile(k: i32, alpha: f64, a: usize, b: usize, c: usize, stride: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s30 = f64x2.splat(0);
  let s31 = f64x2.splat(0);
  const end = a + 32 * <usize>k;
  for (; a < end; a += 32, b += 32) {
    const b0 = v128.load(b, 0);
    const b1 = v128.load(b, 16);
    let x = v128.load64_splat(a, 0);
    s00 = add(s00, mul(x, b0));
    s01 = add(s01, mul(x, b1));
    x = v128.load64_splat(a, 8);
    s10 = add(s10, mul(x, b0));
    s11 = add(s11, mul(x, b1));
    x = v128.load64_splat(a, 16);
    s20 = add(s20, mul(x, b0));
    s21 = add(s21, mul(x, b1));
    x = v128.load64_splat(a, 24);
    s30 = add(s30, mul(x, b0));
    s31 = add(s31, mul(x, b1));
  }
  const factor = f64x2.splat(alpha);
  accumulate(c, factor, s00, s01);
  accumulate(c + stride, factor, s10, s11);
  accumulate(c + 2 * stride, factor, s20, s21);
  accumulate(c + 3 * stride, factor, s30, s31);
}

// @ts-ignore: decorator
@inline
function accumulate(c: usize, factor: v128, left: v128, right: v128): void {
  v128.store(c, add(v128.load(c, 0), mul(factor, left)), 0);
  v128.store(c, add(v128.load(c, 16), mul(factor, right)), 16);
}
