import { rng } from "../../src/core/index.ts";

/** Normally distributed numbers, the same for the same seed. */
export function randomArray(length: number, seed: number): Float64Array {
  const random = rng(seed);
  return Float64Array.from({ length }, () => random.normal());
}

/** The L2 norm of (re, im). */
export function norm(re: Float64Array, im: Float64Array): number {
  return Math.sqrt([...re, ...im].reduce((total, value) => total + value * value, 0));
}

/** The relative L2 error of complex arrays: |a − b| / |b|. */
export function relativeError(
  [aRe, aIm]: readonly [Float64Array, Float64Array],
  [bRe, bIm]: readonly [Float64Array, Float64Array],
): number {
  const differenceRe = aRe.map((value, i) => value - (bRe[i] as number));
  const differenceIm = aIm.map((value, i) => value - (bIm[i] as number));
  return norm(differenceRe, differenceIm) / norm(bRe, bIm);
}
