import { invalid } from "../core/index.ts";
import {
  dop853,
  etdAdams,
  etdrk4,
  type HalvingState,
  halving,
  interactionPicture,
  type SemilinearProblem,
  type Stepper,
  splitting4,
  splitting6,
  splitting8,
  srkn6b,
  srkn11b,
  srkn14a,
  strang,
} from "../ode/index.ts";
import type { Roughness } from "./roughness.ts";
import type { WaveSystem } from "./system.ts";

/**
 * Integration methods. Adaptive: `etd-adams`, `dop853` in the interaction picture. With a fixed step where `step` is given
 * and adaptive by step halving where not: splittings of orders 2, 4, 6 and 8, the Nyström splittings `srkn…` of orders 4,
 * 6 and 6, and the exponential Runge–Kutta method `etdrk4`. `auto` takes `etd-adams`, on rough fields `srkn14a`.
 */
export const methodNames = [
  "auto",
  "etd-adams",
  "dop853",
  "strang",
  "splitting4",
  "splitting6",
  "splitting8",
  "srkn6b",
  "srkn11b",
  "srkn14a",
  "etdrk4",
] as const;

/** The name of an integration method. */
export type MethodName = (typeof methodNames)[number];

/** Invariants that a method can be asked to keep. */
export type Conserved = "mass" | "energy";

/** A method and why it was taken. */
export interface Choice {
  readonly name: string;
  readonly reason: string;
  /** The error of the tolerance is allowed per so many nonlinear times. */
  readonly errorTimes: number;
  /** Whether a tolerance controls the steps. */
  readonly adaptive: boolean;
  /** The largest step that the method should make on its own. */
  readonly maxStep: number;
}

/** What a method is chosen and made for. */
export interface MethodSettings {
  readonly problem: SemilinearProblem;
  readonly rtol: number;
  /** 1/(|γ| max |ψ₀|²) */
  readonly nonlinearTime: number;
  /** A step size that was asked for. */
  readonly step: number | undefined;
  readonly conserve: readonly string[];
  /** Whether the dispersion is quadratic in k, as the order conditions of the Nyström splittings suppose. */
  readonly quadratic: boolean;
  /** Whether there is an absorbing layer, which the negative steps of a splitting would amplify. */
  readonly absorbing: boolean;
  /** Nonlinear time × (half the range of V + the largest σ): how stiff the pointwise terms are. */
  readonly stiffness: number;
  /** How the spectrum of the initial state ends. */
  readonly spectrum: Roughness;
}

type HalvingStepper<S> = Stepper<SemilinearProblem, HalvingState<S>>;

/** The use of a stepper, whatever its state. */
type Use<R> = <S>(stepper: Stepper<SemilinearProblem, S>, choice: Choice) => R;

/** Nonlinear times in which `etd-adams` may make the error of the tolerance: it overestimates its error on most fields. */
const adamsTimes = 4;

/** Below this tolerance `etd-adams` is cheaper than splitting on rough fields too. */
const splittingLimit = 1e-7;

/**
 * Above this stiffness the stability of `etd-adams` sets its step, not the accuracy: measured on a coherent state (34) it
 * needs 7 to 12 times as many transforms as splitting, on a driven soliton (16) 1.3 to 2.7 times, on a fading one (5) less.
 */
const stiffnessLimit = 8;

/** Calls `use` with the stepper of a method. */
export function withStepper<R>(method: MethodName, settings: MethodSettings, use: Use<R>): R {
  const choice: Choice = { name: method, reason: "asked for", errorTimes: 1, adaptive: true, maxStep: Infinity };
  const oneStep = <S>(stepper: Stepper<SemilinearProblem, S>) =>
    settings.step === undefined
      ? use(controlled(stepper, settings), { ...choice, maxStep: resonanceLimit(settings) })
      : use(stepper, { ...choice, adaptive: false });
  if (method.startsWith("srkn")) requireNystroem(method, settings);
  switch (method) {
    case "auto":
      return automatic(settings, use);
    case "etd-adams":
      return use(etdAdams({ conserve: settings.conserve }), { ...choice, errorTimes: adamsTimes });
    case "dop853":
      return use(interactionPicture(dop853()), choice);
    case "strang":
      return oneStep(strang());
    case "splitting4":
      return oneStep(splitting4());
    case "splitting6":
      return oneStep(splitting6());
    case "splitting8":
      return oneStep(splitting8());
    case "srkn6b":
      return oneStep(srkn6b());
    case "srkn11b":
      return oneStep(srkn11b());
    case "srkn14a":
      return oneStep(srkn14a());
    case "etdrk4":
      return oneStep(etdrk4());
    default:
      throw invalid({
        what: `method must be one of ${methodNames.join(", ")}`,
        got: method,
        attempt: '"auto"',
        path: "method",
      });
  }
}

/** Step control of a method without an estimate: its error is measured at least four times in a nonlinear time. */
function controlled<S>(stepper: Stepper<SemilinearProblem, S>, { nonlinearTime }: MethodSettings): HalvingStepper<S> {
  return halving(stepper, { interval: nonlinearTime / 4 });
}

/** `etd-adams` where the spectrum falls off, splitting where it ends in a plateau; decided once, at the start. */
function automatic<R>(settings: MethodSettings, use: Use<R>): R {
  const { problem, rtol, conserve, quadratic } = settings;
  const { upperHalf, upperThird, rough } = settings.spectrum;
  const seen = `shares ${upperHalf.toExponential(0)} and ${upperThird.toExponential(0)} of ‖ψ‖ lie above 1/2 and 2/3 of the Nyquist wavenumber`;
  if (settings.stiffness > stiffnessLimit) return stiff(settings, use);
  if (rough && problem.flow !== undefined && !settings.absorbing && rtol >= splittingLimit) {
    const reason = `auto: the spectrum ends in a plateau (${seen}), where splitting is cheapest`;
    const split = { reason, errorTimes: 1, adaptive: true, maxStep: resonanceLimit(settings) };
    if (quadratic) return use(controlled(srkn14a(), settings), { ...split, name: "srkn14a" });
    const instead = `${reason}; Nyström splittings need a dispersion that is quadratic in k`;
    return use(controlled(splitting6(), settings), { ...split, name: "splitting6", reason: instead });
  }
  const why = !rough
    ? `the spectrum falls off or ends below the tolerance (${seen})`
    : problem.flow === undefined || settings.absorbing
      ? `the spectrum ends in a plateau (${seen}), but with dealiasing, self-steepening or absorption no splitting serves`
      : `the spectrum ends in a plateau (${seen}), but splitting pays off only at tolerances from ${splittingLimit}`;
  return use(etdAdams({ conserve }), {
    name: "etd-adams",
    reason: `auto: ${why}`,
    errorTimes: adamsTimes,
    adaptive: true,
    maxStep: Infinity,
  });
}

/** What holds its step where the potential is steep: splitting, or the interaction picture where there is no flow. */
function stiff<R>(settings: MethodSettings, use: Use<R>): R {
  const seen = `auto: the potential turns the phase or damps ${settings.stiffness.toPrecision(2)} rad in a nonlinear time somewhere on the grid`;
  const splits = settings.problem.flow !== undefined && !settings.absorbing;
  if (!splits) {
    const reason = `${seen}, which etd-adams would have to follow, and with dealiasing, self-steepening or absorption no splitting serves`;
    return use(interactionPicture(dop853()), {
      name: "dop853",
      reason,
      errorTimes: 1,
      adaptive: true,
      maxStep: Infinity,
    });
  }
  const reason = `${seen}, which etd-adams would have to follow and splitting does exactly`;
  const choice = { reason, errorTimes: 1, adaptive: true, maxStep: resonanceLimit(settings) };
  return settings.quadratic
    ? use(controlled(srkn14a(), settings), { ...choice, name: "srkn14a" })
    : use(controlled(splitting6(), settings), { ...choice, name: "splitting6" });
}

/**
 * The step in which the fastest mode turns almost once. Splittings resonate there: on rough fields the error jumps by a
 * factor of 50 (measured on the noisy Gaussian), which no local estimate sees.
 */
function resonanceLimit({ problem, rtol, spectrum }: MethodSettings): number {
  if (rtol > 2e-4 || !spectrum.rough) return Infinity;
  const fastest = problem.linear.im.reduce((largest, rate) => Math.max(largest, Math.abs(rate)), 0);
  return fastest > 0 ? (0.97 * 2 * Math.PI) / fastest : Infinity;
}

function requireNystroem(method: MethodName, { quadratic }: MethodSettings): void {
  if (quadratic) return;
  throw invalid({
    what: `${method} needs a dispersion that is quadratic in k`,
    got: "third or fourth order",
    why: "its order conditions suppose it",
    attempt: "splitting6",
    path: "method",
  });
}

/** The laboratory-frame method of compatibility mode, which admits no other. */
export function originalChoice(system: WaveSystem, method: MethodName): Choice {
  if (method !== "auto" && method !== "dop853") {
    throw invalid({
      what: `compatibility "${system.compatibility}" integrates with dop853 only`,
      got: method,
      path: "method",
    });
  }
  const reason = "compatibility: laboratory-frame DOP853 with the original's norm and steps of at most 0.1";
  return { name: "dop853", reason, errorTimes: 1, adaptive: true, maxStep: 0.1 };
}
