import { invalid, type Kernels } from "../core/index.ts";
import { type LinearFlow, linearFlow } from "./linear-flow.ts";
import { requireSemilinear, type SemilinearProblem } from "./problem.ts";
import {
  type SplittingTableau,
  splitting4Tableau,
  splitting6Tableau,
  splitting8Tableau,
  srkn6bTableau,
  srkn11bTableau,
  srkn14aTableau,
  strangTableau,
} from "./splitting-tableaus.ts";
import type { Stepper } from "./stepper.ts";

/** Work of one integration by splitting. */
export interface SplittingState {
  readonly flow: LinearFlow;
  readonly inside: LinearFlow;
  dt: number;
  insideDt: number;
  evaluations: number;
}

/** A splitting as a stepper. */
export type SplittingStepper = Stepper<SemilinearProblem, SplittingState>;

/** Strang's splitting, of order 2. */
export const strang = (): SplittingStepper => splitting(strangTableau);
/** Splitting of order 4 in 6 stages, by Blanes and Moan. */
export const splitting4 = (): SplittingStepper => splitting(splitting4Tableau);
/** Splitting of order 6 in 10 stages, by Blanes and Moan. */
export const splitting6 = (): SplittingStepper => splitting(splitting6Tableau);
/** Splitting of order 8 in 17 stages, by Kahan and Li. */
export const splitting8 = (): SplittingStepper => splitting(splitting8Tableau);
/** Nyström splitting of order 4 in 6 stages, by Blanes and Moan. */
export const srkn6b = (): SplittingStepper => splitting(srkn6bTableau);
/** Nyström splitting of order 6 in 11 stages, by Blanes and Moan. */
export const srkn11b = (): SplittingStepper => splitting(srkn11bTableau);
/** Nyström splitting of order 6 in 14 stages, by Blanes and Moan: the cheapest on rough fields. */
export const srkn14a = (): SplittingStepper => splitting(srkn14aTableau);

/**
 * The stepper of a symmetric splitting, for problems whose nonlinear flow is known exactly.
 *
 * Inside a step it interpolates by a shorter step of the same method, which is as exact as the step itself.
 */
export function splitting(tableau: SplittingTableau): SplittingStepper {
  return {
    name: tableau.name,
    order: tableau.order,
    estimateOrder: null,
    init(problem, kernels) {
      requireSemilinear(problem, tableau.name);
      if (problem.flow === undefined) {
        throw invalid({
          what: `${tableau.name} needs a problem with a known nonlinear flow`,
          why: "dealiasing inside the nonlinear term and self-steepening have none",
          attempt: "dop853",
        });
      }
      return initialState(problem, kernels);
    },
    slope: (problem, _state, t, dt, y, out) => problem.nonlinear(t + dt, y, out),
    step(problem, state, t, dt, y, next) {
      if (dt !== state.dt) state.flow.reset();
      state.dt = dt;
      compose(tableau, problem, state.flow, t, dt, y, next);
      state.evaluations += tableau.nonlinear.length;
      return 0;
    },
    interpolate(problem, state, t, dt, theta, y, _next, out) {
      if (theta * dt !== state.insideDt) state.inside.reset();
      state.insideDt = theta * dt;
      compose(tableau, problem, state.inside, t, theta * dt, y, out);
    },
    accept() {},
    evaluations: (state) => state.evaluations,
  };
}

/** u = the composition of the flows over dt, applied to y at t; time goes on with the linear part. */
function compose(
  tableau: SplittingTableau,
  problem: SemilinearProblem,
  flow: LinearFlow,
  t: number,
  dt: number,
  y: Float64Array,
  u: Float64Array,
): void {
  const { linear, nonlinear } = tableau;
  const last = nonlinear.length - 1;
  if (problem.flowBetween !== undefined) {
    for (let i = 0; i <= last; i++) {
      const before = i === 0 ? flow.factor((linear[0] as number) * dt) : undefined;
      const after = flow.factor((linear[i + 1] as number) * dt);
      problem.flowBetween((nonlinear[i] as number) * dt, i === 0 ? y : u, u, before, after);
    }
    return;
  }
  let at = t;
  for (let i = 0; i < nonlinear.length; i++) {
    flow.apply((linear[i] as number) * dt, i === 0 ? y : u, u);
    at += (linear[i] as number) * dt;
    problem.flow?.((nonlinear[i] as number) * dt, u, at);
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
