import type { Matrix } from "./matrix.ts";

/**
 * The loops of dense linear algebra. Two implementations exist: the plain one beside this file, which is the oracle and the
 * fallback, and WASM. The algorithms of this folder (`factorise`, `solveLeastSquares` …) are written over them.
 *
 * Matrices are views of arrays. Those that are written have neighbouring columns (`columnStride` 1) unless it is said
 * otherwise. Arrays from `allocate` are worked on where they are; others give the same by the plain implementation, slower.
 */
export interface DenseKernels {
  readonly name: "plain" | "wasm";
  /** A zeroed array on which this implementation works without copying. */
  allocate(length: number): Float64Array;
  /** Gives back an array from `allocate`; neither it nor a view of it may be used afterwards. */
  free(array: Float64Array): void;
  /** Whether this implementation works on an array where it is. */
  owns(array: Float64Array): boolean;
  /** C += alpha A B; with `"lower"` only the elements of C with column ≤ row are written. */
  multiplyAdd(alpha: number, a: Matrix, b: Matrix, c: Matrix, part?: "full" | "lower"): void;
  /**
   * The Cholesky factor of a small symmetric matrix in place, lower triangle.
   *
   * @returns −1, or the first row whose pivot is not positive.
   */
  factorBlock(a: Matrix): number;
  /** B ← T⁻¹ B for a small triangle T of any strides; B of any strides. */
  solveBlock(t: Matrix, triangle: "lower" | "upper", b: Matrix): void;
  /**
   * Householder reflections of a panel, rows ≥ columns: R on and above the diagonal, below it vectors v with v_j = 1, so
   * that H_j = I − tau_j v vᵀ and H_n … H_1 A = R.
   */
  reflectPanel(a: Matrix, tau: Float64Array): void;
  /** y = A x for a symmetric matrix of which the lower triangle is given. */
  symmetricTimes(a: Matrix, x: Float64Array, y: Float64Array): void;
  /** Lower triangle: A ← scale A + uu u uᵀ + uv (u vᵀ + v uᵀ) + vv v vᵀ. */
  symmetricUpdate(scale: number, a: Matrix, u: Float64Array, v: Float64Array, uu: number, uv: number, vv: number): void;
  /**
   * Rotates neighbouring rows, one pair after the other: for i = first, first − 1, … the rows (a_i, a_{i+1}) become
   * (c a_i − s a_{i+1}, s a_i + c a_{i+1}).
   *
   * @param angles The pairs (c, s) in the order of application, `count` of them.
   */
  rotateRows(a: Matrix, first: number, count: number, angles: Float64Array): void;
}
