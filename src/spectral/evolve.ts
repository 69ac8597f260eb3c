import { countingKernels, type Kernels, requireNumber } from "../core/index.ts";
import { type Continuation, integrate, type SaveAt, type SemilinearProblem, type Status } from "../ode/index.ts";
import { type MethodName, withStepper } from "./method.ts";
import type { WaveStats } from "./solution.ts";

/** Where an evolution stopped, so that another can go on from it to the same bits. */
export interface EvolutionContinuation extends Continuation {
  /** Transforms so far, as in `WaveStats`. */
  readonly ffts: number;
}

/** Options of the integration of a coupled pair or a plane. */
export interface EvolveOptions {
  readonly method?: Exclude<MethodName, "auto">;
  /** Error relative to the norm allowed per nonlinear time, as for a single wave. @defaultValue `1e-9` */
  readonly rtol?: number;
  /** Step size of a splitting or `etdrk4`, which control their step without it. */
  readonly step?: number;
  /** @defaultValue `{ count: 2 }` */
  readonly saveAt?: SaveAt;
  readonly maxSteps?: number;
  readonly signal?: AbortSignal;
  /** Goes on where another run with the same system and options stopped. */
  readonly resume?: EvolutionContinuation;
}

/** How an integration of modes went. */
export interface Evolution {
  readonly status: Status;
  readonly message: string;
  readonly method: string;
  readonly stats: WaveStats;
  readonly continuation: EvolutionContinuation;
}

/** A semilinear problem made with the kernels given, and the time in which its nonlinear term turns the phase by 1 rad. */
export interface Modes {
  readonly problem: (kernels: Kernels) => SemilinearProblem;
  readonly nonlinearTime: number;
  readonly method: Exclude<MethodName, "auto">;
}

/** Integrates modes; `onSave` gets them at every saved time, in an array that is overwritten afterwards. */
export function evolve(
  modes: Modes,
  kernels: Kernels,
  options: EvolveOptions,
  onSave: (t: number, state: Float64Array) => void,
): Evolution {
  const { method = modes.method, rtol = 1e-9, step, ...others } = options;
  requireNumber("rtol", rtol, (value) => value > 0, "positive", "1e-9");
  const counter = countingKernels(kernels);
  const problem = counter.excluded(() => modes.problem(counter.kernels));
  const { nonlinearTime } = modes;
  const conserve = (problem.invariants ?? []).map(({ name }) => name);
  const settings = { problem, rtol, nonlinearTime, step, conserve, quadratic: true, absorbing: false, stiffness: 0 };
  return withStepper(method, settings, (stepper, { name, errorTimes }) => {
    const solution = integrate(problem, {
      ...others,
      ...(step === undefined ? {} : { step }),
      method: { ...stepper, interpolate: (...args) => counter.excluded(() => stepper.interpolate(...args)) },
      rtol,
      errorPerTime: errorTimes * nonlinearTime,
      keep: false,
      kernels: counter.kernels,
      onSave: (t, state) => counter.excluded(() => onSave(t, state)),
    });
    const { status, message, stats, continuation } = solution;
    const ffts = (options.resume?.ffts ?? 0) + counter.count();
    return { status, message, method: name, stats: { ...stats, ffts }, continuation: { ...continuation, ffts } };
  });
}
