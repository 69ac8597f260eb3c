import type { DenseKernels } from "./dense.ts";
import { block, type Matrix } from "./matrix.ts";

/** Sweeps for one eigenvalue; it takes two or three. */
const mostSweeps = 60;

/**
 * The eigenvalues of a symmetric tridiagonal matrix by implicit QL with Wilkinson's shift; the rotations turn rows along.
 *
 * Source: A. Dubrulle, R. S. Martin and J. H. Wilkinson, The implicit QL algorithm, Numerische Mathematik 12 (1968) 377–383.
 *
 * @param diagonal [n]; overwritten by the eigenvalues, in no order.
 * @param beside [n]: the neighbours of the diagonal, of which the last is not used; overwritten.
 * @param rows [n][any]: starting from the identity, row i becomes the eigenvector of value i.
 * @returns Whether every eigenvalue was found.
 */
export function tridiagonalEigen(
  diagonal: Float64Array,
  beside: Float64Array,
  rows: Matrix,
  kernels: DenseKernels,
): boolean {
  const n = diagonal.length;
  const angles = new Float64Array(2 * n);
  for (let low = 0; low < n; low++) {
    for (let sweep = 0; ; sweep++) {
      const high = blockEnd(diagonal, beside, low);
      if (high === low) break;
      if (sweep === mostSweeps) return false;
      const count = sweepBlock(diagonal, beside, low, high, angles);
      kernels.rotateRows(block(rows, 0, 0, rows.rows, rows.columns), high - 1, count, angles);
    }
  }
  return true;
}

/** The last index of the unreduced block that begins at `low`. */
function blockEnd(diagonal: Float64Array, beside: Float64Array, low: number): number {
  let high = low;
  for (; high + 1 < diagonal.length; high++) {
    const scale = Math.abs(diagonal[high] as number) + Math.abs(diagonal[high + 1] as number);
    if (Math.abs(beside[high] as number) <= Number.EPSILON * scale) return high;
  }
  return high;
}

/** One implicit sweep from `high` up to `low`; returns how many rotations it took. */
function sweepBlock(d: Float64Array, e: Float64Array, low: number, high: number, angles: Float64Array): number {
  // The shift: the eigenvalue of the leading 2 × 2 block that is nearer to its first element.
  const half = ((d[low + 1] as number) - (d[low] as number)) / (2 * (e[low] as number));
  const away = half + Math.sign(half || 1) * Math.hypot(half, 1);
  let g = (d[high] as number) - (d[low] as number) + (e[low] as number) / away;
  let [c, s, p] = [1, 1, 0];
  let count = 0;
  for (let i = high - 1; i >= low; i--) {
    const f = s * (e[i] as number);
    const b = c * (e[i] as number);
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      // The block has come apart: what is left is for the next sweep.
      d[i + 1] = (d[i + 1] as number) - p;
      e[high] = 0;
      return count;
    }
    s = f / r;
    c = g / r;
    g = (d[i + 1] as number) - p;
    const q = ((d[i] as number) - g) * s + 2 * c * b;
    p = s * q;
    d[i + 1] = g + p;
    g = c * q - b;
    angles[2 * count] = c;
    angles[2 * count + 1] = s;
    count += 1;
  }
  d[low] = (d[low] as number) - p;
  e[low] = g;
  e[high] = 0;
  return count;
}
