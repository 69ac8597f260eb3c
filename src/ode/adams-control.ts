import { begin, type EtdAdamsState, slope } from "./adams-state.ts";
import type { SemilinearProblem } from "./problem.ts";
import type { OwnControl } from "./stepper.ts";

const safety = 0.9;

/**
 * The step control of a variable-step Adams method, whose step changes cost new coefficients: a ramp from order 1 in
 * which the step grows up to fourfold, then a dead band in which the step stays as it is.
 *
 * The scheme and its constants were measured on solitons, breathers and noise; see docs/integrators.md.
 */
export const adamsControl: OwnControl<SemilinearProblem, EtdAdamsState> = {
  first(problem, state, t, y, norm, allowance) {
    begin(problem, state, t, y);
    const size = Math.sqrt(norm(y, y, y));
    const change = Math.sqrt(norm(slope(state, 0), y, y));
    if (!Number.isFinite(change)) return Number.NaN;
    if (change === 0) return Math.abs(problem.span[1] - t);
    // Order 1 leaves about (h ‖N‖/‖v‖)²/2 of the state; half the step at which that is allowed.
    return (0.5 * Math.sqrt((2 * allowance) / size) * size) / change;
  },
  next(state, { length, error, flat }) {
    const power = 1 / (state.setOrder + (flat ? 1 : 0));
    if (!(error <= 1)) {
      state.refusals += 1;
      const factor = Number.isFinite(error) ? Math.min(0.8, Math.max(0.25, 0.85 * error ** -power)) : 0.25;
      if (state.refusals >= 3) {
        state.order = Math.max(1, Math.floor(state.order / 2));
        state.starting = true;
        state.refusals = 0;
      }
      state.afterRefusal = true;
      return length * factor;
    }
    const wanted = error === 0 ? Infinity : safety * error ** -power;
    const refused = state.afterRefusal;
    state.refusals = 0;
    state.afterRefusal = false;
    if (state.starting) {
      state.order = Math.min(state.maxOrder, state.order + 1);
      state.starting = state.order < state.maxOrder;
      const growth = Math.min(4, safety * wanted);
      return refused || growth < 1.2 ? length : length * growth;
    }
    if (wanted > state.deadBand) return length * Math.min(2, wanted);
    if (wanted < safety) return length * Math.max(0.5, wanted);
    return length;
  },
};
