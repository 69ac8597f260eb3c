import { invalid, type Kernels, requireNumber } from "../core/index.ts";
import { type Factors, factorise, solve } from "./linear-solve.ts";
import type { OdeProblem } from "./problem.ts";
import type { Stepper } from "./stepper.ts";

/** Options of the Gauss–Legendre method. */
export interface Gauss6Options {
  /**
   * `"newton"`: simplified Newton with a Jacobian by differences, for stiff problems; `"fixed-point"`: no Jacobian, for
   * long orbits with moderate steps. @defaultValue `"newton"`
   */
  readonly iteration?: "newton" | "fixed-point";
  /** Most iterations a step. @defaultValue `50` */
  readonly maxIterations?: number;
}

/** Work of one integration by the Gauss–Legendre method. */
export interface Gauss6State {
  readonly kernels: Kernels;
  /** Slopes at the three nodes, one after the other, shape [3d]. */
  readonly slopes: Float64Array;
  readonly residual: Float64Array;
  readonly argument: Float64Array;
  readonly value: Float64Array;
  readonly jacobian: Float64Array;
  factors: Factors | null;
  evaluations: number;
}

const root = Math.sqrt(15);
const c = [0.5 - root / 10, 0.5, 0.5 + root / 10] as const;
const b = [5 / 18, 4 / 9, 5 / 18] as const;
const a = [
  [5 / 36, 2 / 9 - root / 15, 5 / 36 - root / 30],
  [5 / 36 + root / 24, 2 / 9, 5 / 36 - root / 24],
  [5 / 36 + root / 30, 2 / 9 + root / 15, 5 / 36],
] as const;

/**
 * The implicit Runge–Kutta method of Gauss and Legendre with 3 stages: order 6, A-stable, symmetric and symplectic, with
 * fixed steps (`halving(gauss6(), { every: 1 })` controls them). The stage slopes are iterated down to rounding; where they
 * do not converge the step is not finite. Dense output by the collocation polynomial, of order 3.
 *
 * E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, §IV.5 and §IV.8.
 */
export function gauss6({
  iteration = "newton",
  maxIterations = 50,
}: Gauss6Options = {}): Stepper<OdeProblem, Gauss6State> {
  if (!["newton", "fixed-point"].includes(iteration)) {
    throw invalid({ what: "iteration is newton or fixed-point", got: iteration, path: "iteration" });
  }
  requireNumber("maxIterations", maxIterations, (n) => Number.isInteger(n) && n > 0, "a positive integer", "50");
  return {
    name: "gauss6",
    order: 6,
    estimateOrder: null,
    init(problem, kernels) {
      const d = problem.y0.length;
      const vector = (length: number) => kernels.allocate(length);
      return {
        kernels,
        slopes: vector(3 * d),
        residual: vector(3 * d),
        argument: vector(d),
        value: vector(d),
        jacobian: vector(iteration === "newton" ? d * d : 0),
        factors: null,
        evaluations: 0,
      };
    },
    slope: (problem, _state, t, dt, y, out) => problem.rhs(t + dt, y, out),
    step(problem, state, t, dt, y, next) {
      const d = y.length;
      const { slopes } = state;
      // Start from the slope at the beginning: nothing is remembered, so that a run can be cut anywhere.
      evaluate(problem, state, t, y, slopes.subarray(0, d));
      slopes.copyWithin(d, 0, d);
      slopes.copyWithin(2 * d, 0, d);
      if (iteration === "newton") linearise(problem, state, t, dt, y);
      const converged = iterate(problem, state, t, dt, y, maxIterations);
      for (let i = 0; i < d; i++) {
        let change = 0;
        for (let s = 0; s < 3; s++) change += (b[s] as number) * (slopes[s * d + i] as number);
        next[i] = converged ? (y[i] as number) + dt * change : Number.NaN;
      }
      return 0;
    },
    interpolate(_problem, { slopes }, _t, dt, theta, y, _next, out) {
      const d = y.length;
      const weights = c.map((_, s) => integralOfLagrange(s, theta));
      for (let i = 0; i < d; i++) {
        let change = 0;
        for (let s = 0; s < 3; s++) change += (weights[s] as number) * (slopes[s * d + i] as number);
        out[i] = (y[i] as number) + dt * change;
      }
    },
    accept() {},
    evaluations: (state) => state.evaluations,
  };
}

/** Iterates the slopes until their change is rounding; false where that does not happen. */
function iterate(
  problem: OdeProblem,
  state: Gauss6State,
  t: number,
  dt: number,
  y: Float64Array,
  maxIterations: number,
): boolean {
  const { slopes, residual, argument, value, factors } = state;
  const d = y.length;
  let before = Infinity;
  for (let k = 0; k < maxIterations; k++) {
    for (let s = 0; s < 3; s++) {
      for (let i = 0; i < d; i++) {
        let change = 0;
        for (let r = 0; r < 3; r++) change += (a[s]?.[r] as number) * (slopes[r * d + i] as number);
        argument[i] = (y[i] as number) + dt * change;
      }
      evaluate(problem, state, t + (c[s] as number) * dt, argument, value);
      for (let i = 0; i < d; i++) residual[s * d + i] = (value[i] as number) - (slopes[s * d + i] as number);
    }
    if (factors !== null) solve(factors, residual);
    let change = 0;
    let size = 0;
    for (let i = 0; i < 3 * d; i++) {
      slopes[i] = (slopes[i] as number) + (residual[i] as number);
      change = Math.max(change, Math.abs(residual[i] as number));
      size = Math.max(size, Math.abs(slopes[i] as number), Math.abs(y[i % d] as number) / Math.abs(dt));
    }
    if (!Number.isFinite(change)) return false;
    const small = change <= 1e-10 * size;
    if (change <= 2 * Number.EPSILON * size || (small && change >= before)) return true;
    before = change;
  }
  return false;
}

function evaluate(problem: OdeProblem, state: Gauss6State, t: number, y: Float64Array, out: Float64Array): void {
  problem.rhs(t, y, out);
  state.evaluations += 1;
}

/** Factorises I − h A ⊗ J with the Jacobian at the middle of the step's start, by forward differences. */
function linearise(problem: OdeProblem, state: Gauss6State, t: number, dt: number, y: Float64Array): void {
  const { argument, value, slopes, jacobian } = state;
  const d = y.length;
  argument.set(y);
  for (let j = 0; j < d; j++) {
    const step = Math.sqrt(Number.EPSILON) * Math.max(Math.abs(y[j] as number), 1e-5);
    argument[j] = (y[j] as number) + step;
    evaluate(problem, state, t, argument, value);
    argument[j] = y[j] as number;
    for (let i = 0; i < d; i++) jacobian[i * d + j] = ((value[i] as number) - (slopes[i] as number)) / step;
  }
  state.factors = factorise(3 * d, (row, column) => {
    const [s, i, r, j] = [Math.floor(row / d), row % d, Math.floor(column / d), column % d];
    return (row === column ? 1 : 0) - dt * (a[s]?.[r] as number) * (jacobian[i * d + j] as number);
  });
}

/** ∫₀^θ l_s of the Lagrange polynomials on the nodes c. */
function integralOfLagrange(s: number, theta: number): number {
  const [p, q] = [c[(s + 1) % 3] as number, c[(s + 2) % 3] as number];
  const at = c[s] as number;
  return (theta ** 3 / 3 - ((p + q) * theta * theta) / 2 + p * q * theta) / ((at - p) * (at - q));
}
