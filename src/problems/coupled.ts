import { type Field, type Grid, invalid, requireNumber } from "../core/index.ts";
import { polar } from "./complex.ts";
import { type Equation, focusing } from "./equation.ts";
import type { Parameters } from "./problem.ts";

/** Two fields on one grid. */
export type FieldPair = readonly [first: Field<"x">, second: Field<"x">];

/**
 * The coupled pair i ψ_j,t + (β/2) ψ_j,xx + γ (|ψ_j|² + b |ψ_{3−j}|²) ψ_j = 0, j = 1, 2, on a ring, with an initial state;
 * b = 1 is Manakov's equation, which is integrable (S. V. Manakov, Sov. Phys. JETP 38 (1974) 248).
 */
export interface CoupledProblem {
  readonly kind: "coupled";
  readonly name: string;
  readonly dispersion: number;
  readonly nonlinearity: number;
  /** b. */
  readonly coupling: number;
  readonly parameters: Parameters;
  initial(grid: Grid): FieldPair;
  /** The exact fields at time t; null at times when the formula does not hold on this ring. */
  readonly exact?: (grid: Grid, t: number) => FieldPair | null;
}

/** Parameters of a vector soliton. */
export interface VectorSolitonOptions extends Equation {
  /** Peak of √(|ψ₁|² + |ψ₂|²). @defaultValue `1` */
  readonly amplitude?: number;
  /** Position at t = 0. @defaultValue `0` */
  readonly position?: number;
  /** @defaultValue `1` */
  readonly velocity?: number;
  /** ψ₁ : ψ₂ = cos θ : e^{iφ} sin θ, as [θ, φ] in radians. @defaultValue `[π/5, 0.3]` */
  readonly polarization?: readonly [theta: number, phi: number];
}

/**
 * The soliton of Manakov's equation: one soliton in both components, of any polarization.
 *
 * Exact on a ring as far as its tails, e^{−AL/2}, can be neglected.
 */
export function vectorSoliton(options: VectorSolitonOptions = {}): CoupledProblem {
  const { amplitude = 1, position = 0, velocity = 1, polarization = [Math.PI / 5, 0.3] } = options;
  requireNumber("initial.amplitude", amplitude, (a) => a > 0, "positive", "1");
  requireNumber("initial.position", position, () => true, "a finite number", "0");
  requireNumber("initial.velocity", velocity, () => true, "a finite number", "1");
  if (polarization.length !== 2 || !polarization.every(Number.isFinite)) {
    throw invalid({ what: "initial.polarization must be two angles", got: polarization, attempt: "[0.6, 0]" });
  }
  const [theta, phi] = polarization;
  const scaling = focusing(options);
  const a = scaling.toUnitAmplitude(amplitude);
  const v = scaling.toUnitLength(velocity);
  const x0 = scaling.toUnitLength(position);
  const component = (grid: Grid, t: number, share: number, phase: number) => {
    const period = scaling.toUnitLength(grid.length);
    return scaling.sample(grid, (x) => {
      const offset = x - x0 - v * t;
      const distance = offset - period * Math.floor(offset / period + 0.5);
      const carrier = v * (x0 + v * t + distance) + 0.5 * (a * a - v * v) * t;
      return polar((share * a) / Math.cosh(a * distance), carrier + phase);
    });
  };
  const at = (grid: Grid, t: number): FieldPair => [
    component(grid, t, Math.cos(theta), 0),
    component(grid, t, Math.sin(theta), phi),
  ];
  return {
    kind: "coupled",
    name: "vector-soliton",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    coupling: 1,
    parameters: { amplitude, position, velocity, theta, phi },
    initial: (grid) => at(grid, 0),
    exact: at,
  };
}
