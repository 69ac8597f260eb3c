import { denseKernels, factorise, type LeastSquares, type Matrix, matrix, solveFactorised } from "../../core/index.ts";
import { refineWeights } from "./refine-weights.ts";

/** Weights that lower the residuals, for centres and widths as they are. */
export interface SolvedWeights {
  readonly theta: Float64Array;
  readonly value: number;
  /** By the weights; 0 elsewhere. */
  readonly gradient: Float64Array;
  readonly evaluations: number;
  /** The norm of the column of each weight, where that is not 0: how large a residual a weight of 1 makes. */
  readonly lengths: Float64Array;
}

/** The least damping of weights, relative to columns of length 1. */
export const leastRidge = 1e-13;
/** Part of the promised fall by which that of a linear problem may differ. */
const asGoodAsLinear = 1e-5;

/**
 * Gauss–Newton in the first `count` parameters. Where the residuals are linear in them that is one step, and conjugate
 * gradients after it, which undo the damping and the rounding of the normal equations; otherwise up to `rounds` steps, for
 * which a `ridge` keeps weights from growing against one another.
 */
export function solveWeights(
  objective: LeastSquares,
  start: Float64Array,
  count: number,
  rounds: number,
  ridge: number = leastRidge,
): SolvedWeights {
  const kernels = denseKernels();
  const a = matrix(kernels.allocate(count * count), count, count);
  const step = matrix(kernels.allocate(count), count, 1);
  let theta = start;
  let gradient: Float64Array = new Float64Array(objective.parameters);
  let value = Number.POSITIVE_INFINITY;
  let evaluations = 0;
  let lengths: Float64Array = new Float64Array(count).fill(1);
  for (let round = 0; round < rounds; round++) {
    value = objective.normal(theta, a.data, gradient, count);
    evaluations += 1;
    if (!Number.isFinite(value)) break;
    const scale = scaleToOne(a);
    lengths = scale;
    const damping = factoriseDamped(a, ridge);
    const before = value;
    for (let i = 0; i < count; i++) step.data[i] = -(gradient[i] as number) / (scale[i] as number);
    solveFactorised(a, step, kernels);
    const change = Float64Array.from(scale, (s, i) => (step.data[i] as number) / s);
    const predicted = change.reduce((sum, by, i) => sum - by * (gradient[i] as number), 0);
    // The fall of a quadratic function in the damped step, ½ δᵀ(A + 2λ)δ for (A + λ) δ = −g.
    const promised = 0.5 * (predicted + damping * step.data.reduce((sum, by) => sum + by * by, 0));
    const next = new Float64Array(objective.parameters);
    let linear = true;
    let [moved, lower] = [theta, value];
    // The step is halved until it goes down.
    for (let part = 1, trial = 0; trial < 8 && !(lower < value); part /= 2, trial++) {
      moved = theta.slice();
      change.forEach((by, i) => {
        moved[i] = (moved[i] as number) + part * by;
      });
      lower = objective.valueAndGradient(moved, next, count);
      evaluations += 1;
      if (part === 1) linear = Math.abs(value - lower - promised) < asGoodAsLinear * promised;
    }
    if (!(lower < value)) break;
    [theta, value, gradient] = [moved, lower, next];
    if (linear) {
      const refined = refineWeights(objective, a, scale, { theta, value, gradient });
      ({ theta, value, gradient } = refined);
      evaluations += refined.evaluations;
      linear = refined.asPromised;
    }
    if (linear || !(value < 0.999 * before)) break;
  }
  kernels.free(a.data);
  kernels.free(step.data);
  return { theta, value, gradient, evaluations, lengths };
}

/** Makes the diagonal of a lower triangle 1, where it is not 0; gives the lengths of the columns. */
export function scaleToOne({ data, rows }: Matrix): Float64Array {
  const scale = Float64Array.from({ length: rows }, (_, i) => Math.sqrt(data[i * (rows + 1)] as number) || 1);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      const at = i * rows + j;
      data[at] = (data[at] as number) / ((scale[i] as number) * (scale[j] as number));
    }
  }
  return scale;
}

/** The Cholesky factor of A + λ I in place of A, for the least λ = ridge, 10 ridge … at which rounding leaves it positive; gives λ. */
export function factoriseDamped(a: Matrix, ridge: number): number {
  const kernels = denseKernels();
  const copy = matrix(kernels.allocate(a.rows * a.rows), a.rows, a.rows);
  copy.data.set(a.data);
  let damping = ridge;
  for (; damping < 1e3; damping *= 10) {
    a.data.set(copy.data);
    for (let i = 0; i < a.rows; i++) a.data[i * (a.rows + 1)] = (a.data[i * (a.rows + 1)] as number) + damping;
    if (factorise(a, kernels) < 0) break;
  }
  kernels.free(copy.data);
  return damping;
}
