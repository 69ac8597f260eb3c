import { type CountingKernels, type Field, invalid, requireNumber, type Tensor, tensor } from "../core/index.ts";
import { complexComponentwise, dop853 } from "../ode/index.ts";
import { tailOfModes } from "./diagnostics.ts";
import { isQuadratic } from "./equation.ts";
import { type Evolved, type EvolveOptions, type Evolving, evolve, evolveAsync, type Pose } from "./evolve.ts";
import { type Conserved, type MethodName, originalChoice, withStepper } from "./method.ts";
import { onRing, roughness } from "./roughness.ts";
import type { WaveSolution } from "./solution.ts";
import { laboratoryFrame, positions, semilinear, type WaveSystem } from "./system.ts";
import { nonlinearTime, stiffness } from "./time-scales.ts";

/** Options of a wave integration. */
export interface WaveIntegrateOptions extends EvolveOptions<Field<"x">> {
  /**
   * What `etd-adams` restores after every step, by the smallest change; the other methods change nothing. The sum of the
   * changes is the solution's `conservationBudget`. @defaultValue mass and energy, as far as the equation keeps them
   */
  readonly conserve?: readonly Conserved[];
  /** Absolute tolerance on unnormalised modes, in compatibility mode only. @defaultValue `rtol / 100` */
  readonly atol?: number;
}

type Span = readonly [t0: number, t1: number];

/** Integrates a discretised wave problem from t0, the time of its initial state, to t1. */
export function integrate(system: WaveSystem, span: Span, options: WaveIntegrateOptions = {}): WaveSolution {
  return waveSolution(system, evolve(evolving(system, span, options), general(options)));
}

/** The same, yielding to the event loop between steps so that an AbortSignal and timers are served. */
export async function integrateAsync(
  system: WaveSystem,
  span: Span,
  options: WaveIntegrateOptions = {},
): Promise<WaveSolution> {
  return waveSolution(system, await evolveAsync(evolving(system, span, options), general(options)));
}

const general = ({ conserve: _, atol: __, ...options }: WaveIntegrateOptions): EvolveOptions<Field<"x">> => options;

function evolving(plain: WaveSystem, span: Span, options: WaveIntegrateOptions): Evolving<Field<"x">> {
  requireStart(plain, span, options);
  return {
    kernels: plain.kernels,
    modes: plain.grid.points,
    positions: (state, t, work) => positions(plain, state, t, work),
    tail: (modes) => tailOfModes(plain, modes),
    pose(counter, use) {
      const system = { ...plain, kernels: counter.kernels };
      return system.compatibility === null
        ? pose(system, span, options, counter, use)
        : poseOriginal(system, span, options, counter, use);
    },
  };
}

function pose<R>(
  system: WaveSystem,
  span: Span,
  { method = "auto", rtol = 1e-9, step, conserve, atol }: WaveIntegrateOptions,
  { excluded }: CountingKernels,
  use: Pose<R>,
): R {
  requireUsed(method, conserve, atol);
  const problem = excluded(() => semilinear(system, span));
  const time = nonlinearTime(system, span);
  const kept = conserve ?? (problem.invariants ?? []).map(({ name }) => name);
  const settings = {
    problem,
    rtol,
    nonlinearTime: time,
    step,
    conserve: kept,
    quadratic: isQuadratic(system.problem),
    absorbing: (system.problem.terms?.absorber?.strength ?? 0) > 0,
    stiffness: stiffness(system, span[0], time),
    spectrum: roughness(problem.y0, rtol, onRing(system.grid.points)),
  };
  return withStepper(method, settings, (stepper, choice) =>
    use(problem, { method: stepper, errorPerTime: choice.errorTimes * time, maxStep: choice.maxStep }, choice, kept),
  );
}

/** Throws for options that the method would not look at. */
function requireUsed(method: MethodName, conserve: readonly Conserved[] | undefined, atol: number | undefined): void {
  if (conserve !== undefined && conserve.length > 0 && method !== "etd-adams" && method !== "auto")
    throw invalid({ what: `conserve belongs to etd-adams, not to ${method}`, attempt: "without it", path: "conserve" });
  if (atol !== undefined)
    throw invalid({ what: "atol belongs to compatibility mode", got: atol, attempt: "rtol alone", path: "atol" });
}

function poseOriginal<R>(
  system: WaveSystem,
  span: Span,
  { method = "auto", rtol = 1e-9, atol = rtol / 100, maxStep }: WaveIntegrateOptions,
  { excluded }: CountingKernels,
  use: Pose<R>,
): R {
  const choice = originalChoice(system, method);
  const problem = excluded(() => laboratoryFrame(system, span));
  const norm = complexComponentwise({ rtol, atol });
  return use(problem, { method: dop853(), norm, maxStep: maxStep ?? choice.maxStep }, choice, []);
}

function waveSolution(system: WaveSystem, { psi, conserve, ...run }: Evolved<Field<"x">>): WaveSolution {
  return {
    ...run,
    conserve: conserve as readonly Conserved[],
    psi: { re: stack(psi, "re", system), im: stack(psi, "im", system) },
  };
}

/** An exact solution depends on time, so a run that is compared with it begins where its initial state belongs. */
function requireStart({ problem }: WaveSystem, [t0]: Span, { resume }: WaveIntegrateOptions): void {
  const { exact, initialTime = 0 } = problem;
  if (exact === undefined || resume !== undefined) return;
  requireNumber("time.start", t0, (t) => t === initialTime, `${initialTime}, the time of the initial state`);
}

function stack(kept: readonly Field<"x">[], part: "re" | "im", { grid }: WaveSystem): Tensor {
  const out = tensor([kept.length, grid.points]);
  kept.forEach((psi, i) => out.data.set(psi[part], i * grid.points));
  return out;
}
