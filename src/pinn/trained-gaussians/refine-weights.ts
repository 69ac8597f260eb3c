import { denseKernels, type LeastSquares, type Matrix, matrix, solveFactorised } from "../../core/index.ts";

/** A point of a quadratic function. */
interface Point {
  readonly theta: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Most steps, and part of the value that a step must gain for another. */
const [mostSteps, worthwhile] = [16, 1e-3];

/**
 * Conjugate gradients for weights in which the residuals are linear, preconditioned by a Cholesky factor of the damped normal
 * equations: they undo the damping and the rounding of these, which the factor alone does step by step, and far more slowly
 * where Gaussians overlap so much that the damping is not small. A product with JᵀJ is a difference of gradients.
 *
 * M. R. Hestenes and E. Stiefel, J. Res. Natl. Bur. Stand. 49 (1952) 409–436.
 *
 * @param factor The factor for columns of length 1, and `scale` their lengths.
 */
export function refineWeights(
  objective: LeastSquares,
  factor: Matrix,
  scale: Float64Array,
  start: Point,
): Point & { readonly evaluations: number } {
  const count = scale.length;
  const kernels = denseKernels();
  const solution = matrix(kernels.allocate(count), count, 1);
  const preconditioned = (g: Float64Array) => {
    for (let i = 0; i < count; i++) solution.data[i] = (g[i] as number) / (scale[i] as number);
    solveFactorised(factor, solution, kernels);
    return Float64Array.from(scale, (s, i) => (solution.data[i] as number) / s);
  };
  const at = start.theta.slice();
  let g = start.gradient.subarray(0, count);
  let value = start.value;
  let z = preconditioned(g);
  let rho = dot(g, z);
  let direction = z.map((zi) => -zi);
  let evaluations = 0;
  const gradient = new Float64Array(objective.parameters);
  while (evaluations < mostSteps && rho > 0) {
    const ahead = at.slice();
    direction.forEach((by, i) => {
      ahead[i] = (ahead[i] as number) + by;
    });
    objective.valueAndGradient(ahead, gradient);
    evaluations += 1;
    const product = gradient.subarray(0, count).map((value, i) => value - (g[i] as number));
    const length = rho / dot(direction, product);
    if (!(length > 0) || !Number.isFinite(length)) break;
    direction.forEach((by, i) => {
      at[i] = (at[i] as number) + length * by;
    });
    g = g.map((gi, i) => gi + length * (product[i] as number));
    const gain = 0.5 * length * rho;
    value -= gain;
    if (!(gain > worthwhile * Math.abs(value))) break;
    z = preconditioned(g);
    const next = dot(g, z);
    direction = direction.map((by, i) => (next / rho) * by - (z[i] as number));
    rho = next;
  }
  kernels.free(solution.data);
  if (evaluations === 0) return { ...start, evaluations };
  // What was recurred is not what the weights give: rounding is told apart from descent by the value itself.
  const exact = objective.valueAndGradient(at, gradient);
  evaluations += 1;
  return exact < start.value ? { theta: at, value: exact, gradient, evaluations } : { ...start, evaluations };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
