import type { Kernels } from "../core/index.ts";

/**
 * The mean square of an error vector in units of the tolerance: a step is acceptable when it is at most 1.
 *
 * `before` and `after` are the states at the two ends of the step; they set the scale.
 */
export type ErrorNorm = (error: Float64Array, before: Float64Array, after: Float64Array) => number;

/**
 * A one-step method for problems of type P, as an immutable value. All that changes between steps lives in a state of
 * type S, made by `init` and passed to every call, so that one stepper serves many integrations at once.
 *
 * The order of calls is: `init`; then for every trial `step`; after an accepted one any number of `interpolate`, then
 * `accept`. None of them allocates except `init`. One-step methods remember nothing that changes the next step.
 */
export interface Stepper<P, S> {
  readonly name: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Order q of the error estimate, whose local error is O(h^(q+1)); null for a method without one (fixed steps). */
  readonly estimateOrder: number | null;
  init(problem: P, kernels: Kernels): S;
  /** The derivative that the method would see at (t + dt, y) in a step from t, into `out`; it sets the first step. */
  slope(problem: P, state: S, t: number, dt: number, y: Float64Array, out: Float64Array): void;
  /** A trial step from (t, y) to t + dt, written to `next`. Returns the error in units of the tolerance, 0 without one. */
  step(problem: P, state: S, t: number, dt: number, y: Float64Array, next: Float64Array, norm: ErrorNorm): number;
  /** The solution at t + θ dt, 0 ≤ θ ≤ 1, inside the step just made from y to next, written to `out`. */
  interpolate(
    problem: P,
    state: S,
    t: number,
    dt: number,
    theta: number,
    y: Float64Array,
    next: Float64Array,
    out: Float64Array,
  ): void;
  /** Tells the state that the step just made is kept. */
  accept(problem: P, state: S, t: number, dt: number, next: Float64Array): void;
  /** How many times the problem's function was called. */
  evaluations(state: S): number;
}
