import { plainKernels } from "../../src/core/index.ts";
import type { OdeProblem, SemilinearProblem, Stepper } from "../../src/ode/index.ts";

/** The harmonic oscillator y″ = −y with y = (cos t, −sin t). */
export const oscillator: OdeProblem = {
  rhs(_t, y, out) {
    out[0] = y[1] as number;
    out[1] = -(y[0] as number);
  },
  y0: Float64Array.of(1, 0),
  span: [0, 2],
};

/** A nonlinear problem with a known solution: y′ = −2 t y², y(0) = 1, y = 1/(1 + t²). */
export const rational: OdeProblem = {
  rhs(t, y, out) {
    out[0] = -2 * t * (y[0] as number) ** 2;
  },
  y0: Float64Array.of(1),
  span: [0, 2],
};

/** The end of a problem's span by n equal steps of a stepper. */
export function equalSteps<P extends OdeProblem | SemilinearProblem, S>(
  problem: P,
  stepper: Stepper<P, S>,
  n: number,
): Float64Array {
  const [t0, t1] = problem.span;
  const dt = (t1 - t0) / n;
  const state = stepper.init(problem, plainKernels);
  let y = problem.y0.slice();
  let next = new Float64Array(y.length);
  for (let i = 0; i < n; i++) {
    stepper.step(problem, state, t0 + i * dt, dt, y, next, () => 0);
    stepper.accept(problem, state, t0 + i * dt, dt, next);
    [y, next] = [next, y];
  }
  return y;
}

/** The order p of errors ~ h^p: the slope of log error over log h, by least squares. */
export function fittedOrder(steps: readonly number[], errors: readonly number[]): number {
  const x = steps.map((n) => -Math.log(n));
  const y = errors.map(Math.log);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((total, value, i) => total + (value - mx) * ((y[i] as number) - my), 0);
  return covariance / x.reduce((total, value) => total + (value - mx) ** 2, 0);
}

/** ‖a − b‖ / ‖b‖ */
export function relative(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const b1 = Array.from(b);
  return Math.hypot(...b1.map((value, i) => (a[i] as number) - value)) / Math.hypot(...b1);
}
