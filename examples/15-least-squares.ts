import { linear, rng, training } from "sech";

// exp x on [−1, 1] by Chebyshev polynomials, from its values at 200 scrambled Sobol points.
const { matrix, denseKernels, solveLeastSquares } = linear;
const points = training.sampling.sobolPoints([[-1, 1]], 200, rng(7));
const [a, b] = [denseKernels().allocate(200 * 12), denseKernels().allocate(200)];
points.forEach((x, i) => {
  for (let k = 0; k < 12; k++) a[12 * i + k] = Math.cos(k * Math.acos(x));
  b[i] = Math.exp(x);
});
const { rank, status } = solveLeastSquares(matrix(a, 200, 12), matrix(b, 200, 1));
const series = (x: number) => b.subarray(0, 12).reduce((sum, c, k) => sum + c * Math.cos(k * Math.acos(x)), 0);
console.log(`rank ${rank} ${status} error ${Math.abs(series(0.3) - Math.exp(0.3))}`);
// Rosenbrock's valley by a self-scaled quasi-Newton method.
const valley = {
  parameters: 2,
  valueAndGradient([x = 0, y = 0]: Float64Array, gradient: Float64Array): number {
    gradient.set([-200 * x * (y - x * x) - (1 - x), 100 * (y - x * x)]);
    return 50 * (y - x * x) ** 2 + (1 - x) ** 2 / 2;
  },
};
const method = training.optimisers.selfScaled({ gradientTolerance: 1e-10 });
let state = method.init(Float64Array.of(-1.2, 1), valley);
while (state.stop === null) state = method.update(valley, state);
console.log(`stop ${state.stop} at ${[...state.theta].join(" ")} after ${state.iteration}`);
