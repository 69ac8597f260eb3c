import type { Kernels } from "../core/index.ts";

/**
 * The mean square of an error vector in units of the tolerance: a step is acceptable when it is at most 1.
 *
 * `before` and `after` are the states at the two ends of the step; they set the scale.
 */
export type ErrorNorm = (error: Float64Array, before: Float64Array, after: Float64Array) => number;

/** All that a method with a memory must keep to go on to the same bits; plain data. */
export interface StepperMemory {
  readonly numbers: Readonly<Record<string, number>>;
  readonly vectors: readonly Float64Array[];
}

/** What a method's own step control is told about a trial. */
export interface Trial {
  /** |dt| */
  readonly length: number;
  /** Error in units of what is allowed; the trial was accepted when it is at most 1. */
  readonly error: number;
  /** Whether what is allowed does not depend on the length of the step (near this length). */
  readonly flat: boolean;
}

/** The step control of a method that needs its own, instead of a `StepController`. */
export interface OwnControl<P, S> {
  /** Length of the first step; `allowance` is the error allowed in a step of no length, in units of the tolerance. */
  first(problem: P, state: S, t: number, y: Float64Array, norm: ErrorNorm, allowance: number): number;
  /** Length of the step after a trial. */
  next(state: S, trial: Trial): number;
}

/**
 * A method for problems of type P, as an immutable value. All that changes between steps lives in a state of
 * type S, made by `init` and passed to every call, so that one stepper serves many integrations at once.
 *
 * The order of calls is: `init`, and `restore` for a continuation; then for every trial `step`; after an accepted one
 * `complete`, any number of `interpolate`, then `accept`. None of them allocates arrays of the state's size except `init`.
 * One-step methods remember nothing that changes the next step; others have `save` and `restore`.
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
  /**
   * Finishes `next` once the trial is accepted, where that costs something that a rejected trial should not: the corrector
   * of a multistep method, a projection on invariants.
   */
  complete?(problem: P, state: S, t: number, dt: number, y: Float64Array, next: Float64Array): void;
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
  /** Drops what is kept for the step that would follow, because the next one begins elsewhere. */
  forget?(state: S): void;
  readonly control?: OwnControl<P, S>;
  /** All that the state needs to go on to the same bits. */
  save?(state: S): StepperMemory;
  restore?(state: S, memory: StepperMemory): void;
  /** What the method has to report about the integration, by name. */
  report?(state: S): Readonly<Record<string, number>>;
  /** How many times the problem's function was called. */
  evaluations(state: S): number;
}
