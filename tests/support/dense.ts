import { type DenseKernels, type Matrix, matrix, plainDense } from "../../src/core/index.ts";
import { wasmDense } from "../../src/kernels/index.ts";
import { randomArray } from "./arrays.ts";

/** Every implementation of the dense kernels: each test of linear algebra runs on all of them. */
export const denseImplementations: readonly DenseKernels[] = [plainDense, wasmDense()];

/** A matrix of normal numbers in the memory of some kernels, the same for the same seed. */
export function randomMatrix(kernels: DenseKernels, rows: number, columns: number, seed: number): Matrix {
  return inside(kernels, matrix(randomArray(rows * columns, seed), rows, columns));
}

/** A copy of a matrix in the memory of some kernels. */
export function inside(kernels: DenseKernels, a: Matrix): Matrix {
  const copy = kernels.allocate(a.data.length);
  copy.set(a.data);
  return { ...a, data: copy };
}

/** Element (i, j). */
export function at(a: Matrix, i: number, j: number): number {
  return a.data[a.offset + i * a.rowStride + j * a.columnStride] as number;
}

/** A B by the definition, row-major. */
export function product(a: Matrix, b: Matrix): Matrix {
  const entries = Array.from({ length: a.rows * b.columns }, (_, k) => {
    const [i, j] = [Math.floor(k / b.columns), k % b.columns];
    let total = 0;
    for (let p = 0; p < a.columns; p++) total += at(a, i, p) * at(b, p, j);
    return total;
  });
  return matrix(Float64Array.from(entries), a.rows, b.columns);
}

/** max |a − b| / max |b| over all elements, or those with column ≤ row. */
export function distance(a: Matrix, b: Matrix, part: "full" | "lower" = "full"): number {
  let [error, size] = [0, 0];
  for (let i = 0; i < b.rows; i++) {
    for (let j = 0; j < (part === "lower" ? Math.min(i + 1, b.columns) : b.columns); j++) {
      const difference = Math.abs(at(a, i, j) - at(b, i, j));
      error = difference > error || Number.isNaN(difference) ? difference : error;
      size = Math.max(size, Math.abs(at(b, i, j)));
    }
  }
  return error / size;
}
