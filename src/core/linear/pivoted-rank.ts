import type { DenseKernels } from "./dense.ts";
import { block, type Matrix, matrix, transposed } from "./matrix.ts";
import { solveTriangle } from "./triangle.ts";

/**
 * Solves a nearly singular triangle by reflections that take the longest remaining column first, and stop where it is
 * shorter than `smallestRatio` times the first.
 *
 * Source: P. Businger and G. H. Golub, Linear least squares solutions by Householder transformations, Numerische
 * Mathematik 7 (1965) 269–276.
 *
 * @param r [n][n], its upper triangle.
 * @param x [n][right sides], row-major: the right sides, then the basic solution.
 * @returns The rank.
 */
export function orderedRank(r: Matrix, x: Matrix, smallestRatio: number, kernels: DenseKernels): number {
  const n = r.rows;
  // Columns of R as rows, then the right sides: a reflection turns all of them alike.
  const all = matrix(kernels.allocate((n + x.columns) * n), n + x.columns, n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) all.data[j * n + i] = r.data[r.offset + i * r.rowStride + j] as number;
    for (let l = 0; l < x.columns; l++) all.data[(n + l) * n + i] = x.data[x.offset + i * x.rowStride + l] as number;
  }
  const order = Int32Array.from({ length: n }, (_, j) => j);
  const v = kernels.allocate(n);
  const products = kernels.allocate(n + x.columns);
  let rank = 0;
  let longest = 0;
  for (; rank < n; rank++) {
    const { at, length } = longestRow(all, rank, n);
    if (rank === 0) longest = length;
    if (!(length > smallestRatio * longest)) break;
    exchange(all, order, rank, at);
    const alpha = all.data[rank * n + rank] as number;
    const beta = alpha > 0 ? -length : length;
    const own = all.data.subarray(rank * n + rank, (rank + 1) * n);
    v.set(own);
    v[0] = alpha - beta;
    // I − v vᵀ / (beta (beta − alpha)) for v = (alpha − beta, …).
    const size = n - rank;
    const rest = block(all, rank + 1, rank, all.rows - rank - 1, size);
    products.fill(0);
    kernels.multiplyAdd(1, rest, matrix(v, size, 1), matrix(products, rest.rows, 1));
    const factor = -1 / (beta * (beta - alpha));
    kernels.multiplyAdd(factor, matrix(products, rest.rows, 1), matrix(v, 1, size), rest);
    own.fill(0);
    own[0] = beta;
  }
  // The leading rows are now the columns of the ordered triangle.
  const solution = transposed(block(all, n, 0, x.columns, rank));
  if (rank > 0) solveTriangle(transposed(block(all, 0, 0, rank, rank)), "upper", solution, kernels);
  for (let i = 0; i < n; i++) {
    const to = x.offset + (order[i] as number) * x.rowStride;
    for (let l = 0; l < x.columns; l++) x.data[to + l] = i < rank ? (all.data[(n + l) * n + i] as number) : 0;
  }
  for (const array of [all.data, v, products]) kernels.free(array);
  return rank;
}

/** Among the rows from `begin` to `end` the one that is longest from column `begin` on. */
function longestRow(a: Matrix, begin: number, end: number): { at: number; length: number } {
  let at = begin;
  let most = -1;
  for (let j = begin; j < end; j++) {
    let total = 0;
    for (let i = begin; i < a.columns; i++) total += (a.data[j * a.columns + i] as number) ** 2;
    if (total > most) {
      most = total;
      at = j;
    }
  }
  return { at, length: Math.sqrt(most) };
}

function exchange(a: Matrix, order: Int32Array, i: number, j: number): void {
  if (i === j) return;
  const n = a.columns;
  const row = a.data.slice(i * n, (i + 1) * n);
  a.data.copyWithin(i * n, j * n, (j + 1) * n);
  a.data.set(row, j * n);
  [order[i], order[j]] = [order[j] as number, order[i] as number];
}
