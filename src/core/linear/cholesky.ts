import type { DenseKernels } from "./dense.ts";
import { block, type Matrix, transposed } from "./matrix.ts";
import { denseKernels } from "./registry.ts";
import { leaf, solveTriangle, upperPart } from "./triangle.ts";

/**
 * The Cholesky factor L of a symmetric matrix A = L Lᵀ in place; only the lower triangle is read and written.
 *
 * Recursive halving, so that nearly all the work is in `multiplyAdd`. Source: F. G. Gustavson, Recursion leads to automatic
 * variable blocking for dense linear-algebra algorithms, IBM Journal of Research and Development 41 (1997) 737–755.
 *
 * @param a [n][n], row-major.
 * @returns −1, or the first row whose pivot is not positive: A is then not positive definite, and partly overwritten.
 */
export function factorise(a: Matrix, kernels: DenseKernels = denseKernels()): number {
  const n = a.rows;
  if (n <= leaf) return kernels.factorBlock(a);
  const half = upperPart(n);
  const first = block(a, 0, 0, half, half);
  const failed = factorise(first, kernels);
  if (failed >= 0) return failed;
  // L21 L11ᵀ = A21 and L22 L22ᵀ = A22 − L21 L21ᵀ.
  const below = block(a, half, 0, n - half, half);
  solveTriangle(first, "lower", transposed(below), kernels);
  const last = block(a, half, half, n - half, n - half);
  kernels.multiplyAdd(-1, below, transposed(below), last, "lower");
  const later = factorise(last, kernels);
  return later < 0 ? later : half + later;
}

/**
 * B ← A⁻¹ B with the factor of A that `factorise` left.
 *
 * @param factor [n][n], its lower triangle.
 * @param b [n][right sides], any strides.
 */
export function solveFactorised(factor: Matrix, b: Matrix, kernels: DenseKernels = denseKernels()): void {
  solveTriangle(factor, "lower", b, kernels);
  solveTriangle(transposed(factor), "upper", b, kernels);
}
