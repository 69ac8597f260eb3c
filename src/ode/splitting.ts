import { invalid, type Kernels } from "../core/index.ts";
import { type LinearFlow, linearFlow } from "./linear-flow.ts";
import type { SemilinearProblem } from "./problem.ts";
import type { Stepper } from "./stepper.ts";

/** A symmetric splitting: linear flows over a_i h and nonlinear flows over b_i h in turn, beginning and ending linear. */
export interface SplittingTableau {
  readonly name: string;
  readonly order: number;
  /** a_1 … a_{m+1}. */
  readonly linear: readonly number[];
  /** b_1 … b_m. */
  readonly nonlinear: readonly number[];
}

/** Work of one integration by splitting. */
export interface SplittingState {
  readonly flow: LinearFlow;
  readonly inside: LinearFlow;
  dt: number;
  insideDt: number;
  evaluations: number;
}

/** Strang's splitting of order 2: half a linear flow, the nonlinear flow, half a linear flow. */
export function strang(): Stepper<SemilinearProblem, SplittingState> {
  return splitting({ name: "strang", order: 2, linear: [0.5, 0.5], nonlinear: [1] });
}

/** Splitting of order 4 in 6 stages, S6 of S. Blanes & P. C. Moan, J. Comput. Appl. Math. 142 (2002) 313, table 2. */
export function splitting4(): Stepper<SemilinearProblem, SplittingState> {
  return splitting(
    symmetric(
      "splitting4",
      4,
      [0.0792036964311957, 0.353172906049774, -0.0420650803577195],
      [0.209515106613362, -0.143851773179818],
    ),
  );
}

/** Splitting of order 6 in 10 stages, S10 of S. Blanes & P. C. Moan, J. Comput. Appl. Math. 142 (2002) 313, table 2. */
export function splitting6(): Stepper<SemilinearProblem, SplittingState> {
  return splitting(
    symmetric(
      "splitting6",
      6,
      [0.0502627644003922, 0.413514300428344, 0.0450798897943977, -0.188054853819569, 0.54196067845078],
      [0.148816447901042, -0.132385865767784, 0.067307604692185, 0.432666402578175],
    ),
  );
}

/**
 * The stepper of a symmetric splitting, for problems whose nonlinear flow is known exactly.
 *
 * Inside a step it interpolates by a shorter step of the same method, which is as exact as the step itself.
 */
export function splitting(tableau: SplittingTableau): Stepper<SemilinearProblem, SplittingState> {
  return {
    name: tableau.name,
    order: tableau.order,
    estimateOrder: null,
    init(problem, kernels) {
      if (problem.flow === undefined) {
        throw invalid({ what: `${tableau.name} needs a problem with a known nonlinear flow`, attempt: "dop853" });
      }
      return initialState(problem, kernels);
    },
    slope: (problem, _state, t, dt, y, out) => problem.nonlinear(t + dt, y, out),
    step(problem, state, _t, dt, y, next) {
      if (dt !== state.dt) state.flow.reset();
      state.dt = dt;
      next.set(y);
      compose(tableau, problem, state.flow, dt, next);
      state.evaluations += tableau.nonlinear.length;
      return 0;
    },
    interpolate(problem, state, _t, dt, theta, y, _next, out) {
      if (theta * dt !== state.insideDt) state.inside.reset();
      state.insideDt = theta * dt;
      out.set(y);
      compose(tableau, problem, state.inside, theta * dt, out);
    },
    accept() {},
    evaluations: (state) => state.evaluations,
  };
}

function compose(
  tableau: SplittingTableau,
  problem: SemilinearProblem,
  flow: LinearFlow,
  dt: number,
  u: Float64Array,
): void {
  const { linear, nonlinear } = tableau;
  for (let i = 0; i < nonlinear.length; i++) {
    flow.apply((linear[i] as number) * dt, u);
    problem.flow?.((nonlinear[i] as number) * dt, u);
  }
  flow.apply((linear[nonlinear.length] as number) * dt, u);
}

function initialState(problem: SemilinearProblem, kernels: Kernels): SplittingState {
  return {
    flow: linearFlow(problem, kernels),
    inside: linearFlow(problem, kernels),
    dt: Number.NaN,
    insideDt: Number.NaN,
    evaluations: 0,
  };
}

/** Completes the first halves of the coefficients by symmetry and by the condition that each kind adds up to 1. */
function symmetric(
  name: string,
  order: number,
  linear: readonly number[],
  nonlinear: readonly number[],
): SplittingTableau {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const half = [...nonlinear, 0.5 - total(nonlinear)];
  return {
    name,
    order,
    linear: [...linear, 1 - 2 * total(linear), ...linear.toReversed()],
    nonlinear: [...half, ...half.toReversed()],
  };
}
