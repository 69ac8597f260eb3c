import { invalid } from "../errors.ts";
import type { Matrix } from "./matrix.ts";

/** The singular values of a matrix, descending. */
export interface SingularValues {
  /** [min(rows, columns)] */
  readonly values: Float64Array;
  /** `"not-converged"`: some columns are not yet orthogonal, as only happens where a number is not finite. */
  readonly status: "converged" | "not-converged";
}

/** Sweeps over all pairs of columns; seven or eight are usual. */
const mostSweeps = 60;

/**
 * The singular values by rotations that make pairs of columns orthogonal; the norms of the columns are then the values.
 *
 * Errors are about machine precision times the largest value, where the eigenvalues of AᵀA would leave its square root. Takes
 * about 6 rows · columns² operations a sweep.
 *
 * Source: M. R. Hestenes, Inversion of matrices by biorthogonalization and related results, Journal of the Society for
 * Industrial and Applied Mathematics 6 (1958) 51–90; G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013),
 * section 8.6.3.
 *
 * @param a [rows][columns]; it is not changed.
 */
export function singularValues(a: Matrix): SingularValues {
  if (a.rows < 1 || a.columns < 1) throw invalid({ what: "a matrix must not be empty", got: [a.rows, a.columns] });
  const columns = shortSide(a);
  const largest = Math.max(...columns.map(norm));
  // What is below the rounding errors of the largest column has no direction to speak of.
  const nothing = (Number.EPSILON * largest) ** 2;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let turned = false;
    for (let i = 0; i + 1 < columns.length; i++) {
      for (let j = i + 1; j < columns.length; j++) {
        turned = orthogonalise(columns[i] as Float64Array, columns[j] as Float64Array, nothing) || turned;
      }
    }
    if (!turned) return { values: descending(columns), status: "converged" };
  }
  return { values: descending(columns), status: "not-converged" };
}

/** The columns of A, or of Aᵀ where those are fewer. */
function shortSide({ data, offset, rows, columns, rowStride, columnStride }: Matrix): readonly Float64Array[] {
  const [count, length, across, along] =
    columns <= rows ? [columns, rows, columnStride, rowStride] : [rows, columns, rowStride, columnStride];
  return Array.from({ length: count }, (_, j) =>
    Float64Array.from({ length }, (_, i) => data[offset + j * across + i * along] as number),
  );
}

/** Turns x and y in their plane until they are orthogonal; whether that was needed. */
function orthogonalise(x: Float64Array, y: Float64Array, nothing: number): boolean {
  let [alpha, beta, gamma] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i] as number, y[i] as number];
    alpha += a * a;
    beta += b * b;
    gamma += a * b;
  }
  if (alpha <= nothing || beta <= nothing) return false;
  if (Math.abs(gamma) <= Number.EPSILON * Math.sqrt(x.length) * Math.sqrt(alpha * beta)) return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i] as number, y[i] as number];
    x[i] = cosine * a - sine * b;
    y[i] = sine * a + cosine * b;
  }
  return true;
}

function norm(x: Float64Array): number {
  return Math.sqrt(x.reduce((total, value) => total + value * value, 0));
}

function descending(columns: readonly Float64Array[]): Float64Array {
  return Float64Array.from(columns, norm).sort().reverse();
}
