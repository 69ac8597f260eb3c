import { denseKernels, type LeastSquares, matrix, rng, transposed } from "../../core/index.ts";
import { dampedModel } from "./damped.ts";
import { inner } from "./optimiser.ts";
import { largerScale } from "./scaling.ts";
import type { StepModel, TrustRegionState } from "./trust-region.ts";

/**
 * A step model in a random subspace of the parameters, another one in every step: every parameter goes with a random sign
 * into one of `dimension` directions (a count sketch), and the damped normal equations are solved among those.
 *
 * Source: C. Cartis, J. Fowkes and Z. Shao, Randomised subspace methods for non-convex optimization, with applications to
 * nonlinear least-squares, arXiv:2211.09873 (2022), §4; the sketch: K. L. Clarkson and D. P. Woodruff, Low-rank
 * approximation and regression in input sparsity time, Journal of the ACM 63 (2017) 54.
 */
export function sketchedModel(
  objective: LeastSquares,
  state: TrustRegionState,
  dimension: number,
  seed: number,
): StepModel {
  const kernels = denseKernels();
  const { parameters: n, rows } = objective;
  const k = Math.min(dimension, n);
  const jacobian = kernels.allocate(rows * n);
  const residuals = new Float64Array(rows);
  objective.jacobian(state.theta, jacobian, residuals);
  const gradient = new Float64Array(n);
  const squares = new Float64Array(n);
  for (let r = 0; r < rows; r++) {
    const residual = residuals[r] as number;
    for (let i = 0, at = r * n; i < n; i++, at++) {
      const entry = jacobian[at] as number;
      gradient[i] = (gradient[i] as number) + entry * residual;
      squares[i] = (squares[i] as number) + entry * entry;
    }
  }
  const scale = largerScale(state.scale, (i) => Math.sqrt(squares[i] as number));
  const { place, weight } = countSketch(n, k, seed, state.iteration);
  const factors = weight.map((value, i) => value / (scale[i] as number));
  const sketch = matrix(kernels.allocate(rows * k), rows, k);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < n; i++) {
      const to = r * k + (place[i] as number);
      sketch.data[to] = (sketch.data[to] as number) + (jacobian[r * n + i] as number) * (factors[i] as number);
    }
  }
  kernels.free(jacobian);
  const a = matrix(kernels.allocate(k * k), k, k);
  kernels.multiplyAdd(1, transposed(sketch), sketch, a, "lower");
  kernels.free(sketch.data);
  const g = new Float64Array(k);
  gradient.forEach((component, i) => {
    const to = place[i] as number;
    g[to] = (g[to] as number) + component * (factors[i] as number);
  });
  const model = dampedModel(a, g, kernels);
  return {
    value: inner(residuals, residuals) / 2,
    gradient,
    scale,
    evaluations: 1,
    within(radius, guess) {
      const { q, length, predicted, damping } = radius === null ? model.solve(guess) : model.within(radius, guess);
      const step = factors.map((factor, i) => factor * (q[place[i] as number] as number));
      return { step, length, predicted, damping };
    },
    release: model.release,
  };
}

/** For every parameter its direction and its weight there, so that the directions are orthonormal. */
function countSketch(n: number, k: number, seed: number, iteration: number) {
  const random = rng(seed).split(iteration);
  const place = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [place[i], place[j]] = [place[j] as number, place[i] as number];
  }
  // Equal shares rather than independent draws: no direction stays empty.
  const members = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const own = (place[i] as number) % k;
    place[i] = own;
    members[own] = (members[own] as number) + 1;
  }
  const weight = Float64Array.from(
    place,
    (own) => (random.uniform() < 0.5 ? -1 : 1) / Math.sqrt(members[own] as number),
  );
  return { place, weight };
}
