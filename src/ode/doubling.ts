import { requireNumber } from "../core/index.ts";
import type { OdeProblem, SemilinearProblem } from "./problem.ts";
import type { Stepper } from "./stepper.ts";

/** Options of `doubling`. */
export interface DoublingOptions {
  /** The error is measured in every so manieth step, and after a rejection. @defaultValue `4` */
  readonly every?: number;
}

/** Work of one integration with step doubling. */
export interface DoublingState<S> {
  readonly fine: S;
  readonly coarse: S;
  readonly middle: Float64Array;
  readonly whole: Float64Array;
  /** Steps since the error was measured. */
  unmeasured: number;
  measured: boolean;
  refused: boolean;
}

/**
 * Step control for a one-step method without an error estimate, by step doubling: a step is two steps of half its length,
 * and in every few of them one of the whole length is made as well. The difference over 2^p − 1 is the error of the two
 * (E. Hairer, S. P. Nørsett & G. Wanner, Solving Ordinary Differential Equations I, §II.4). Between measurements the step
 * stays as it is, so what changes faster than within `every` steps goes unnoticed until the next one.
 */
export function doubling<P extends OdeProblem | SemilinearProblem, S>(
  method: Stepper<P, S>,
  { every = 4 }: DoublingOptions = {},
): Stepper<P, DoublingState<S>> {
  requireNumber("every", every, (count) => Number.isInteger(count) && count >= 1, "a positive integer", "4");
  const { order } = method;
  return {
    name: `${method.name} with step doubling`,
    order,
    estimateOrder: order,
    init: (problem, kernels) => ({
      fine: method.init(problem, kernels),
      coarse: method.init(problem, kernels),
      middle: kernels.allocate(problem.y0.length),
      whole: kernels.allocate(problem.y0.length),
      unmeasured: every,
      measured: false,
      refused: false,
    }),
    slope: (problem, state, t, dt, y, out) => method.slope(problem, state.fine, t, dt, y, out),
    step(problem, state, t, dt, y, next, norm) {
      const { fine, coarse, middle, whole } = state;
      method.step(problem, fine, t, 0.5 * dt, y, middle, norm);
      method.step(problem, fine, t + 0.5 * dt, 0.5 * dt, middle, next, norm);
      state.measured = state.unmeasured + 1 >= every;
      if (!state.measured) return next.every(Number.isFinite) ? 0 : Number.NaN;
      method.step(problem, coarse, t, dt, y, whole, norm);
      for (let i = 0; i < whole.length; i++) whole[i] = ((whole[i] as number) - (next[i] as number)) / (2 ** order - 1);
      return Math.sqrt(norm(whole, y, next));
    },
    interpolate(problem, state, t, dt, theta, y, next, out) {
      const first = theta <= 0.5;
      const from = first ? y : state.middle;
      const start = first ? t : t + 0.5 * dt;
      method.interpolate(problem, state.fine, start, 0.5 * dt, first ? 2 * theta : 2 * theta - 1, from, next, out);
    },
    accept(_problem, state) {
      state.unmeasured = state.measured ? 0 : state.unmeasured + 1;
    },
    control: {
      first(problem, state, t, y, norm, allowance) {
        method.slope(problem, state.fine, t, 0, y, state.whole);
        const size = Math.sqrt(norm(y, y, y));
        const change = Math.sqrt(norm(state.whole, y, y));
        return change > 0 ? (size / change) * (allowance / size) ** (1 / order) : Infinity;
      },
      next(state, { length, error, flat }) {
        const wanted = 0.9 * error ** (-1 / (order + (flat ? 1 : 0)));
        if (!(error <= 1)) {
          state.unmeasured = every;
          state.refused = true;
          return length * (Number.isFinite(error) ? Math.min(0.9, Math.max(0.1, wanted)) : 0.1);
        }
        if (!state.measured) return length;
        const { refused } = state;
        state.refused = false;
        // A change of the step costs new tables, so small ones are not made.
        if (wanted > 1.1 && !refused) return length * Math.min(4, wanted);
        return wanted < 0.95 ? length * wanted : length;
      },
    },
    save: ({ unmeasured, refused }) => ({ numbers: { unmeasured, refused: Number(refused) }, vectors: [] }),
    restore(state, { numbers }) {
      state.unmeasured = numbers["unmeasured"] ?? every;
      state.refused = numbers["refused"] === 1;
    },
    evaluations: ({ fine, coarse }) => method.evaluations(fine) + method.evaluations(coarse),
  };
}
