import type { DenseKernels } from "./dense.ts";
import { block, type Matrix } from "./matrix.ts";
import { denseKernels } from "./registry.ts";

/** Up to this size blocks are factorised and solved without recursion. */
export const leaf = 32;

/** The size of the first half of a recursion: whole leaves. */
export function upperPart(n: number): number {
  return leaf * Math.ceil(n / leaf / 2);
}

/**
 * B ← T⁻¹ B for a lower or upper triangle T, by recursive halving. A pivot of zero gives values that are not finite.
 *
 * @param t [n][n], any strides; the other triangle is not read.
 * @param b [n][right sides], any strides.
 */
export function solveTriangle(
  t: Matrix,
  triangle: "lower" | "upper",
  b: Matrix,
  kernels: DenseKernels = denseKernels(),
): void {
  const n = t.rows;
  if (n <= leaf) {
    kernels.solveBlock(t, triangle, b);
    return;
  }
  const half = upperPart(n);
  const first = block(b, 0, 0, half, b.columns);
  const last = block(b, half, 0, n - half, b.columns);
  const head = block(t, 0, 0, half, half);
  const tail = block(t, half, half, n - half, n - half);
  if (triangle === "lower") {
    solveTriangle(head, triangle, first, kernels);
    kernels.multiplyAdd(-1, block(t, half, 0, n - half, half), first, last);
    solveTriangle(tail, triangle, last, kernels);
  } else {
    solveTriangle(tail, triangle, last, kernels);
    kernels.multiplyAdd(-1, block(t, 0, half, half, n - half), last, first);
    solveTriangle(head, triangle, first, kernels);
  }
}
