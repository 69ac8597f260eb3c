import { type DenseKernels, factoriseBanded, lsqr, matrix, solveBanded } from "../../core/index.ts";
import { densePanels, localPanels, normalMatrix } from "./panels.ts";
import type { RowSystem } from "./rows.ts";
import type { Space } from "./space.ts";

/** How the linear least squares of a step are solved. */
export type SolverName = "dense" | "banded" | "iterative";

/** A step δ that minimises |A δ + r|. */
export interface LinearStep {
  readonly step: Float64Array;
  /** Products with A, where it is not a matrix. */
  readonly products: number;
  readonly status: "solved" | "not-definite" | "iterations" | "not-finite";
}

/** Added to the diagonal of the scaled normal equations. */
const ridge = 1e-14;
const refinements = 2;

/**
 * Normal equations with columns of length 1, Cholesky, and refinement with the operator itself.
 *
 * Safe because the bases are orthonormal or of Gaussians that overlap little: the condition of A stays below 1e7.
 */
export function solveNormal(
  space: Space,
  system: RowSystem,
  residuals: Float64Array,
  solver: "dense" | "banded",
  kernels: DenseKernels,
): LinearStep {
  const panels = (solver === "banded" ? localPanels : densePanels)(space, system, kernels);
  const { columns, bandwidth, places } = panels;
  const normal = normalMatrix(panels, kernels);
  panels.free();
  const scales = new Float64Array(columns);
  for (let i = 0; i < columns; i++) {
    const square = normal.data[i * (columns + 1)] as number;
    scales[i] = square > 0 ? 1 / Math.sqrt(square) : 1;
  }
  for (let i = 0; i < columns; i++) {
    for (let j = Math.max(0, i - bandwidth); j <= i; j++) {
      const at = i * columns + j;
      normal.data[at] = (normal.data[at] as number) * (scales[i] as number) * (scales[j] as number);
    }
    normal.data[i * (columns + 1)] = (normal.data[i * (columns + 1)] as number) + ridge;
  }
  const failed = factoriseBanded(normal, bandwidth, kernels);
  const step = new Float64Array(columns);
  if (failed >= 0) {
    kernels.free(normal.data);
    return { step, products: 0, status: "not-definite" };
  }
  const side = kernels.allocate(columns);
  const rest = residuals.slice();
  const slope = new Float64Array(columns);
  for (let round = 0; round <= refinements; round++) {
    slope.fill(0);
    system.transposedTimes(rest, slope);
    slope.forEach((value, i) => {
      const place = places[i] as number;
      side[place] = -value * (scales[place] as number);
    });
    solveBanded(normal, bandwidth, matrix(side, columns, 1), kernels);
    const change = Float64Array.from(places, (place) => (side[place] as number) * (scales[place] as number));
    for (let i = 0; i < columns; i++) step[i] = (step[i] as number) + (change[i] as number);
    if (round < refinements) system.times(change, rest);
  }
  kernels.free(side);
  kernels.free(normal.data);
  return { step, products: 0, status: step.every(Number.isFinite) ? "solved" : "not-finite" };
}

/** The same by products with the operator alone. */
export function solveIteratively(
  system: RowSystem,
  residuals: Float64Array,
  tolerance: number,
  iterations: number,
  interrupted: () => boolean = () => false,
): LinearStep {
  const solution = lsqr(
    { rows: system.count, columns: system.columns, times: system.times, transposedTimes: system.transposedTimes },
    residuals.map((value) => -value),
    { atol: tolerance, btol: tolerance, iterations, interrupted },
  );
  const status = { "least-squares": "solved", solved: "solved", iterations: "iterations", "not-finite": "not-finite" };
  return {
    step: solution.x,
    products: 2 * solution.iterations,
    status: status[solution.status] as LinearStep["status"],
  };
}
