import { requireNumber } from "../core/index.ts";

/** What a controller remembers between steps. */
export interface ControllerState {
  /** Error of the last accepted step in units of the tolerance. */
  lastError: number;
  /** Error of the accepted step before that. */
  errorBefore: number;
  /** Whether the trial before this one was rejected. */
  rejected: boolean;
}

/** Chooses step sizes from error estimates; an immutable value. */
export interface StepController {
  readonly name: string;
  /**
   * The factor for the next step size.
   *
   * @param error Error of the trial step in units of the tolerance; the step is accepted when it is at most 1.
   * @param order Order q of the estimate, so that the error is O(h^(q+1)).
   */
  factor(error: number, order: number, state: ControllerState): number;
}

/** Limits common to all controllers. */
export interface ControllerOptions {
  /** Aim at this fraction of the largest step that the estimate allows. @defaultValue `0.9` */
  readonly safety?: number;
  /** Smallest factor between two trials. @defaultValue `0.2` */
  readonly minFactor?: number;
  /** Largest factor between two trials. @defaultValue `10` */
  readonly maxFactor?: number;
}

/**
 * h ← h · safety · error^(−1/(q+1)), never growing right after a rejection.
 *
 * With its defaults this is the controller of scipy's explicit Runge–Kutta methods (Hairer, Nørsett & Wanner, Solving
 * Ordinary Differential Equations I, 2nd ed., §II.4).
 */
export function elementary(options: ControllerOptions = {}): StepController {
  return limited("elementary", options, (error, order) => error ** (-1 / (order + 1)));
}

/** Exponents of the proportional–integral controller, in units of 1/(q+1). */
export interface PiOptions extends ControllerOptions {
  /** Integral exponent. @defaultValue `0.7` */
  readonly alpha?: number;
  /** Proportional exponent. @defaultValue `0.4` */
  readonly beta?: number;
}

/**
 * h ← h · safety · error^(−α/(q+1)) · lastError^(β/(q+1)): smoother step sequences where stability limits the step.
 *
 * K. Gustafsson, ACM Trans. Math. Softw. 17 (1991) 533.
 */
export function pi({ alpha = 0.7, beta = 0.4, ...options }: PiOptions = {}): StepController {
  requireNumber("controller.alpha", alpha, (a) => a > 0 && a <= 1, "in (0, 1]", "0.7");
  requireNumber("controller.beta", beta, (b) => b >= 0 && b < 1, "in [0, 1)", "0.4");
  return limited("pi", options, (error, order, state) =>
    error > 1
      ? error ** (-1 / (order + 1))
      : error ** (-alpha / (order + 1)) * Math.max(state.lastError, 1e-4) ** (beta / (order + 1)),
  );
}

/** Exponents of the proportional–integral–derivative controller, in units of 1/(q+1). */
export interface PidOptions extends ControllerOptions {
  /** Exponent of the last error. @defaultValue `0.58` */
  readonly k1?: number;
  /** Exponent of the error before it. @defaultValue `0.21` */
  readonly k2?: number;
  /** Exponent of the error before that. @defaultValue `0.1` */
  readonly k3?: number;
}

/**
 * h ← h · safety · e_n^(−k₁/(q+1)) e_{n−1}^(k₂/(q+1)) e_{n−2}^(−k₃/(q+1)).
 *
 * G. Söderlind, ACM Trans. Math. Softw. 29 (2003) 1; the constants are those of C. A. Kennedy & M. H. Carpenter, Appl.
 * Numer. Math. 44 (2003) 139.
 */
export function pid({ k1 = 0.58, k2 = 0.21, k3 = 0.1, ...options }: PidOptions = {}): StepController {
  requireNumber("controller.k1", k1, (k) => k > 0 && k <= 1, "in (0, 1]", "0.58");
  requireNumber("controller.k2", k2, (k) => k >= 0 && k < 1, "in [0, 1)", "0.21");
  requireNumber("controller.k3", k3, (k) => k >= 0 && k < 1, "in [0, 1)", "0.1");
  const past = (error: number) => Math.max(error, 1e-4);
  return limited("pid", options, (error, order, { lastError, errorBefore }) => {
    const power = 1 / (order + 1);
    if (error > 1) return error ** -power;
    return error ** (-k1 * power) * past(lastError) ** (k2 * power) * past(errorBefore) ** (-k3 * power);
  });
}

function limited(
  name: string,
  { safety = 0.9, minFactor = 0.2, maxFactor = 10 }: ControllerOptions,
  raw: StepController["factor"],
): StepController {
  requireNumber("controller.safety", safety, (s) => s > 0 && s < 1, "between 0 and 1", "0.9");
  requireNumber("controller.minFactor", minFactor, (f) => f > 0 && f < 1, "between 0 and 1", "0.2");
  requireNumber("controller.maxFactor", maxFactor, (f) => f > 1, "above 1", "10");
  return {
    name,
    factor(error, order, state) {
      if (!Number.isFinite(error)) return minFactor;
      if (error === 0) return state.rejected ? 1 : maxFactor;
      const factor = Math.max(minFactor, Math.min(maxFactor, safety * raw(error, order, state)));
      return state.rejected && error <= 1 ? Math.min(1, factor) : factor;
    },
  };
}
