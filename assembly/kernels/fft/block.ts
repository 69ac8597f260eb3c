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

/** Stores the block v w. */
// @ts-ignore: decorator
@inline
export function putTurned<B>(at: usize, vr: v128, vi: v128, wr: v128, wi: v128): void {
  put<B>(at, sub(mul(vr, wr), mul(vi, wi)), add(mul(vr, wi), mul(vi, wr)));
}

/** Stores a block times `scale` into a split line. */
// @ts-ignore: decorator
@inline
export function putSplit<B>(atRe: usize, atIm: usize, vr: v128, vi: v128, scale: v128): void {
  v128.store(atRe, mul(scale, vr), offsetof<B>() / 2);
  v128.store(atIm, mul(scale, vi), offsetof<B>() / 2);
}
