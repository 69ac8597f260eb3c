import { type Grid, requireNumber } from "../core/index.ts";
import { type Complex, polar } from "./complex.ts";
import { type Equation, focusing } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of a bright soliton. */
export interface BrightSolitonOptions extends Equation {
  /** Peak |ψ|. @defaultValue `2` */
  readonly amplitude?: number;
  /** Position at t = 0. @defaultValue `-10` */
  readonly position?: number;
  /** Group velocity. @defaultValue `1` */
  readonly velocity?: number;
  /** Phase at x = 0, t = 0. @defaultValue `0` */
  readonly phase?: number;
}

/**
 * The bright soliton ψ = A sech(A(x − x₀ − vt)) exp(i(vx + ½(A² − v²)t + φ)) for β = γ = 1, on the ring.
 *
 * Its centre is followed around the ring and the profile is cut half a period away from it, where it is
 * about exp(−A L/2).
 *
 * V. E. Zakharov & A. B. Shabat, Sov. Phys. JETP 34 (1972) 62.
 */
export function brightSoliton(options: BrightSolitonOptions = {}): WaveProblem {
  const { amplitude = 2, position = -10, velocity = 1, phase = 0 } = options;
  requireNumber("initial.amplitude", amplitude, (a) => a > 0, "positive", "2");
  requireNumber("initial.position", position, () => true, "a finite number", "-10");
  requireNumber("initial.velocity", velocity, () => true, "a finite number", "1");
  requireNumber("initial.phase", phase, () => true, "a finite number", "0");
  const scaling = focusing(options);
  const a = scaling.toUnitAmplitude(amplitude);
  const v = scaling.toUnitLength(velocity);
  const x0 = scaling.toUnitLength(position);
  const at = (grid: Grid, t: number) => {
    const period = scaling.toUnitLength(grid.length);
    return scaling.sample(grid, (x) => {
      const distance = nearestImage(x - x0 - v * t, period);
      return unitSoliton(a, v, distance, x0 + v * t + distance, t, phase);
    });
  };
  return {
    kind: "wave",
    name: "soliton",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    parameters: { amplitude, position, velocity, phase },
    initial: (grid) => at(grid, 0),
    exact: at,
  };
}

/** The soliton of β = γ = 1 at a distance from its centre. */
export function unitSoliton(a: number, v: number, distance: number, x: number, t: number, phase: number): Complex {
  return polar(a / Math.cosh(a * distance), v * x + 0.5 * (a * a - v * v) * t + phase);
}

/** The representative of x modulo the period in [−period/2, period/2). */
function nearestImage(x: number, period: number): number {
  return x - period * Math.floor(x / period + 0.5);
}
