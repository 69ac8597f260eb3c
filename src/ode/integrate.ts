import { defaultKernels, invalid, type Kernels, requireNumber } from "../core/index.ts";
import { type ControllerState, elementary, type StepController } from "./controller.ts";
import { componentwise, relativeToNorm } from "./error-norm.ts";
import { initialStep } from "./initial-step.ts";
import type { OdeProblem, SemilinearProblem } from "./problem.ts";
import { recorder } from "./recorder.ts";
import { type SaveAt, saveTimes } from "./save-at.ts";
import { type Continuation, type OdeSolution, type Status, statusMessages } from "./solution.ts";
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
  /** Most trials, accepted and rejected. @defaultValue `1_000_000` */
  readonly maxSteps?: number;
  /** What to keep; saves use dense output and change no step. @defaultValue `{ count: 2 }` */
  readonly saveAt?: SaveAt;
  /** Called with every saved value; with `keep: false` this is the only way to see them. */
  readonly onSave?: (t: number, y: Float64Array, index: number) => void;
  /** Whether saved values are kept in the solution. @defaultValue `true` */
  readonly keep?: boolean;
  /** Called after every accepted step. */
  readonly onStep?: (step: StepInfo) => void;
  /** Stops the run with status `aborted`. */
  readonly signal?: AbortSignal;
  /** Goes on from where another run of the same problem and options stopped. */
  readonly resume?: Continuation;
  readonly kernels?: Kernels;
}

/** Integrates an initial value problem over its span. Throws on misuse; numerical failure is a status. */
export function integrate<P extends OdeProblem | SemilinearProblem, S>(
  problem: P,
  options: IntegrateOptions<P, S>,
): OdeSolution {
  const run = start(problem, options);
  while (run.advance()) {
    // every step is in `advance`
  }
  return run.solution();
}

/** The same, yielding to the event loop about every `sliceMs` milliseconds so that timers and signals are served. */
export async function integrateAsync<P extends OdeProblem | SemilinearProblem, S>(
  problem: P,
  options: IntegrateOptions<P, S> & { readonly sliceMs?: number },
): Promise<OdeSolution> {
  const { sliceMs = 16 } = options;
  const run = start(problem, options);
  for (let until = performance.now() + sliceMs; run.advance(); ) {
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + sliceMs;
  }
  return run.solution();
}

/** Relative error of a step that rounding alone can cause. */
const roundingGuard = 3e-14;

interface Run {
  /** Makes one trial step; false when there is none left to make. */
  advance(): boolean;
  solution(): OdeSolution;
}

function start<P extends OdeProblem | SemilinearProblem, S>(problem: P, options: IntegrateOptions<P, S>): Run {
  check(problem, options);
  const { method, controller = elementary(), maxStep = Infinity, maxSteps = 1_000_000, resume } = options;
  const kernels = options.kernels ?? defaultKernels();
  const [t0, t1] = problem.span;
  const direction = t1 >= t0 ? 1 : -1;
  const size = problem.y0.length;
  const norm = options.norm ?? defaultNorm(problem, options, kernels);
  const adaptive = method.estimateOrder !== null;
  const { rtol = 1e-6, errorPerTime } = options;
  const allowance = (h: number) => (errorPerTime === undefined ? 1 : Math.max(h / errorPerTime, roundingGuard / rtol));
  const order = (method.estimateOrder ?? method.order) - (errorPerTime === undefined ? 0 : 1);
  const state = method.init(problem, kernels);
  const record = recorder(
    saveTimes(options.saveAt ?? { count: 2 }, problem.span),
    direction,
    size,
    resume?.saved ?? 0,
    options,
  );
  const memory: ControllerState = { ...(resume?.controller ?? { lastError: 1, rejected: false }) };

  let y = kernels.allocate(size);
  let next = kernels.allocate(size);
  y.set(resume?.y ?? problem.y0);
  let t = resume?.t ?? t0;
  let dt = resume?.dt ?? options.step ?? 0;
  let steps = resume?.steps ?? 0;
  let rejected = resume?.rejected ?? 0;
  let status: Status | undefined;

  // The step being made, for the recorder.
  let signed = 0;
  const interpolate = (at: number, out: Float64Array) =>
    method.interpolate(problem, state, t, signed, (at - t) / signed, y, next, out);
  const info = { t, dt, steps, rejected, error: 0, y };

  if (!y.every(Number.isFinite)) status = "non-finite";
  else if (resume === undefined) record.begin(t, y);
  if (status === undefined && t === t1) status = "success";
  if (status === undefined && dt === 0) {
    dt = initialStep((at, h, v, out) => method.slope(problem, state, at, h, v, out), norm, order, t, direction, y);
    if (!Number.isFinite(dt)) status = "non-finite";
  }

  function advance(): boolean {
    if (status !== undefined) return false;
    if (options.signal?.aborted) return finish("aborted");
    if (steps + rejected >= maxSteps) return finish("max-steps");

    const left = Math.abs(t1 - t);
    const smallest = 10 * Number.EPSILON * Math.abs(t) + Number.MIN_VALUE;
    // Fixed steps that add up to the span but for rounding stay equal to the bit.
    const slack = adaptive ? 0 : 1e-9;
    const wanted = adaptive ? Math.max(smallest, Math.min(dt, maxStep)) : dt;
    const length = wanted >= left * (1 + slack) ? left : wanted;
    const last = length >= left * (1 - slack);
    signed = direction * length;
    const end = last ? t1 : t + signed;
    const error = method.step(problem, state, t, signed, y, next, norm) / allowance(length);

    if (!adaptive) {
      if (!next.every(Number.isFinite)) return finish("non-finite");
    } else {
      const accepted = error <= 1;
      if (!accepted && length <= smallest) return finish(Number.isFinite(error) ? "step-underflow" : "non-finite");
      const factor = controller.factor(error, order, memory);
      dt = length * (accepted ? factor : Math.min(1, factor));
      memory.rejected = !accepted;
      if (!accepted) {
        rejected += 1;
        return true;
      }
      memory.lastError = error;
    }

    record.pass(end, next, interpolate);
    method.accept(problem, state, t, signed, next);
    steps += 1;
    t = end;
    [y, next] = [next, y];
    if (options.onStep !== undefined) {
      Object.assign(info, { t, dt: signed, steps, rejected, error, y });
      options.onStep(info);
    }
    return last ? finish("success") : true;
  }

  function finish(how: Status): false {
    status = how;
    return false;
  }

  function solution(): OdeSolution {
    const how = status ?? "aborted";
    return {
      status: how,
      message: statusMessages[how],
      t: record.times(),
      y: record.values(),
      stats: { steps, rejected, evaluations: method.evaluations(state) },
      continuation: { t, y: y.slice(), dt, steps, rejected, controller: { ...memory }, saved: record.saved() },
    };
  }

  return { advance, solution };
}

function defaultNorm(
  problem: OdeProblem | SemilinearProblem,
  { rtol = 1e-6, atol = rtol / 1000 }: { readonly rtol?: number; readonly atol?: number },
  kernels: Kernels,
): ErrorNorm {
  return "linear" in problem ? relativeToNorm(rtol, kernels) : componentwise({ rtol, atol });
}

function check<P extends OdeProblem | SemilinearProblem, S>(problem: P, options: IntegrateOptions<P, S>): void {
  const { method, rtol = 1e-6, atol = 0, step, maxStep = 1, maxSteps = 1 } = options;
  problem.span.forEach((end, i) => {
    requireNumber(`span[${i}]`, end, () => true, "a finite number");
  });
  requireNumber("rtol", rtol, (value) => value > 0, "positive", "1e-6");
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
  if (options.resume !== undefined && options.resume.y.length !== problem.y0.length) {
    throw invalid({
      what: `a continuation of this problem has ${problem.y0.length} values`,
      got: options.resume.y.length,
    });
  }
}
