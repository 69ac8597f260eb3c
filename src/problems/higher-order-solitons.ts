import { type Grid, requireNumber } from "../core/index.ts";
import { type Complex, polar } from "./complex.ts";
import { sample } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";
import type { Terms } from "./terms.ts";

/** Coefficients and exact solution of one of the waves of this file. */
interface Wave {
  readonly name: string;
  readonly dispersion?: number;
  readonly nonlinearity?: number;
  readonly terms: Terms;
  readonly parameters: Readonly<Record<string, number>>;
  /** The velocity of the centre, which starts at 0. */
  readonly velocity: number;
  /** ψ at a distance from the centre, without the phase κ x − Ω t. */
  shape(distance: number): Complex;
  readonly wavenumber: number;
  readonly frequency: number;
}

function problemOf({ dispersion = 1, nonlinearity = 1, ...wave }: Wave): WaveProblem {
  const at = (grid: Grid, t: number) =>
    sample(grid, (x) => {
      const offset = x - wave.velocity * t;
      const distance = offset - grid.length * Math.floor(offset / grid.length + 0.5);
      const [re, im] = wave.shape(distance);
      const [c, s] = polar(1, wave.wavenumber * (wave.velocity * t + distance) - wave.frequency * t);
      return [re * c - im * s, re * s + im * c];
    });
  const { name, terms, parameters } = wave;
  return { kind: "wave", name, dispersion, nonlinearity, terms, parameters, initial: (grid) => at(grid, 0), exact: at };
}

/** Parameters of the soliton of Hirota's equation. */
export interface HirotaSolitonOptions {
  /** Peak |ψ|. @defaultValue `1` */
  readonly amplitude?: number;
  /** Wavenumber κ of the carrier. @defaultValue `0.5` */
  readonly wavenumber?: number;
  /** δ. @defaultValue `0.2` */
  readonly thirdOrder?: number;
}

/**
 * The soliton A sech(A(x − vt)) e^{i(κx − Ωt)} of i ψ_t + ½ψ_xx + |ψ|²ψ + iδ(ψ_xxx + 6|ψ|²ψ_x) = 0, which is β₃ = −6δ,
 * s = −g = 6δ: v = κ − δ(3κ² − A²), Ω = (κ² − A²)/2 − δκ(κ² − 3A²).
 *
 * R. Hirota, J. Math. Phys. 14 (1973) 805.
 */
export function hirotaSoliton(options: HirotaSolitonOptions = {}): WaveProblem {
  const { amplitude: a = 1, wavenumber: k = 0.5, thirdOrder: delta = 0.2 } = options;
  requireNumber("initial.amplitude", a, (value) => value > 0, "positive", "1");
  requireNumber("initial.wavenumber", k, () => true, "a finite number", "0.5");
  requireNumber("initial.thirdOrder", delta, () => true, "a finite number", "0.2");
  return problemOf({
    name: "hirota-soliton",
    terms: { thirdOrder: -6 * delta, selfSteepening: 6 * delta, intensitySlope: -6 * delta },
    parameters: { amplitude: a, wavenumber: k, thirdOrder: delta },
    velocity: k - delta * (3 * k * k - a * a),
    shape: (x) => [a / Math.cosh(a * x), 0],
    wavenumber: k,
    frequency: 0.5 * (k * k - a * a) - delta * k * (k * k - 3 * a * a),
  });
}

/** Parameters of the soliton of the Sasa–Satsuma equation. */
export interface SasaSatsumaSolitonOptions {
  /** Inverse width; the peak |ψ| is this over √2. @defaultValue `1` */
  readonly steepness?: number;
  /** δ. @defaultValue `0.2` */
  readonly thirdOrder?: number;
}

/**
 * The soliton with one hump of i ψ_t + ½ψ_xx + |ψ|²ψ + iδ(ψ_xxx + 6|ψ|²ψ_x + 3ψ(|ψ|²)_x) = 0, which is β₃ = −6δ, s = 6δ,
 * g = −3δ: ψ = (q/√2) sech(q(x − vt)) e^{i(κx − Ωt)}, κ = 1/(6δ), v = κ − 3δκ² + δq², Ω = κ²/2 − δκ³. The carrier turns the
 * equation into the modified Korteweg–de Vries equation of a real wave.
 *
 * N. Sasa & J. Satsuma, J. Phys. Soc. Jpn. 60 (1991) 409.
 */
export function sasaSatsumaSoliton(options: SasaSatsumaSolitonOptions = {}): WaveProblem {
  const { steepness: q = 1, thirdOrder: delta = 0.2 } = options;
  requireNumber("initial.steepness", q, (value) => value > 0, "positive", "1");
  requireNumber("initial.thirdOrder", delta, (value) => value !== 0, "not 0", "0.2");
  const k = 1 / (6 * delta);
  return problemOf({
    name: "sasa-satsuma-soliton",
    terms: { thirdOrder: -6 * delta, selfSteepening: 6 * delta, intensitySlope: -3 * delta },
    parameters: { steepness: q, thirdOrder: delta },
    velocity: k - 3 * delta * k * k + delta * q * q,
    shape: (x) => [q / Math.SQRT2 / Math.cosh(q * x), 0],
    wavenumber: k,
    frequency: 0.5 * k * k - delta * k ** 3,
  });
}

/** Parameters of the quartic soliton. */
export interface QuarticSolitonOptions {
  /** β₄, positive. @defaultValue `1` */
  readonly fourthOrder?: number;
}

/**
 * The soliton A sech²(x/w) e^{iμt} of i ψ_t + ½ψ_xx − (β₄/24)ψ_xxxx + |ψ|²ψ = 0: w² = 5β₄/3, A² = 5β₄/w⁴, μ = 8/(5w²).
 *
 * M. Karlsson & A. Höök, Opt. Commun. 104 (1994) 303.
 */
export function quarticSoliton(options: QuarticSolitonOptions = {}): WaveProblem {
  const { fourthOrder = 1 } = options;
  requireNumber("initial.fourthOrder", fourthOrder, (value) => value > 0, "positive", "1");
  const square = (5 * fourthOrder) / 3;
  const [width, height] = [Math.sqrt(square), Math.sqrt(5 * fourthOrder) / square];
  return problemOf({
    name: "quartic-soliton",
    terms: { fourthOrder },
    parameters: { fourthOrder },
    velocity: 0,
    shape: (x) => [height / Math.cosh(x / width) ** 2, 0],
    wavenumber: 0,
    frequency: (-2 + (2 / 3) * (fourthOrder / square)) / square,
  });
}

/** Parameters of the soliton of the derivative equation. */
export interface DerivativeSolitonOptions {
  /** ω, above velocity²/4. @defaultValue `1` */
  readonly frequency?: number;
  /** c. @defaultValue `0.5` */
  readonly velocity?: number;
}

/**
 * The soliton of i ψ_t + ψ_xx + i(|ψ|²ψ)_x = 0 (β = 2, γ = 0, s = 1): with κ² = 4ω − c² and q = c/(2√ω),
 * |ψ|² = κ²/(√ω (cosh κξ − q)), ξ = x − ct, arg ψ = ωt + cξ/2 − 3 arctan(√((1+q)/(1−q)) tanh(κξ/2)).
 *
 * D. J. Kaup & A. C. Newell, J. Math. Phys. 19 (1978) 798.
 */
export function derivativeSoliton(options: DerivativeSolitonOptions = {}): WaveProblem {
  const { frequency = 1, velocity = 0.5 } = options;
  requireNumber("initial.velocity", velocity, () => true, "a finite number", "0.5");
  requireNumber("initial.frequency", frequency, (w) => w > velocity ** 2 / 4, "above velocity²/4", "1");
  const kappa = Math.sqrt(4 * frequency - velocity ** 2);
  const q = velocity / (2 * Math.sqrt(frequency));
  const shape = (x: number): Complex =>
    polar(
      kappa / Math.sqrt(Math.sqrt(frequency) * (Math.cosh(kappa * x) - q)),
      -3 * Math.atan(Math.sqrt((1 + q) / (1 - q)) * Math.tanh(0.5 * kappa * x)),
    );
  return problemOf({
    name: "derivative-soliton",
    dispersion: 2,
    nonlinearity: 0,
    terms: { selfSteepening: 1 },
    parameters: { frequency, velocity },
    velocity,
    shape,
    wavenumber: 0.5 * velocity,
    frequency: 0.5 * velocity ** 2 - frequency,
  });
}
