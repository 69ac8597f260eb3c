import type { LeastSquares } from "../../core/index.ts";
import { along, inner } from "./optimiser.ts";
import type { StepModel, TrustRegionState } from "./trust-region.ts";

/** Rejections of one model after which no fall is left to find. */
const mostTrials = 40;

/**
 * One accepted step by damping alone: after a step with gain ratio ρ the damping is multiplied by max(⅓, 1 − (2ρ − 1)³), after
 * a step uphill by 2, 4, 8 …
 *
 * Source: H. B. Nielsen, Damping parameter in Marquardt's method, IMM-REP-1999-05, Technical University of Denmark (1999),
 * eqs. (2.5).
 */
export function gainRatioStep(objective: LeastSquares, state: TrustRegionState, model: StepModel): TrustRegionState {
  const residuals = new Float64Array(objective.rows);
  let { damping, evaluations } = state;
  let growth = 2;
  for (let trial = 0; trial < mostTrials; trial++, damping *= growth, growth *= 2) {
    const { step, predicted, damping: used } = model.within(null, damping);
    const theta = along(state.theta, 1, step);
    damping = used;
    if (!(predicted > Number.EPSILON * state.value) || theta.every((value, i) => value === state.theta[i])) break;
    evaluations += 1;
    objective.residuals(theta, residuals);
    const value = inner(residuals, residuals) / 2;
    const ratio = (state.value - value) / predicted;
    if (!(ratio > 0)) continue;
    const factor = Math.max(1 / 3, 1 - (2 * ratio - 1) ** 3);
    return { ...state, theta, value, damping: damping * factor, iteration: state.iteration + 1, evaluations };
  }
  return { ...state, damping, evaluations, stop: "no-decrease" };
}
