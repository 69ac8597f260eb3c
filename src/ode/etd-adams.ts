import { requireNumber } from "../core/index.ts";
import { adamsControl } from "./adams-control.ts";
import { begin, type EtdAdamsOptions, type EtdAdamsState, initialState, restore, save, slope } from "./adams-state.ts";
import type { CoefficientSet } from "./exponential-coefficients.ts";
import type { SemilinearProblem } from "./problem.ts";
import type { ErrorNorm, Stepper } from "./stepper.ts";

/**
 * The exponential Adams predictor–corrector (PECE) for u′ = L u + N(t, u) with imaginary diagonal L, of variable order
 * 1 … 9 and true variable steps:
 *
 * u = e^z v_n + h Σ c_j N_j, d = N(u) − Σ l_j(1) N_j, error = ‖h g d‖, v_{n+1} = u + h (c_new − g) d,
 *
 * with the coefficients of `CoefficientSet`. Two evaluations of N a step, one a rejected trial. It starts by itself at
 * order 1; modes that turn fast use a lower order; invariants are restored by the smallest change, which costs nothing.
 *
 * Exponential Adams methods: S. P. Nørsett, Lect. Notes Math. 109 (1969) 214; M. Hochbruck & A. Ostermann, BIT 51 (2011)
 * 889; variable steps and Milne's estimate as in E. Hairer, S. P. Nørsett & G. Wanner, Solving Ordinary Differential
 * Equations I, §III.5.
 */
export function etdAdams(options: EtdAdamsOptions = {}): Stepper<SemilinearProblem, EtdAdamsState> {
  const { maxOrder = 9, deadBand = 1.25 } = options;
  requireNumber("maxOrder", maxOrder, (q) => Number.isInteger(q) && q >= 2 && q <= 10, "an integer from 2 to 10", "9");
  requireNumber("deadBand", deadBand, (factor) => factor >= 1, "at least 1", "1.25");
  return {
    name: "etd-adams",
    order: maxOrder,
    estimateOrder: maxOrder,
    init: (problem, kernels) => initialState(problem, kernels, { ...options, maxOrder, deadBand }),
    slope: (problem, _state, t, dt, y, out) => problem.nonlinear(t + dt, y, out),
    step: trial,
    complete,
    interpolate,
    accept(_problem, state, _t, dt) {
      const { history, steps } = state;
      history.first = (history.first + history.rows - 1) % history.rows;
      steps.copyWithin(1, 0);
      steps[0] = dt;
      state.known = Math.min(state.known + 1, maxOrder);
    },
    control: adamsControl,
    save,
    restore,
    report: ({ budget, maker, projection }) => ({
      ...(projection === null ? {} : { conservationBudget: budget }),
      coefficientSets: maker.counts().sets,
    }),
    evaluations: (state) => state.evaluations,
  };
}

/** Predictor and corrector into `next`; returns the error in units of the tolerance. */
function trial(
  problem: SemilinearProblem,
  state: EtdAdamsState,
  t: number,
  dt: number,
  y: Float64Array,
  next: Float64Array,
  norm: ErrorNorm,
): number {
  begin(problem, state, t, y);
  const set = coefficients(state, dt);
  const { kernels, history } = state;
  const end = slope(state, -1);
  kernels.predict(set, history, y, next, state.extrapolated);
  problem.nonlinear(t + dt, next, end);
  state.evaluations += 1;
  kernels.correct(set, end, state.extrapolated, state.error, next);
  return Math.sqrt(norm(state.error, y, next));
}

/** N at the corrected state, and the projection. */
function complete(
  problem: SemilinearProblem,
  state: EtdAdamsState,
  t: number,
  dt: number,
  _y: Float64Array,
  next: Float64Array,
): void {
  const end = slope(state, -1);
  problem.nonlinear(t + dt, next, end);
  state.evaluations += 1;
  if (state.projection !== null) state.budget += state.projection.apply(next, end, state.targets);
}

/** The set of a step dt, made anew only where the step, the history or the order have changed. */
function coefficients(state: EtdAdamsState, dt: number): CoefficientSet {
  const { nodes, steps, setSteps, maker } = state;
  const order = Math.min(state.order, state.known);
  let same = state.set !== undefined && state.setStep === dt && state.setOrder === order;
  for (let j = 0; j + 1 < order && same; j++) same = steps[j] === setSteps[j];
  if (same) return state.set as CoefficientSet;
  nodes[0] = 0;
  // Sums of ratios, so that equal steps give integers to the bit.
  for (let j = 1; j < order; j++) nodes[j] = (nodes[j - 1] as number) - (steps[j - 1] as number) / dt;
  state.set = maker.step(dt, nodes, order);
  state.setStep = dt;
  state.setOrder = order;
  setSteps.set(steps);
  return state.set;
}

/** e^{θz} v_n + ∫₀^θ of the polynomial through the slopes at t_{n+1}, t_n, …, as the corrector does for θ = 1. */
function interpolate(
  problem: SemilinearProblem,
  state: EtdAdamsState,
  t: number,
  dt: number,
  theta: number,
  y: Float64Array,
  _next: Float64Array,
  out: Float64Array,
): void {
  const { denseNodes, nodes, setOrder, history, kernels, dense, projection: onto } = state;
  if (theta === 0) {
    out.set(y);
    return;
  }
  denseNodes[0] = 1;
  denseNodes.set(nodes.subarray(0, setOrder - 1), 1);
  const set = state.maker.part(dt, theta, denseNodes, setOrder);
  kernels.predict(set, { ...history, first: (history.first + history.rows - 1) % history.rows }, y, out, dense);
  // One linear solve leaves about the square of its change, which is not small enough at loose tolerances.
  for (let i = 0; i < 3 && onto !== null; i++) {
    problem.nonlinear(t + theta * dt, out, dense);
    if (onto.apply(out, dense, state.targets) < 1e-8) break;
  }
}
