import { invalid, type Kernels, requireNumber } from "../core/index.ts";
import type { StepController } from "./controller.ts";
import { componentwise, relativeToNorm } from "./error-norm.ts";
import type { EventFunction } from "./events.ts";
import type { OdeProblem, SemilinearProblem } from "./problem.ts";
import type { SaveAt } from "./save-at.ts";
import type { Continuation } from "./solution.ts";
import type { ErrorNorm, Stepper } from "./stepper.ts";

/** What a step callback is told; the record is reused, so copy what must last. */
export interface StepInfo {
  readonly t: number;
  readonly dt: number;
  readonly steps: number;
  readonly rejected: number;
  /** Error of the step in units of the tolerance. */
  readonly error: number;
  /** State at t; a view that the next step overwrites. */
  readonly y: Float64Array;
  /** A copy of all that another run needs to go on from here to the same bits; valid within the callback only. */
  continuation(): Continuation;
}

/** Options of `integrate`. */
export interface IntegrateOptions<P, S> {
  readonly method: Stepper<P, S>;
  /** Relative tolerance of one step. @defaultValue `1e-6` */
  readonly rtol?: number;
  /**
   * Allows the error of the tolerance per this duration instead of per step, so that the error at the end follows the
   * tolerance and not the number of steps; at least 3e-14 a step is allowed for rounding.
   */
  readonly errorPerTime?: number;
  /** Absolute tolerance, for systems of ODEs. @defaultValue `rtol / 1000` */
  readonly atol?: number;
  /** Another measure of the error than the default for the kind of problem. */
  readonly norm?: ErrorNorm;
  /** @defaultValue `elementary()` */
  readonly controller?: StepController;
  /** The step size of a method without an error estimate; the first step of one with it. */
  readonly step?: number;
  /** Largest step size. @defaultValue `Infinity` */
  readonly maxStep?: number;
  /** Most trials, accepted and rejected, after those of a run that this one goes on from. @defaultValue `1_000_000` */
  readonly maxSteps?: number;
  /** What to keep; saves use dense output and change no step. @defaultValue `{ count: 2 }` */
  readonly saveAt?: SaveAt;
  /** Called with every saved value; with `keep: false` this is the only way to see them. */
  readonly onSave?: (t: number, y: Float64Array, index: number) => void;
  /** Whether saved values are kept in the solution. @defaultValue `true` */
  readonly keep?: boolean;
  /** Called after every accepted step. */
  readonly onStep?: (step: StepInfo) => void;
  /** Functions whose zeros are located in the dense output; a terminal one ends the run there. */
  readonly events?: readonly EventFunction[];
  /** How exactly the times of events are found; 0 for rounding. @defaultValue `0` */
  readonly eventTolerance?: number;
  /** Stops the run with status `aborted`. */
  readonly signal?: AbortSignal;
  /** Goes on from where another run of the same problem and options stopped. */
  readonly resume?: Continuation;
  readonly kernels?: Kernels;
}

/** The measure of errors where none is given: relative to the norm of a semilinear state, by component for a system. */
export function defaultNorm(
  problem: OdeProblem | SemilinearProblem,
  { rtol = 1e-6, atol = rtol / 1000 }: { readonly rtol?: number; readonly atol?: number },
  kernels: Kernels,
): ErrorNorm {
  return "linear" in problem ? relativeToNorm(rtol, kernels) : componentwise({ rtol, atol });
}

/** Throws on options that no run could use. */
export function check<P extends OdeProblem | SemilinearProblem, S>(problem: P, options: IntegrateOptions<P, S>): void {
  const { method, rtol = 1e-6, atol = 0, step, maxStep = 1, maxSteps = 1 } = options;
  if (typeof method?.step !== "function")
    throw invalid({ what: "method must be a method of integration", got: method, attempt: "dop853()", path: "method" });
  if (options.controller !== undefined && typeof options.controller.factor !== "function")
    throw invalid({ what: "controller must be a step controller", attempt: "elementary()", path: "controller" });
  options.events?.forEach((event, i) => {
    if (typeof event?.value === "function") return;
    throw invalid({ what: `events[${i}] must be { value(t, y), … }`, got: event, path: "events" });
  });
  problem.span.forEach((end, i) => {
    requireNumber(`span[${i}]`, end, () => true, "a finite number");
  });
  requireNumber("rtol", rtol, (value) => value > 0, "positive", "1e-6");
  requireNumber("rtol", rtol, (value) => value >= Number.EPSILON, "at least 2.3e-16, the spacing of numbers", "1e-12");
  requireNumber("rtol", rtol, (value) => value <= 1, "at most 1", "1e-6");
  requireNumber("atol", atol, (value) => value >= 0, "at least 0", "1e-9");
  requireNumber("maxSteps", maxSteps, (value) => Number.isInteger(value) && value > 0, "a positive integer", "100000");
  if (options.errorPerTime !== undefined)
    requireNumber("errorPerTime", options.errorPerTime, (value) => value > 0, "positive", "1");
  if (maxStep !== Infinity) requireNumber("maxStep", maxStep, (value) => value > 0, "positive", "0.1");
  if (step !== undefined) requireNumber("step", step, (value) => value > 0, "positive", "0.01");
  else if (method.estimateOrder === null) {
    throw invalid({
      what: `${method.name} has no error estimate, so it needs a step size`,
      attempt: "step: 0.001",
      path: "step",
    });
  }
  if (problem.y0.length === 0) throw invalid({ what: "the initial state must not be empty" });
  if ("linear" in problem && 2 * problem.linear.im.length !== problem.y0.length) {
    const got = [problem.linear.im.length, problem.y0.length];
    throw invalid({ what: "a state [re | im] is twice as long as its linear part", got });
  }
  if (options.resume !== undefined) checkContinuation(problem, options.resume);
}

function checkContinuation({ y0, span: [t0, t1] }: OdeProblem | SemilinearProblem, { t, y, dt }: Continuation): void {
  if (y.length !== y0.length) {
    throw invalid({ what: `a continuation of this problem has ${y0.length} values`, got: y.length });
  }
  const inside = (t - t0) * (t1 - t) >= 0;
  requireNumber("resume.t", t, () => inside, `inside the span from ${t0} to ${t1}`);
  requireNumber("resume.dt", dt, (value) => value >= 0, "at least 0");
}
