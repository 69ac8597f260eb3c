import { denseKernels, type LeastSquares, type Matrix, matrix, solveFactorised } from "../../core/index.ts";

/** A point of a quadratic function. */
interface Point {
  readonly theta: Float64Array;
  readonly value: number;
  /** By the weights. */
  readonly gradient: Float64Array;
}

interface Refined extends Point {
  readonly evaluations: number;
  /** Whether the value fell as that of a quadratic function does. */
  readonly asPromised: boolean;
}

/** Most steps, and part of the value that a step must gain for another. */
const [mostSteps, worthwhile] = [24, 1e-3];
/** Part of the promised fall by which that of a quadratic function may differ, for rounding. */
const notPromised = 0.1;

/**
 * Conjugate gradients for weights in which the residuals are linear, preconditioned by a Cholesky factor of the damped normal
 * equations: they undo the damping and the rounding of these, which the factor alone does step by step, and far more slowly
 * where Gaussians overlap so much that the damping is not small.
 *
 * M. R. Hestenes and E. Stiefel, J. Res. Natl. Bur. Stand. 49 (1952) 409–436.
 *
 * @param factor The factor for columns of length 1, and `scale` their lengths.
 */
export function refineWeights(objective: LeastSquares, factor: Matrix, scale: Float64Array, start: Point): Refined {
  const count = scale.length;
  const kernels = denseKernels();
  const solution = matrix(kernels.allocate(count), count, 1);
  const preconditioned = (g: Float64Array) => {
    for (let i = 0; i < count; i++) solution.data[i] = (g[i] as number) / (scale[i] as number);
    solveFactorised(factor, solution, kernels);
    return Float64Array.from(scale, (s, i) => (solution.data[i] as number) / s);
  };
  const columns = new Float64Array(objective.rows * count);
  const residuals = new Float64Array(objective.rows);
  objective.jacobian(start.theta, columns, residuals, count);
  const change = new Float64Array(count);
  let g = start.gradient.subarray(0, count);
  let value = start.value;
  let z = preconditioned(g);
  let rho = dot(g, z);
  let direction = z.map((zi) => -zi);
  for (let step = 0; step < mostSteps && rho > 0; step++) {
    const product = times(columns, direction, objective.rows);
    const length = rho / dot(product, product);
    if (!Number.isFinite(length)) break;
    for (let i = 0; i < count; i++) change[i] = (change[i] as number) + length * (direction[i] as number);
    for (let r = 0; r < product.length; r++) residuals[r] = (residuals[r] as number) + length * (product[r] as number);
    const gain = 0.5 * length * rho;
    value -= gain;
    if (!(gain > worthwhile * Math.abs(value))) break;
    g = transposedTimes(columns, residuals, count);
    z = preconditioned(g);
    const next = dot(g, z);
    direction = direction.map((by, i) => (next / rho) * by - (z[i] as number));
    rho = next;
  }
  kernels.free(solution.data);
  const theta = start.theta.slice();
  change.forEach((by, i) => {
    theta[i] = (theta[i] as number) + by;
  });
  // Rounding is told apart from descent by the value itself.
  const gradient = new Float64Array(objective.parameters);
  const exact = objective.valueAndGradient(theta, gradient, count);
  const asPromised = Math.abs(exact - value) <= notPromised * (start.value - value);
  const better = exact < start.value ? { theta, value: exact, gradient } : start;
  return { ...better, evaluations: 2, asPromised };
}

/** A v for a row-major A. */
function times(a: Float64Array, v: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(rows);
  for (let r = 0, at = 0; r < rows; r++) {
    let sum = 0;
    for (let i = 0; i < v.length; i++, at++) sum += (a[at] as number) * (v[i] as number);
    out[r] = sum;
  }
  return out;
}

/** Aᵀ w. */
function transposedTimes(a: Float64Array, w: Float64Array, columns: number): Float64Array {
  const out = new Float64Array(columns);
  for (let r = 0, at = 0; r < w.length; r++) {
    const factor = w[r] as number;
    for (let i = 0; i < columns; i++, at++) out[i] = (out[i] as number) + factor * (a[at] as number);
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
