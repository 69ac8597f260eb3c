import { invalid, type Kernels, requireNumber } from "../core/index.ts";
import type { OdeProblem, SemilinearProblem } from "./problem.ts";
import type { Stepper } from "./stepper.ts";

/** Options of `halving`. */
export interface HalvingOptions {
  /** The error is measured in every so manieth step, and more often at the start and after a rejection. @defaultValue `16` */
  readonly every?: number;
  /** The error is measured at least once in this duration, in which the solution may change. @defaultValue `Infinity` */
  readonly interval?: number;
}

const minusOne = Float64Array.of(-1);

/** Work of one integration with step halving. */
export interface HalvingState<S> {
  readonly kernels: Kernels;
  readonly kept: S;
  readonly halves: S;
  readonly middle: Float64Array;
  readonly end: Float64Array;
  /** Steps since the error was measured. */
  unmeasured: number;
  /** Time since then. */
  elapsed: number;
  /** Measure after so many steps: doubled by every success, up to `every`. */
  gap: number;
  /** The length of the step last measured; longer ones are measured at once. */
  trusted: number;
  measured: boolean;
  refused: boolean;
}

/**
 * Step control for a one-step method without an error estimate, by step halving: in every few steps, two steps of half the
 * length are made as well. Their difference from the whole one times 2^p/(2^p − 1) is the error of a whole step
 * (E. Hairer, S. P. Nørsett & G. Wanner, Solving Ordinary Differential Equations I, §II.4). Between measurements the step
 * stays as it is (equal steps of a splitting let its errors cancel), so what changes faster than within `every` steps goes unnoticed until the next one.
 */
export function halving<P extends OdeProblem | SemilinearProblem, S>(
  method: Stepper<P, S>,
  { every = 16, interval = Infinity }: HalvingOptions = {},
): Stepper<P, HalvingState<S>> {
  requireNumber("every", every, (count) => Number.isInteger(count) && count >= 1, "a positive integer", "16");
  if (method.control !== undefined)
    throw invalid({ what: `${method.name} controls its own step`, attempt: "it alone" });
  const { order } = method;
  return {
    name: `${method.name} with step halving`,
    order,
    estimateOrder: order,
    init: (problem, kernels) => ({
      kernels,
      kept: method.init(problem, kernels),
      halves: method.init(problem, kernels),
      middle: kernels.allocate(problem.y0.length),
      end: kernels.allocate(problem.y0.length),
      unmeasured: 1,
      elapsed: 0,
      gap: 1,
      trusted: 0,
      measured: false,
      refused: false,
    }),
    slope: (problem, state, t, dt, y, out) => method.slope(problem, state.kept, t, dt, y, out),
    step(problem, state, t, dt, y, next, norm) {
      const { kernels, kept, halves, middle, end } = state;
      method.step(problem, kept, t, dt, y, next, norm);
      const due = state.unmeasured + 1 >= state.gap || state.elapsed + Math.abs(dt) >= interval;
      state.measured = due || Math.abs(dt) > state.trusted;
      if (!state.measured) return Number.isFinite(kernels.sumOfSquares(next)) ? 0 : Number.NaN;
      method.forget?.(halves);
      method.step(problem, halves, t, 0.5 * dt, y, middle, norm);
      method.accept(problem, halves, t, 0.5 * dt, middle);
      method.step(problem, halves, t + 0.5 * dt, 0.5 * dt, middle, end, norm);
      kernels.combine(next, [end], minusOne, 1, end);
      return (2 ** order / (2 ** order - 1)) * Math.sqrt(norm(end, y, next));
    },
    interpolate: (problem, state, t, dt, theta, y, next, out) =>
      method.interpolate(problem, state.kept, t, dt, theta, y, next, out),
    accept(problem, state, t, dt, next) {
      method.accept(problem, state.kept, t, dt, next);
      state.unmeasured = state.measured ? 0 : state.unmeasured + 1;
      state.elapsed = state.measured ? 0 : state.elapsed + Math.abs(dt);
    },
    control: {
      first(problem, state, t, y, norm, allowance) {
        method.slope(problem, state.kept, t, 0, y, state.end);
        const size = Math.sqrt(norm(y, y, y));
        const change = Math.sqrt(norm(state.end, y, y));
        if (!Number.isFinite(change)) return Number.NaN;
        if (change === 0) return Math.abs(problem.span[1] - t);
        return (size / change) * (allowance / size) ** (1 / order);
      },
      next(state, { length, error, flat }) {
        const wanted = 0.9 * error ** (-1 / (order + (flat ? 1 : 0)));
        if (!(error <= 1)) {
          state.gap = 1;
          state.refused = true;
          return length * (Number.isFinite(error) ? Math.min(0.9, Math.max(0.1, wanted)) : 0.1);
        }
        if (!state.measured) return length;
        const { refused } = state;
        state.refused = false;
        // A change of the step costs new tables, so small ones are not made.
        state.gap = Math.min(every, 2 * state.gap);
        state.trusted = length;
        if (wanted > 1.1 && !refused) return length * Math.min(2, wanted);
        return wanted < 0.95 ? length * wanted : length;
      },
    },
    forget: ({ kept }) => method.forget?.(kept),
    save({ kept, unmeasured, elapsed, gap, trusted, refused }) {
      const own = { unmeasured, elapsed, gap, trusted, refused: Number(refused) };
      const inner = method.save?.(kept);
      return { numbers: { ...inner?.numbers, ...own }, vectors: inner?.vectors ?? [] };
    },
    restore(state, memory) {
      method.restore?.(state.kept, memory);
      const { numbers } = memory;
      const { unmeasured = 1, elapsed = 0, gap = 1, trusted = 0, refused = 0 } = numbers;
      Object.assign(state, { unmeasured, elapsed, gap, trusted, refused: refused === 1 });
    },
    evaluations: ({ kept, halves }) => method.evaluations(kept) + method.evaluations(halves),
  };
}
