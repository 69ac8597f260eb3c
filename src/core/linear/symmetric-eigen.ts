import type { DenseKernels } from "./dense.ts";
import { block, type Matrix, matrix, transposed } from "./matrix.ts";
import { applyReflector, blockReflector, panelWidth } from "./reflectors.ts";
import { denseKernels } from "./registry.ts";
import { tridiagonalEigen } from "./tridiagonal.ts";

/** The eigenvalues of a symmetric matrix, ascending, and their vectors. */
export interface SymmetricEigen {
  /** [n] */
  readonly values: Float64Array;
  /** [n][n]: row i is the unit vector of value i. */
  readonly vectors: Float64Array;
  /** `"not-converged"`: the iteration was given up, as only happens where a number is not finite. */
  readonly status: "converged" | "not-converged";
}

/**
 * All eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to a tridiagonal matrix, then implicit QL.
 *
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013), algorithm 8.3.1; H. Bowdler, R. S. Martin,
 * C. Reinsch and J. H. Wilkinson, The QR and QL algorithms for symmetric matrices, Numerische Mathematik 11 (1968) 293–306.
 *
 * @param a [n][n], row-major; only the lower triangle is read, and it is overwritten.
 */
export function symmetricEigen(a: Matrix, kernels: DenseKernels = denseKernels()): SymmetricEigen {
  const n = a.rows;
  const { diagonal, beside, reflections, tau } = tridiagonalise(a, kernels);
  const vectors = kernels.allocate(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  const converged = tridiagonalEigen(diagonal, beside, matrix(vectors, n, n), kernels);
  // Rows are xᵀ = zᵀ Qᵀ with Q = H_1 H_2 …: the later reflections come first.
  const last = panelWidth * (Math.ceil(n / panelWidth) - 1);
  for (let k = last; k >= 0; k -= panelWidth) {
    const v = transposed(block(reflections, k, k, Math.min(panelWidth, n - k), n - k));
    const reflector = blockReflector(v, tau.subarray(k), kernels);
    applyReflector(reflector, transposed(block(matrix(vectors, n, n), 0, k, n, n - k)), "forward", kernels);
    kernels.free(reflector.t.data);
  }
  kernels.free(reflections.data);
  return { ...ascending(diagonal, vectors, kernels), status: converged ? "converged" : "not-converged" };
}

/** A = Q T Qᵀ: T's diagonal and its neighbours, and Q's reflections, v_k in row k. */
function tridiagonalise(a: Matrix, kernels: DenseKernels) {
  const n = a.rows;
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  const tau = new Float64Array(n);
  const reflections = matrix(kernels.allocate(n * n), n, n);
  const v = kernels.allocate(n);
  const w = kernels.allocate(n);
  const column = new Float64Array(1);
  for (let k = 0; k + 1 < n; k++) {
    const size = n - k - 1;
    diagonal[k] = a.data[a.offset + k * (a.rowStride + 1)] as number;
    for (let i = 0; i < size; i++) v[i] = a.data[a.offset + (k + 1 + i) * a.rowStride + k] as number;
    kernels.reflectPanel(matrix(v, size, 1), column);
    beside[k] = v[0] as number;
    const t = column[0] as number;
    tau[k] = t;
    if (t === 0) continue;
    v[0] = 1;
    reflections.data.set(v.subarray(0, size), k * n + k + 1);
    // A ← H A H = A − v wᵀ − w vᵀ with p = tau A v, w = p − (tau/2)(pᵀ v) v.
    const rest = block(a, k + 1, k + 1, size, size);
    kernels.symmetricTimes(rest, v, w);
    let product = 0;
    for (let i = 0; i < size; i++) product += (v[i] as number) * (w[i] as number);
    kernels.symmetricUpdate(1, rest, v, w, t * t * product, -t, 0);
  }
  diagonal[n - 1] = a.data[a.offset + (n - 1) * (a.rowStride + 1)] as number;
  kernels.free(v);
  kernels.free(w);
  return { diagonal, beside, reflections, tau };
}

/** Values in ascending order, rows of vectors along with them; the vectors move into an array of their own. */
function ascending(values: Float64Array, rows: Float64Array, kernels: DenseKernels) {
  const n = values.length;
  const order = Array.from(values.keys()).sort((i, j) => (values[i] as number) - (values[j] as number));
  const vectors = kernels.allocate(n * n);
  order.forEach((from, to) => {
    vectors.set(rows.subarray(from * n, (from + 1) * n), to * n);
  });
  kernels.free(rows);
  return { values: Float64Array.from(order, (i) => values[i] as number), vectors };
}
