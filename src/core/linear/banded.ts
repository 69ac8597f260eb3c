import { factorise } from "./cholesky.ts";
import type { DenseKernels } from "./dense.ts";
import { block, type Matrix, transposed } from "./matrix.ts";
import { denseKernels } from "./registry.ts";
import { solveTriangle } from "./triangle.ts";

/** Columns that are eliminated at once. */
const panel = 64;

/**
 * The Cholesky factor of a symmetric matrix whose elements vanish where row − column exceeds the bandwidth, in place; only
 * the lower triangle is read, and only near the band, where what lies outside it must be zero. About n · bandwidth² operations.
 *
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013), §4.3.5, by blocks.
 *
 * @param a [n][n], row-major.
 * @returns −1, or the first row whose pivot is not positive.
 */
export function factoriseBanded(a: Matrix, bandwidth: number, kernels: DenseKernels = denseKernels()): number {
  const n = a.rows;
  for (let k = 0; k < n; k += panel) {
    const { size, rest } = step(n, k, bandwidth);
    const first = block(a, k, k, size, size);
    const failed = factorise(first, kernels);
    if (failed >= 0) return k + failed;
    const below = block(a, k + size, k, rest, size);
    solveTriangle(first, "lower", transposed(below), kernels);
    kernels.multiplyAdd(-1, below, transposed(below), block(a, k + size, k + size, rest, rest), "lower");
  }
  return -1;
}

/**
 * B ← A⁻¹ B with the factor of A that `factoriseBanded` left.
 *
 * @param b [n][right sides], any strides.
 */
export function solveBanded(
  factor: Matrix,
  bandwidth: number,
  b: Matrix,
  kernels: DenseKernels = denseKernels(),
): void {
  const n = factor.rows;
  for (let k = 0; k < n; k += panel) {
    const { size, rest } = step(n, k, bandwidth);
    const own = block(b, k, 0, size, b.columns);
    solveTriangle(block(factor, k, k, size, size), "lower", own, kernels);
    kernels.multiplyAdd(-1, block(factor, k + size, k, rest, size), own, block(b, k + size, 0, rest, b.columns));
  }
  for (let k = panel * (Math.ceil(n / panel) - 1); k >= 0; k -= panel) {
    const { size, rest } = step(n, k, bandwidth);
    const own = block(b, k, 0, size, b.columns);
    const below = transposed(block(factor, k + size, k, rest, size));
    kernels.multiplyAdd(-1, below, block(b, k + size, 0, rest, b.columns), own);
    solveTriangle(transposed(block(factor, k, k, size, size)), "upper", own, kernels);
  }
}

/** The size of the block that begins at row k, and the rows below it inside the band. */
function step(n: number, k: number, bandwidth: number): { readonly size: number; readonly rest: number } {
  const size = Math.min(panel, n - k);
  return { size, rest: Math.max(0, Math.min(n - k - size, bandwidth)) };
}
