import { type Grid, requireNumber } from "../core/index.ts";
import { type Complex, divide, multiply, polar } from "./complex.ts";
import { type Equation, focusing } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of the Akhmediev breather. */
export interface AkhmedievOptions extends Equation {
  /** Modulation parameter a, 0 < a < ½. @defaultValue `0.25` */
  readonly a?: number;
  /** Time to which the initial state belongs; the peak is at t = 0. @defaultValue `-5` */
  readonly initialTime?: number;
}

/**
 * The Akhmediev breather, one period of modulation that grows out of a plane wave of amplitude 1 and falls back:
 * ψ = e^{it} [(1−4a) cosh bt + √(2a) cos Ωx + i b sinh bt] / [√(2a) cos Ωx − cosh bt], Ω = 2√(1−2a), b = √(8a(1−2a)),
 * for β = γ = 1.
 *
 * N. N. Akhmediev & V. I. Korneev, Theor. Math. Phys. 69 (1986) 1089. The ring must hold whole periods 2π/Ω.
 */
export function akhmediev(options: AkhmedievOptions = {}): WaveProblem {
  const { a = 0.25, initialTime = -5 } = options;
  requireNumber("initial.a", a, (value) => value > 0 && value < 0.5, "between 0 and 0.5", "0.25");
  requireNumber("time.start", initialTime, () => true, "a finite number", "-5");
  const scaling = focusing(options);
  const omega = 2 * Math.sqrt(1 - 2 * a);
  const b = Math.sqrt(8 * a * (1 - 2 * a));
  const at = (grid: Grid, t: number) => {
    const periods = (scaling.toUnitLength(grid.length) * omega) / (2 * Math.PI);
    const fits = Math.abs(periods - Math.round(periods)) < 1e-9 * periods && periods > 0.5;
    const period = (grid.length / periods) * Math.max(1, Math.round(periods));
    requireNumber("grid.length", grid.length, () => fits, "a whole number of modulation periods", String(period));
    return scaling.sample(grid, (x): Complex => {
      // Both parts over cosh bt, so that they stay finite at large |t|.
      const wave = (Math.sqrt(2 * a) * Math.cos(omega * x)) / Math.cosh(b * t);
      const quotient = divide([1 - 4 * a + wave, b * Math.tanh(b * t)], [wave - 1, 0]);
      return multiply(quotient, polar(1, t));
    });
  };
  return {
    kind: "wave",
    name: "akhmediev",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    parameters: { a },
    initialTime,
    initial: (grid) => at(grid, initialTime),
    exact: at,
  };
}

/** The period 2π√β / Ω of the Akhmediev breather's modulation in x. */
export function akhmedievPeriod(a: number, dispersion = 1): number {
  return (Math.PI / Math.sqrt(1 - 2 * a)) * Math.sqrt(dispersion);
}
