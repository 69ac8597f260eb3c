import { defaultKernels, kernelScope } from "../core/index.ts";
import { type ControllerState, elementary } from "./controller.ts";
import { eventWatcher } from "./events.ts";
import { initialStep } from "./initial-step.ts";
import { check, defaultNorm, type IntegrateOptions } from "./integrate-options.ts";
import type { OdeProblem, SemilinearProblem } from "./problem.ts";
import { recorder } from "./recorder.ts";
import { saveTimes } from "./save-at.ts";
import { type Continuation, type OdeSolution, type Stats, type Status, statusMessages } from "./solution.ts";

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

/** The share of `errorPerTime` whose error any step of a self-starting method may make. */
const startingShare = 2.5e-4;

interface Run {
  /** Makes one trial step; false when there is none left to make. Not to be called after `solution`. */
  advance(): boolean;
  solution(): OdeSolution;
}

function start<P extends OdeProblem | SemilinearProblem, S>(problem: P, options: IntegrateOptions<P, S>): Run {
  check(problem, options);
  const { method, controller = elementary(), maxStep = Infinity, maxSteps = 1_000_000, resume } = options;
  const scope = kernelScope(options.kernels ?? defaultKernels());
  const { kernels } = scope;
  const [t0, t1] = problem.span;
  const direction = t1 >= t0 ? 1 : -1;
  const size = problem.y0.length;
  const norm = options.norm ?? defaultNorm(problem, options, kernels);
  const adaptive = method.estimateOrder !== null;
  const { rtol = 1e-6, errorPerTime } = options;
  const own = adaptive ? method.control : undefined;
  // A method that starts with tiny steps of low order may make the error of a small part of the time in each of them.
  const shortest = own === undefined ? 0 : startingShare;
  const allowance = (h: number) =>
    errorPerTime === undefined ? 1 : Math.max(h / errorPerTime, shortest, roundingGuard / rtol);
  const order = (method.estimateOrder ?? method.order) - (errorPerTime === undefined ? 0 : 1);
  const state = method.init(problem, kernels);
  const record = recorder(saveTimes(options.saveAt ?? { count: 2 }, problem.span), direction, size, resume?.t, options);
  if (resume?.memory !== undefined) method.restore?.(state, resume.memory);
  const memory: ControllerState = { ...(resume?.controller ?? { lastError: 1, errorBefore: 1, rejected: false }) };

  const watcher = options.events && eventWatcher(options.events, size, options.eventTolerance ?? 0);

  let y = kernels.allocate(size);
  let next = kernels.allocate(size);
  y.set(resume?.y ?? problem.y0);
  let t = resume?.t ?? t0;
  // A multistep method without its memory starts anew.
  const startsAnew = own !== undefined && resume !== undefined && resume.memory === undefined;
  let dt = (startsAnew ? undefined : resume?.dt) ?? options.step ?? 0;
  const before = resume?.stats ?? { steps: 0, rejected: 0, evaluations: 0 };
  let { steps, rejected } = before;
  const mostTrials = steps + rejected + maxSteps;
  let status: Status | undefined;

  // The step being made, for the recorder.
  let signed = 0;
  const interpolate = (at: number, out: Float64Array) =>
    method.interpolate(problem, state, t, signed, (at - t) / signed, y, next, out);
  const info = { t, dt, steps, rejected, error: 0, y, continuation };

  if (!y.every(Number.isFinite)) status = "non-finite";
  else if (resume === undefined) record.begin(t, y);
  if (status === undefined) watcher?.begin(t, y);
  if (status === undefined && t === t1) status = "success";
  if (status === undefined && dt === 0) {
    dt =
      own?.first(problem, state, t, y, norm, allowance(0)) ??
      initialStep((at, h, v, out) => method.slope(problem, state, at, h, v, out), norm, order, t, direction, y);
    if (!Number.isFinite(dt)) status = "non-finite";
    else if (dt < 1e-100 * Math.abs(t1 - t0)) status = "step-underflow";
  }

  function advance(): boolean {
    if (status !== undefined) return false;
    if (options.signal?.aborted) return finish("aborted");
    if (steps + rejected >= mostTrials) return finish("max-steps");

    const left = Math.abs(t1 - t);
    const smallest = 10 * Number.EPSILON * Math.abs(t) + Number.MIN_VALUE;
    // Fixed steps that add up to the span but for rounding stay equal to the bit.
    const slack = adaptive ? 0 : 1e-9;
    const wanted = adaptive ? Math.max(smallest, Math.min(dt, maxStep)) : Math.min(dt, maxStep);
    const halved = own !== undefined && wanted < left && wanted > 0.5 * left;
    const length = wanted >= left * (1 + slack) ? left : halved ? 0.5 * left : wanted;
    const last = length >= left * (1 - slack);
    signed = direction * length;
    const end = last ? t1 : t + signed;
    const allowed = allowance(length);
    const error = method.step(problem, state, t, signed, y, next, norm) / allowed;

    if (!adaptive) {
      if (!Number.isFinite(kernels.sumOfSquares(next))) return finish("non-finite");
    } else {
      const accepted = error <= 1;
      if (!accepted && length <= smallest) return finish(Number.isFinite(error) ? "step-underflow" : "non-finite");
      if (own !== undefined) {
        dt = own.next(state, { length, error, flat: allowance(0.5 * length) === allowed });
      } else {
        const factor = controller.factor(error, order, memory);
        // A last step cut short by the end of the span says nothing against the step that was wanted.
        dt = accepted && last ? Math.max(dt, length * factor) : length * (accepted ? factor : Math.min(1, factor));
      }
      memory.rejected = !accepted;
      if (!accepted) {
        rejected += 1;
        return true;
      }
      memory.errorBefore = memory.lastError;
      memory.lastError = error;
    }

    method.complete?.(problem, state, t, signed, y, next);
    const stop = watcher?.pass(t, end, next, interpolate) ?? null;
    if (stop !== null) next.set(stop.y);
    const reached = stop?.t ?? end;
    record.pass(reached, next, interpolate);
    if (stop === null) method.accept(problem, state, t, signed, next);
    steps += 1;
    t = reached;
    [y, next] = [next, y];
    if (options.onStep !== undefined) {
      Object.assign(info, { t, dt: signed, steps, rejected, error, y });
      options.onStep(info);
    }
    if (stop !== null) return finish("event");
    return last ? finish("success") : true;
  }

  function finish(how: Status): false {
    status = how;
    return false;
  }

  function continuation(): Continuation {
    const remembered = status === "event" ? undefined : method.save?.(state);
    return {
      t,
      y: y.slice(),
      dt,
      controller: { ...memory },
      ...(remembered === undefined ? {} : { memory: remembered }),
      stats: stats(),
    };
  }

  function stats(): Stats {
    return { steps, rejected, evaluations: before.evaluations + method.evaluations(state) };
  }

  function solution(): OdeSolution {
    const how = status ?? "aborted";
    const result: OdeSolution = {
      status: how,
      message: statusMessages[how],
      t: record.times(),
      y: record.values(),
      stats: stats(),
      events: watcher?.occurrences() ?? [],
      report: method.report?.(state) ?? {},
      continuation: continuation(),
    };
    scope.release();
    return result;
  }

  return { advance, solution };
}
