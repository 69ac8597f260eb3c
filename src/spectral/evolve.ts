import { type ComplexState, type CountingKernels, countingKernels, halves, type Kernels } from "../core/index.ts";
import {
  type Continuation,
  type IntegrateOptions,
  integrate as integrateOde,
  integrateAsync as integrateOdeAsync,
  type OdeProblem,
  type OdeSolution,
  type SaveAt,
  type SemilinearProblem,
  type StepInfo,
  type Stepper,
} from "../ode/index.ts";
import { tailLimit } from "./diagnostics.ts";
import type { Choice, MethodName } from "./method.ts";
import type { Evolution, WaveContinuation } from "./solution.ts";

/** Options of the integration of a wave, a coupled pair or a plane; F is one field, or what stands for it. */
export interface EvolveOptions<F> {
  /** @defaultValue `"auto"` */
  readonly method?: MethodName;
  /**
   * Error relative to ‖ψ‖₂ allowed per nonlinear time 1/(|γ| max |ψ₀|²), whatever the number of points; in compatibility
   * mode the error of a step relative to every mode. @defaultValue `1e-9`
   */
  readonly rtol?: number;
  /** Step size of a splitting or `etdrk4`, which control their step without it; first step of an adaptive method. */
  readonly step?: number;
  /** Largest step. @defaultValue `Infinity`; 0.1 in compatibility mode */
  readonly maxStep?: number;
  /** @defaultValue `1_000_000` */
  readonly maxSteps?: number;
  /** When fields are saved. Saving changes no step. @defaultValue `{ count: 2 }` */
  readonly saveAt?: SaveAt;
  /** Called with every saved field, which is overwritten afterwards. */
  readonly onSave?: (t: number, psi: F, index: number) => void;
  /** Whether saved fields are kept in the solution. @defaultValue `true` */
  readonly keep?: boolean;
  /** Called after every accepted step; `y` holds the modes [re | im]. */
  readonly onStep?: (step: WaveStepInfo) => void;
  readonly signal?: AbortSignal;
  /** Goes on where another run with the same system and options stopped. */
  readonly resume?: WaveContinuation;
}

/** What a step callback is told. */
export interface WaveStepInfo extends StepInfo {
  continuation(): WaveContinuation;
}

/** Takes a problem with the stepper, norm and steps that suit it, why, and what is restored. */
export type Pose<R> = <P extends OdeProblem | SemilinearProblem, S>(
  problem: P,
  options: Pick<IntegrateOptions<P, S>, "method" | "norm" | "errorPerTime" | "maxStep">,
  choice: Choice,
  conserve: readonly string[],
) => R;

/** What can evolve: an equation in the modes of a grid, with its method. */
export interface Evolving<F> {
  readonly kernels: Kernels;
  /** Complex numbers of a state. */
  readonly modes: number;
  /** The field of a state at time t; `work` takes a state. */
  positions(state: Float64Array, t: number, work: Float64Array): F;
  /** Share of the mass in the upper third of the wavenumbers. */
  tail(modes: ComplexState): number;
  /** Makes the problem with the kernels given, whose transforms are counted. */
  pose<R>(counter: CountingKernels, use: Pose<R>): R;
}

/** An evolution with the fields that it saved. */
export interface Evolved<F> extends Evolution<F> {
  readonly psi: readonly F[];
}

/** Integrates what can evolve. */
export function evolve<F>(evolving: Evolving<F>, options: EvolveOptions<F>): Evolved<F> {
  return prepare(evolving, options, (problem, ode, finish) => finish(integrateOde(problem, ode)));
}

/** The same, yielding to the event loop between steps so that an AbortSignal and timers are served. */
export function evolveAsync<F>(evolving: Evolving<F>, options: EvolveOptions<F>): Promise<Evolved<F>> {
  return prepare(evolving, options, async (problem, ode, finish) => finish(await integrateOdeAsync(problem, ode)));
}

type Runner<F, R> = <P extends OdeProblem | SemilinearProblem, S>(
  problem: P,
  options: IntegrateOptions<P, S>,
  finish: (solution: OdeSolution) => Evolved<F>,
) => R;

/** Builds the problem, the options and the conversion of the result for either way of running. */
function prepare<F, R>(evolving: Evolving<F>, options: EvolveOptions<F>, run: Runner<F, R>): R {
  const { rtol = 1e-9, keep = true, method: _, onStep, onSave: __, ...others } = options;
  const { resume } = options;
  const counter = countingKernels(evolving.kernels);
  const times: number[] = [];
  const psi: F[] = [];
  let tail = resume?.tail ?? 0;
  const work = evolving.kernels.allocate(2 * evolving.modes);

  const save = (t: number, state: Float64Array, index: number) => {
    const saved = evolving.positions(state, t, work);
    tail = Math.max(tail, evolving.tail(halves(state)));
    if (keep) {
      times.push(t);
      psi.push(saved);
    }
    options.onSave?.(t, saved, index);
  };
  const ffts = () => (resume?.ffts ?? 0) + counter.count();
  const onward = (continuation: Continuation): WaveContinuation => ({ ...continuation, ffts: ffts(), tail });
  const common = {
    ...others,
    ...(onStep && { onStep: (step: StepInfo) => onStep({ ...step, continuation: () => onward(step.continuation()) }) }),
    rtol,
    onSave: (t: number, state: Float64Array, index: number) => counter.excluded(() => save(t, state, index)),
    keep: false,
    kernels: counter.kernels,
  };
  return evolving.pose(counter, (problem, chosen, choice, conserve) => {
    const maxStep = Math.min(options.maxStep ?? Infinity, chosen.maxStep ?? Infinity);
    const method = uncountedSaves(chosen.method, counter.excluded);
    return run(problem, { ...common, ...chosen, maxStep, method }, (solution) => {
      const end = evolving.positions(solution.continuation.y, solution.continuation.t, work);
      evolving.kernels.free(work);
      const budget = solution.report["conservationBudget"];
      return {
        status: solution.status,
        message: solution.message,
        method: choice.name,
        rtol: choice.adaptive ? rtol : null,
        reason: choice.reason,
        conserve: budget === undefined ? [] : conserve,
        conservationBudget: budget ?? null,
        stats: { ...solution.stats, ffts: ffts() },
        t: Float64Array.from(times),
        psi,
        end,
        warnings: warnings(tail, choice.adaptive ? rtol : Infinity),
        continuation: onward(solution.continuation),
      };
    });
  });
}

/** The stepper, whose dense output is not counted. */
function uncountedSaves<P, S>(stepper: Stepper<P, S>, excluded: <T>(f: () => T) => T): Stepper<P, S> {
  return { ...stepper, interpolate: (...args) => excluded(() => stepper.interpolate(...args)) };
}

function warnings(tail: number, rtol: number): string[] {
  const unresolved = `the upper third of the spectrum holds ${tail.toExponential(1)} of the mass (limit ${tailLimit}): the field is not resolved; try more grid points`;
  const rounding = `a tolerance of ${rtol} is below what rounding allows; 3e-14 a step was used where that is more`;
  return [...(tail > tailLimit ? [unresolved] : []), ...(rtol < 1e-12 ? [rounding] : [])];
}
