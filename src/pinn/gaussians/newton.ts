import type { DenseKernels } from "../../core/index.ts";
import { type LinearStep, type SolverName, solveIteratively, solveNormal } from "./linear-solvers.ts";
import { type RowSystem, type Rows, rowSystem } from "./rows.ts";
import type { Space } from "./space.ts";

/** How a box is solved. */
export interface NewtonOptions {
  readonly solver: SolverName;
  /** Most linear solves. */
  readonly steps: number;
  /** Where an iterative solver stops, relative to its right side. */
  readonly tolerance: number;
  /** Products of one iterative solve at most, by A and Aᵀ each. */
  readonly iterations: number;
  /** Whether there is no time for more. @defaultValue never */
  readonly interrupted?: () => boolean;
}

/** What Gauss–Newton steps on one box ended with. */
export interface NewtonReport {
  readonly coefficients: Float64Array;
  /** Linear solves. */
  readonly steps: number;
  readonly products: number;
  /** Root of the weighted sum of squares, which the weights make a mean. */
  readonly residual: number;
  /** The part of the residual that the last step changed. */
  readonly change: number;
  readonly status: "converged" | "steps" | "stalled" | "interrupted" | "non-finite";
  /** Whether an iterative solve ended before it had converged. */
  readonly exhausted: boolean;
}

/** A step that changes no more than this part of the remaining residuals ends the iteration. */
const enough = 0.02;
/** How exactly the first step of a nonlinear problem is solved for iteratively. */
const loose = 1e-3;
/** A residual that is this part of that of zero coefficients is rounding. */
const floor = 1e-13;

/**
 * Minimises the weighted squares of rows over the coefficients of a space by Gauss–Newton steps, each one linear least
 * squares, halved where the residual grows.
 */
export function gaussNewtonOn(
  space: Space,
  rows: readonly Rows[],
  start: Float64Array,
  options: NewtonOptions,
  kernels: DenseKernels,
): NewtonReport {
  const system = rowSystem(space, rows, kernels);
  try {
    return iterate(space, system, start, options, kernels);
  } finally {
    system.free();
  }
}

function iterate(
  space: Space,
  system: RowSystem,
  start: Float64Array,
  options: NewtonOptions,
  kernels: DenseKernels,
): NewtonReport {
  const residuals = new Float64Array(system.count);
  let coefficients = start.slice();
  system.linearise(coefficients, residuals);
  let size = norm(residuals);
  const scale = size;
  let products = 0;
  let exhausted = false;
  let change = Number.POSITIVE_INFINITY;
  const report = (steps: number, status: NewtonReport["status"]): NewtonReport => ({
    coefficients,
    steps,
    products,
    residual: size,
    change,
    status,
    exhausted,
  });
  if (!Number.isFinite(size)) return report(0, "non-finite");
  for (let k = 1; k <= options.steps; k++) {
    const solved = linearStep(space, system, residuals, options, k === 1, kernels);
    products += solved.products;
    exhausted ||= solved.status === "iterations";
    if (solved.status === "not-finite") return report(k, "non-finite");
    const moved = new Float64Array(system.count);
    system.times(solved.step, moved);
    const predicted = norm(moved.map((value, i) => value + (residuals[i] as number)));
    let factor = 1;
    for (; ; factor /= 2) {
      const trial = coefficients.map((value, i) => value + factor * (solved.step[i] as number));
      system.linearise(trial, residuals);
      const next = norm(residuals);
      if (next <= size * (1 + 1e-9) + floor * scale || system.linear) {
        coefficients = trial;
        size = next;
        break;
      }
      if (factor < 1 / 64) {
        system.linearise(coefficients, residuals);
        return report(k, Number.isFinite(next) ? "stalled" : "non-finite");
      }
    }
    change = norm(moved);
    if (options.interrupted?.()) return report(k, "interrupted");
    if (system.linear || change <= Math.max(enough * predicted, floor * scale)) return report(k, "converged");
  }
  return report(options.steps, "steps");
}

/** One linear least squares; by products with the matrix where normal equations lose the smallest of its singular values. */
function linearStep(
  space: Space,
  system: RowSystem,
  residuals: Float64Array,
  { solver, tolerance, iterations, interrupted }: NewtonOptions,
  first: boolean,
  kernels: DenseKernels,
): LinearStep {
  if (solver === "iterative") {
    const wanted = first && !system.linear ? Math.max(loose, tolerance) : tolerance;
    return solveIteratively(system, residuals, wanted, iterations, interrupted);
  }
  const step = solveNormal(space, system, residuals, solver, kernels);
  if (step.status !== "not-definite") return step;
  return solveIteratively(system, residuals, tolerance, 4 * system.columns, interrupted);
}

function norm(x: Float64Array): number {
  let total = 0;
  for (const value of x) total += value * value;
  return Math.sqrt(total);
}
