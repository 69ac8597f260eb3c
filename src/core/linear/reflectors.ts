import type { DenseKernels } from "./dense.ts";
import { block, type Matrix, matrix, transposed } from "./matrix.ts";

/** Columns of a panel: reflections that are applied at once. */
export const panelWidth = 32;

/**
 * A product of reflections as one matrix: H_1 H_2 … = I − V T Vᵀ with an upper triangle T.
 *
 * Source: R. Schreiber and C. Van Loan, A storage-efficient WY representation for products of Householder transformations,
 * SIAM Journal on Scientific and Statistical Computing 10 (1989) 53–57.
 */
export interface BlockReflector {
  /** [rows][reflections], any strides. */
  readonly v: Matrix;
  /** [reflections][reflections], row-major; zero below the diagonal. */
  readonly t: Matrix;
}

/** The block reflector of vectors v_j, which are the columns of V, and their tau_j. */
export function blockReflector(v: Matrix, tau: ArrayLike<number>, kernels: DenseKernels): BlockReflector {
  const count = v.columns;
  const t = matrix(kernels.allocate(count * count), count, count);
  const gram = matrix(kernels.allocate(count * count), count, count);
  kernels.multiplyAdd(1, transposed(v), v, gram);
  const entry = (i: number, j: number) => t.data[i * count + j] as number;
  for (let j = 0; j < count; j++) {
    const factor = tau[j] as number;
    // T[0…j, j] = −tau_j T[0…j, 0…j] Vᵀ v_j
    for (let i = 0; i < j; i++) {
      let total = 0;
      for (let p = i; p < j; p++) total += entry(i, p) * (gram.data[p * count + j] as number);
      t.data[i * count + j] = -factor * total;
    }
    t.data[j * count + j] = factor;
  }
  kernels.free(gram.data);
  return { v, t };
}

/** C ← (I − V T Vᵀ) C, or with the transpose of T the inverse; C [rows][any]. */
export function applyReflector(
  { v, t }: BlockReflector,
  c: Matrix,
  direction: "forward" | "inverse",
  kernels: DenseKernels,
): void {
  if (c.columns === 0) return;
  const size = v.columns * c.columns;
  const projected = matrix(kernels.allocate(size), v.columns, c.columns);
  const turned = matrix(kernels.allocate(size), v.columns, c.columns);
  kernels.multiplyAdd(1, transposed(v), c, projected);
  kernels.multiplyAdd(1, direction === "forward" ? t : transposed(t), projected, turned);
  kernels.multiplyAdd(-1, v, turned, c);
  kernels.free(projected.data);
  kernels.free(turned.data);
}

/** The vectors of a reflected panel, with their ones and zeros, in an array of their own. */
function panelVectors(panel: Matrix, kernels: DenseKernels): Matrix {
  const { rows, columns } = panel;
  const v = matrix(kernels.allocate(rows * columns), rows, columns);
  for (let i = 0; i < rows; i++) {
    const from = panel.offset + i * panel.rowStride;
    const below = Math.min(i, columns);
    v.data.set(panel.data.subarray(from, from + below), i * columns);
    if (i < columns) v.data[i * columns + i] = 1;
  }
  return v;
}

/**
 * R of A = Q R in place of A's upper triangle, and Qᵀ B in place of B.
 *
 * @param a [m][n], m ≥ n, row-major.
 * @param b [m][right sides], row-major.
 */
export function triangularise(a: Matrix, b: Matrix, kernels: DenseKernels): void {
  const tau = new Float64Array(panelWidth);
  for (let j = 0; j < a.columns; j += panelWidth) {
    const width = Math.min(panelWidth, a.columns - j);
    const panel = block(a, j, j, a.rows - j, width);
    kernels.reflectPanel(panel, tau);
    const reflector = blockReflector(panelVectors(panel, kernels), tau, kernels);
    const right = block(a, j, j + width, a.rows - j, a.columns - j - width);
    applyReflector(reflector, right, "inverse", kernels);
    applyReflector(reflector, block(b, j, 0, a.rows - j, b.columns), "inverse", kernels);
    kernels.free(reflector.v.data);
    kernels.free(reflector.t.data);
  }
}
