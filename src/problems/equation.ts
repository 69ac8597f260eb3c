import { type Field, field, type Grid, requireNumber } from "../core/index.ts";
import type { Complex } from "./complex.ts";

/** Coefficients of i ψ_t + (β/2) ψ_xx + γ |ψ|² ψ = 0. */
export interface Equation {
  /** β. @defaultValue `1` */
  readonly dispersion?: number;
  /** γ. @defaultValue `1` */
  readonly nonlinearity?: number;
}

/**
 * Carries a solution φ(ξ, t) of i φ_t + ½ φ_ξξ + |φ|² φ = 0 over to general coefficients: ψ(x, t) = φ(x/√β, t) / √γ.
 *
 * The formulas of solitons and breathers are written for β = γ = 1; β and γ must be positive for them.
 */
export interface Scaling {
  readonly dispersion: number;
  readonly nonlinearity: number;
  /** ξ = toUnit(x) */
  toUnitLength(x: number): number;
  /** |φ| = toUnitAmplitude(|ψ|) */
  toUnitAmplitude(amplitude: number): number;
  /** Samples ψ on a grid from φ. */
  sample(grid: Grid, phi: (xi: number) => Complex): Field<"x">;
}

/** The scaling of a focusing equation with positive coefficients. */
export function focusing({ dispersion = 1, nonlinearity = 1 }: Equation = {}): Scaling {
  const rule = (value: number) => value > 0;
  requireNumber("equation.dispersion", dispersion, rule, "positive for this solution", "1");
  requireNumber("equation.nonlinearity", nonlinearity, rule, "positive for this solution", "1");
  const stretch = Math.sqrt(dispersion);
  const height = Math.sqrt(nonlinearity);
  return {
    dispersion,
    nonlinearity,
    toUnitLength: (x) => x / stretch,
    toUnitAmplitude: (amplitude) => amplitude * height,
    sample: (grid, phi) =>
      sample(grid, (x) => {
        const [re, im] = phi(x / stretch);
        return [re / height, im / height];
      }),
  };
}

/** The scaling of a defocusing equation, from i φ_t + ½ φ_ξξ − |φ|² φ = 0; for β < 0 < γ with φ* in place of φ. */
export function defocusing({ dispersion = 1, nonlinearity = -1 }: Equation = {}): Scaling {
  const rule = () => dispersion * nonlinearity < 0;
  requireNumber("equation.dispersion", dispersion, () => dispersion !== 0, "not 0 for this solution", "1");
  requireNumber(
    "equation.nonlinearity",
    nonlinearity,
    rule,
    "of the other sign than dispersion for this solution",
    "-1",
  );
  const stretch = Math.sqrt(Math.abs(dispersion));
  const height = Math.sqrt(Math.abs(nonlinearity));
  const sign = Math.sign(dispersion);
  return {
    dispersion,
    nonlinearity,
    toUnitLength: (x) => x / stretch,
    toUnitAmplitude: (amplitude) => amplitude * height,
    sample: (grid, phi) =>
      sample(grid, (x) => {
        const [re, im] = phi(x / stretch);
        return [re / height, (sign * im) / height];
      }),
  };
}

/** A field from a function of position. */
export function sample(grid: Grid, f: (x: number) => Complex): Field<"x"> {
  const out = field("x", grid.points);
  grid.x.forEach((x, j) => {
    [out.re[j], out.im[j]] = f(x);
  });
  return out;
}

/** Throws unless both coefficients are finite; of either sign. */
export function requireCoefficients(dispersion: number, nonlinearity: number): void {
  requireNumber("equation.dispersion", dispersion, () => true, "a finite number", "1");
  requireNumber("equation.nonlinearity", nonlinearity, () => true, "a finite number", "1");
}
