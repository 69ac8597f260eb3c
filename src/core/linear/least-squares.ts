import { invalid } from "../errors.ts";
import type { DenseKernels } from "./dense.ts";
import { block, type Matrix, matrix, transposed } from "./matrix.ts";
import { orderedRank } from "./pivoted-rank.ts";
import { triangularise } from "./reflectors.ts";
import { denseKernels } from "./registry.ts";
import { solveTriangle } from "./triangle.ts";

/** What `solveLeastSquares` found out about its matrix. */
export interface LeastSquaresReport {
  /** Independent columns, as many as A has unless it is rank deficient. */
  readonly rank: number;
  /** An estimate of the ratio of the smallest to the largest singular value of A. */
  readonly reciprocalCondition: number;
  /** `"rank-deficient"`: the solution has zeros for the columns that depend on others. */
  readonly status: "full-rank" | "rank-deficient" | "not-finite";
}

/**
 * Minimises |A x − b|₂ for every column b of B by Householder reflections in blocks; x takes the place of the first n rows
 * of B, below which remain the residuals in the basis of Q: their sum of squares is the minimum.
 *
 * Where the condition is worse than `smallestRatio`, the columns are ordered by pivoting and those beyond the rank get no
 * weight (a basic solution, not the shortest one).
 *
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013), §5.2, §5.4.2; of pivoting on R: T. F. Chan,
 * Rank revealing QR factorizations, Linear Algebra and its Applications 88/89 (1987) 67–82.
 *
 * @param a [m][n], m ≥ n, row-major; overwritten.
 * @param b [m][right sides], row-major; overwritten by the solution.
 * @param smallestRatio Columns whose share is smaller count as dependent; the default is n ε.
 */
export function solveLeastSquares(
  a: Matrix,
  b: Matrix,
  smallestRatio: number = a.columns * Number.EPSILON,
  kernels: DenseKernels = denseKernels(),
): LeastSquaresReport {
  const { rows, columns } = a;
  if (rows < columns || b.rows !== rows) {
    throw invalid({
      what: "least squares need at least as many rows as columns, and right sides of as many rows",
      got: [rows, columns, b.rows],
    });
  }
  triangularise(a, b, kernels);
  const r = block(a, 0, 0, columns, columns);
  const x = block(b, 0, 0, columns, b.columns);
  const reciprocalCondition = reciprocalConditionOf(r, kernels);
  if (Number.isNaN(reciprocalCondition)) return { rank: 0, reciprocalCondition, status: "not-finite" };
  if (reciprocalCondition > smallestRatio) {
    solveTriangle(r, "upper", x, kernels);
    return { rank: columns, reciprocalCondition, status: "full-rank" };
  }
  const rank = orderedRank(r, x, smallestRatio, kernels);
  return { rank, reciprocalCondition, status: "rank-deficient" };
}

/**
 * The ratio of the smallest to the largest singular value of a triangle, by three rounds of power and inverse iteration:
 * an upper bound that is rarely a factor 3 off.
 */
function reciprocalConditionOf(r: Matrix, kernels: DenseKernels): number {
  const n = r.rows;
  if (n === 0) return 1;
  for (let i = 0; i < n; i++) {
    const pivot = r.data[r.offset + i * (r.rowStride + 1)] as number;
    if (!Number.isFinite(pivot)) return Number.NaN;
    if (pivot === 0) return 0;
  }
  const upper = matrix(kernels.allocate(n * n), n, n);
  for (let i = 0; i < n; i++) {
    const from = r.offset + i * r.rowStride;
    upper.data.set(r.data.subarray(from + i, from + n), i * n + i);
  }
  const x = matrix(kernels.allocate(n), n, 1);
  const y = matrix(kernels.allocate(n), n, 1);
  // The start has no zero, and no symmetry that a matrix could share.
  const start = () =>
    x.data.forEach((_, i) => (x.data[i] = (1 + ((i * 0.6180339887498949) % 1)) * (i % 2 === 0 ? 1 : -1)));
  start();
  let smallest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const before = normalise(x.data);
    if (!(before > 0)) break;
    solveTriangle(transposed(upper), "lower", x, kernels);
    smallest = Math.min(smallest, 1 / norm(x.data));
    solveTriangle(upper, "upper", x, kernels);
  }
  start();
  let largest = 0;
  for (let round = 0; round < 3; round++) {
    normalise(x.data);
    y.data.fill(0);
    kernels.multiplyAdd(1, upper, x, y);
    largest = Math.max(largest, norm(y.data));
    x.data.fill(0);
    kernels.multiplyAdd(1, transposed(upper), y, x);
  }
  for (const array of [upper.data, x.data, y.data]) kernels.free(array);
  // Overflow of an inverse means that there is none.
  return Number.isFinite(smallest) ? smallest / largest : 0;
}

function norm(x: Float64Array): number {
  let total = 0;
  for (const value of x) total += value * value;
  return Math.sqrt(total);
}

function normalise(x: Float64Array): number {
  const length = norm(x);
  for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) / length;
  return length;
}
