import { countingKernels, type Field, requireNumber, type Tensor, tensor } from "../core/index.ts";
import {
  type Continuation,
  complexComponentwise,
  dop853,
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
import { spectralTail, tailLimit } from "./diagnostics.ts";
import { type Choice, type Conserved, type MethodName, originalChoice, withStepper } from "./method.ts";
import type { WaveContinuation, WaveSolution } from "./solution.ts";
import { laboratoryFrame, positions, semilinear, type WaveSystem } from "./system.ts";

/** Options of a wave integration. */
export interface WaveIntegrateOptions {
  /** @defaultValue `"auto"` */
  readonly method?: MethodName;
  /**
   * Error relative to ‖ψ‖₂ allowed per nonlinear time 1/(|γ| max |ψ₀|²), whatever the number of points; in compatibility
   * mode the error of a step relative to every mode. @defaultValue `1e-9`
   */
  readonly rtol?: number;
  /**
   * What `etd-adams` restores after every step, by the smallest change; the other methods change nothing. The sum of the
   * changes is the solution's `conservationBudget`. @defaultValue `["mass", "energy"]`
   */
  readonly conserve?: readonly Conserved[];
  /** Absolute tolerance on unnormalised modes, in compatibility mode only. @defaultValue `rtol / 100` */
  readonly atol?: number;
  /** Step size of a splitting or `etdrk4`, which control their step without it; first step of an adaptive method. */
  readonly step?: number;
  /** Largest step. @defaultValue `Infinity`; 0.1 in compatibility mode */
  readonly maxStep?: number;
  /** @defaultValue `1_000_000` */
  readonly maxSteps?: number;
  /** When ψ is saved. Saving changes no step. @defaultValue `{ count: 2 }` */
  readonly saveAt?: SaveAt;
  /** Called with every saved field, which is overwritten afterwards. */
  readonly onSave?: (t: number, psi: Field<"x">, index: number) => void;
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

type Span = readonly [t0: number, t1: number];

/** Integrates a discretised wave problem from t0, the time of its initial state, to t1. */
export function integrate(system: WaveSystem, span: Span, options: WaveIntegrateOptions = {}): WaveSolution {
  return prepare(system, span, options, (problem, ode, finish) => finish(integrateOde(problem, ode)));
}

/** The same, yielding to the event loop between steps so that an AbortSignal and timers are served. */
export function integrateAsync(
  system: WaveSystem,
  span: Span,
  options: WaveIntegrateOptions = {},
): Promise<WaveSolution> {
  return prepare(system, span, options, async (problem, ode, finish) => finish(await integrateOdeAsync(problem, ode)));
}

type Finish = (solution: OdeSolution) => WaveSolution;
type Runner<R> = <P extends OdeProblem | SemilinearProblem, S>(
  problem: P,
  options: IntegrateOptions<P, S>,
  finish: Finish,
) => R;

/** Builds the problem, the options and the conversion of the result for either way of running. */
function prepare<R>(plain: WaveSystem, span: Span, options: WaveIntegrateOptions, run: Runner<R>): R {
  const { method = "auto", rtol = 1e-9, keep = true, conserve = ["mass", "energy"] } = options;
  requireStart(plain, span, options);
  const counter = countingKernels(plain.kernels);
  const system: WaveSystem = { ...plain, kernels: counter.kernels };
  const kept: { t: number; psi: Field<"x"> }[] = [];
  let tail = options.resume?.tail ?? 0;

  const onSave = (t: number, state: Float64Array, index: number) => {
    const psi = positions(plain, state);
    tail = Math.max(tail, spectralTail(plain, psi));
    if (keep) kept.push({ t, psi });
    options.onSave?.(t, psi, index);
  };

  const ffts = () => (options.resume?.ffts ?? 0) + counter.count();
  const onward = (continuation: Continuation): WaveContinuation => ({ ...continuation, ffts: ffts(), tail });
  const { onStep, ...others } = options;
  const told = onStep && {
    onStep: (step: StepInfo) => onStep({ ...step, continuation: () => onward(step.continuation()) }),
  };
  const common = { ...others, ...told, rtol, onSave, keep: false, kernels: counter.kernels };
  const finishAs =
    ({ name, reason }: Choice): Finish =>
    (solution) => {
      return {
        status: solution.status,
        rtol,
        message: solution.message,
        method: name,
        reason,
        ...conservation(solution, conserve),
        stats: { ...solution.stats, ffts: ffts() },
        t: Float64Array.from(kept, ({ t }) => t),
        psi: { re: stack(kept, "re", plain), im: stack(kept, "im", plain) },
        end: positions(plain, solution.continuation.y),
        warnings: warnings(tail, rtol),
        continuation: onward(solution.continuation),
      };
    };

  if (system.compatibility === "original") {
    const choice = originalChoice(system, method);
    const problem = counter.excluded(() => laboratoryFrame(system, span));
    const norm = complexComponentwise({ rtol, atol: options.atol ?? rtol / 100 });
    const stepper = uncountedSaves(dop853(), counter.excluded);
    return run(problem, { maxStep: choice.maxStep, ...common, method: stepper, norm }, finishAs(choice));
  }
  const problem = counter.excluded(() => semilinear(system, span));
  const time = nonlinearTime(system, span);
  const settings = { problem, rtol, nonlinearTime: time, step: options.step, conserve };
  return withStepper(method, settings, (stepper, choice) => {
    const errorPerTime = choice.errorTimes * time;
    const maxStep = Math.min(options.maxStep ?? Infinity, choice.maxStep);
    return run(
      problem,
      { ...common, maxStep, method: uncountedSaves(stepper, counter.excluded), errorPerTime },
      finishAs(choice),
    );
  });
}

/** What was restored in every step, and how much that changed in all; nothing for a method that restores nothing. */
function conservation(
  { report }: OdeSolution,
  conserve: readonly Conserved[],
): Pick<WaveSolution, "conserve" | "conservationBudget"> {
  const budget = report["conservationBudget"];
  return budget === undefined ? { conserve: [], conservationBudget: null } : { conserve, conservationBudget: budget };
}

/** An exact solution depends on time, so a run that is compared with it begins where its initial state belongs. */
function requireStart({ problem }: WaveSystem, [t0]: Span, { resume }: WaveIntegrateOptions): void {
  const { exact, initialTime = 0 } = problem;
  if (exact === undefined || resume !== undefined) return;
  requireNumber("time.start", t0, (t) => t === initialTime, `${initialTime}, the time of the initial state`);
}

/** 1/(|γ| max |ψ₀|²), or the whole span where nothing is nonlinear. */
function nonlinearTime({ problem, initial }: WaveSystem, [t0, t1]: Span): number {
  const span = Math.abs(t1 - t0) || 1;
  const peak = initial.re.reduce((largest, re, j) => Math.max(largest, re * re + (initial.im[j] as number) ** 2), 0);
  const time = 1 / (Math.abs(problem.nonlinearity) * peak);
  return Number.isFinite(time) && time > 0 ? time : span;
}

/** The stepper, whose dense output is not counted. */
function uncountedSaves<P, S>(stepper: Stepper<P, S>, excluded: <T>(f: () => T) => T): Stepper<P, S> {
  return { ...stepper, interpolate: (...args) => excluded(() => stepper.interpolate(...args)) };
}

function stack(kept: readonly { psi: Field<"x"> }[], part: "re" | "im", { grid }: WaveSystem): Tensor {
  const out = tensor([kept.length, grid.points]);
  kept.forEach(({ psi }, i) => out.data.set(psi[part], i * grid.points));
  return out;
}

function warnings(tail: number, rtol: number): string[] {
  const unresolved = `the upper third of the spectrum holds ${tail.toExponential(1)} of the mass (limit ${tailLimit}): the field is not resolved; try more grid points`;
  const rounding = `a tolerance of ${rtol} is below what rounding allows; 3e-14 a step was used where that is more`;
  return [...(tail > tailLimit ? [unresolved] : []), ...(rtol < 1e-12 ? [rounding] : [])];
}
