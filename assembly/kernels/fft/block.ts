import { add, mul, sub } from "../vector";

/**
 * Work lines are blocked: two complex numbers in 32 bytes, [re, re, im, im], so that one address serves both parts, and
 * both blocks of an unrolled loop.
 */

/** The first block at an address, as a type, because the offset of a load must be a constant. */
export class First {}

/** The second block at an address. */
export class Second {
  re: v128;
  im: v128;
}

export class Third {
  f0: v128;
  f1: v128;
  f2: v128;
  f3: v128;
}
export class Fourth {
  f0: v128;
  f1: v128;
  f2: v128;
  f3: v128;
  f4: v128;
  f5: v128;
}

/** The rows of two blocks each, for the loop whose stride is just that. */
export class Row0 {}
export class Row1 {
  f0: v128;
  f1: v128;
  f2: v128;
  f3: v128;
}
export class Row2 {
  f0: v128;
  f1: v128;
  f2: v128;
  f3: v128;
  f4: v128;
  f5: v128;
  f6: v128;
  f7: v128;
}
export class Row3 {
  f0: v128;
  f1: v128;
  f2: v128;
  f3: v128;
  f4: v128;
  f5: v128;
  f6: v128;
  f7: v128;
  f8: v128;
  f9: v128;
  f10: v128;
  f11: v128;
}

export class Row4 {
  f0: v128;
  f1: v128;
  f2: v128;
  f3: v128;
  f4: v128;
  f5: v128;
  f6: v128;
  f7: v128;
  f8: v128;
  f9: v128;
  f10: v128;
  f11: v128;
  f12: v128;
  f13: v128;
  f14: v128;
  f15: v128;
}

/** The rows of one block each. */
export class Single1 {
  f0: v128;
  f1: v128;
}
export class Single3 {
  f0: v128;
  f1: v128;
  f2: v128;
  f3: v128;
  f4: v128;
  f5: v128;
}

// @ts-ignore: decorator
@inline
export function re<B>(at: usize): v128 {
  return v128.load(at, offsetof<B>());
}

// @ts-ignore: decorator
@inline
export function im<B>(at: usize): v128 {
  return v128.load(at, offsetof<B>() + 16);
}

/** Stores a block. */
// @ts-ignore: decorator
@inline
export function put<B>(at: usize, vr: v128, vi: v128): void {
  v128.store(at, vr, offsetof<B>());
  v128.store(at, vi, offsetof<B>() + 16);
}

/** Stores a block of a row. */
// @ts-ignore: decorator
@inline
export function putRow<B, R>(at: usize, vr: v128, vi: v128): void {
  v128.store(at, vr, offsetof<B>() + offsetof<R>());
  v128.store(at, vi, offsetof<B>() + offsetof<R>() + 16);
}

/** Stores the block v w. */
// @ts-ignore: decorator
@inline
export function putTurned<B>(at: usize, vr: v128, vi: v128, wr: v128, wi: v128): void {
  put<B>(at, sub(mul(vr, wr), mul(vi, wi)), add(mul(vr, wi), mul(vi, wr)));
}

/** Stores the block v w of a row. */
// @ts-ignore: decorator
@inline
export function putTurnedRow<B, R>(at: usize, vr: v128, vi: v128, wr: v128, wi: v128): void {
  putRow<B, R>(at, sub(mul(vr, wr), mul(vi, wi)), add(mul(vr, wi), mul(vi, wr)));
}

/** Stores a block times `scale` into a split line. */
// @ts-ignore: decorator
@inline
export function putSplit<B>(atRe: usize, atIm: usize, vr: v128, vi: v128, scale: v128): void {
  v128.store(atRe, mul(scale, vr), offsetof<B>() / 2);
  v128.store(atIm, mul(scale, vi), offsetof<B>() / 2);
}
