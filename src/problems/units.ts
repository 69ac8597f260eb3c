import { requireNumber } from "../core/index.ts";

const positive = (name: string, value: number, attempt: string): void =>
  requireNumber(name, value, (number) => number > 0, "positive", attempt);
const nonzero = (name: string, value: number, attempt: string): void =>
  requireNumber(name, value, (number) => number !== 0, "not 0", attempt);

/** A pulse in an optical fibre, in SI units. */
export interface FibreOptions {
  /** Group-velocity dispersion β₂ in s²/m; negative is anomalous. */
  readonly beta2: number;
  /** Kerr coefficient in 1/(W m). */
  readonly gamma: number;
  /** Peak power in W. */
  readonly power: number;
  /** T₀ in s, of a pulse sech(T/T₀). */
  readonly duration: number;
}

/** The scales of a pulse in a fibre; A = √power ψ(T/T₀, z/L_D) obeys the equation with these coefficients. */
export interface FibreUnits {
  /** β = −sign β₂ */
  readonly dispersion: number;
  /** γ = N² */
  readonly nonlinearity: number;
  /** L_D = T₀²/|β₂| in m, the unit of t. */
  readonly dispersionLength: number;
  /** 1/(γ P₀) in m. */
  readonly nonlinearLength: number;
  /** N = √(L_D/L_NL): 1 for the fundamental soliton. */
  readonly solitonOrder: number;
  /** π L_D/2 in m, after which a soliton of whole order has its first shape again. */
  readonly solitonPeriod: number;
  /** |β₂|/(γ T₀²) in W, the peak power of the fundamental soliton of this duration. */
  readonly fundamentalPower: number;
}

/** i A_z − (β₂/2) A_TT + γ|A|²A = 0 in dimensionless form. G. P. Agrawal, Nonlinear Fiber Optics, §5.2. */
export function fibre({ beta2, gamma, power, duration }: FibreOptions): FibreUnits {
  nonzero("beta2", beta2, "-21.7e-27");
  positive("gamma", gamma, "1.3e-3");
  positive("power", power, "10");
  positive("duration", duration, "1e-12");
  const dispersionLength = duration ** 2 / Math.abs(beta2);
  const nonlinearLength = 1 / (gamma * power);
  return {
    dispersion: -Math.sign(beta2),
    nonlinearity: dispersionLength / nonlinearLength,
    dispersionLength,
    nonlinearLength,
    solitonOrder: Math.sqrt(dispersionLength / nonlinearLength),
    solitonPeriod: 0.5 * Math.PI * dispersionLength,
    fundamentalPower: Math.abs(beta2) / (gamma * duration ** 2),
  };
}

/** A Bose–Einstein condensate in an elongated harmonic trap, in SI units. */
export interface CondensateOptions {
  /** Mass of an atom in kg. */
  readonly mass: number;
  /** s-wave scattering length in m; positive is repulsive. */
  readonly scatteringLength: number;
  readonly atoms: number;
  /** Angular frequency along the trap in rad/s. */
  readonly frequency: number;
  /** Angular frequency across it in rad/s, much larger. */
  readonly transverseFrequency: number;
}

/** The scales of a condensate; ψ(x/length, t/time) of mass 1 obeys the equation with β = 1, V = x²/2 and this γ. */
export interface CondensateUnits {
  /** √(ħ/mω) in m. */
  readonly length: number;
  /** 1/ω in s. */
  readonly time: number;
  /** ħω in J. */
  readonly energy: number;
  /** γ = −2 N a_s ω_⊥/(ω a), negative for repulsion. */
  readonly nonlinearity: number;
  /** ½(3|γ|/2)^(2/3), the chemical potential in units of energy where repulsion is strong. */
  readonly thomasFermi: number;
  /** √(2μ) in units of length: where the density of that limit ends. */
  readonly thomasFermiRadius: number;
}

const hbar = 1.054571817e-34;

/**
 * The Gross–Pitaevskii equation of a condensate that moves along one direction only, g = 2ħω_⊥ a_s per atom.
 *
 * M. Olshanii, Phys. Rev. Lett. 81 (1998) 938, without his correction for a_s near the transverse length.
 */
export function condensate(options: CondensateOptions): CondensateUnits {
  const { mass, scatteringLength, atoms, frequency, transverseFrequency } = options;
  positive("mass", mass, "1.443e-25");
  nonzero("scatteringLength", scatteringLength, "5.3e-9");
  positive("atoms", atoms, "1000");
  positive("frequency", frequency, "60");
  positive("transverseFrequency", transverseFrequency, "2000");
  const length = Math.sqrt(hbar / (mass * frequency));
  const nonlinearity = (-2 * atoms * scatteringLength * transverseFrequency) / (frequency * length);
  const thomasFermi = 0.5 * (1.5 * Math.abs(nonlinearity)) ** (2 / 3);
  return {
    length,
    time: 1 / frequency,
    energy: hbar * frequency,
    nonlinearity,
    thomasFermi,
    thomasFermiRadius: Math.sqrt(2 * thomasFermi),
  };
}

/** A train of waves on deep water, in SI units. */
export interface OceanWavesOptions {
  /** Wavelength of the carrier in m. */
  readonly wavelength: number;
  /** ε = k₀a, amplitude times wavenumber. */
  readonly steepness: number;
  /** In m/s². @defaultValue `9.80665` */
  readonly gravity?: number;
}

/** The scales of deep-water waves; the surface is Re a ψ*((x − c_g t)/length, t/time) e^{i(k₀x − ω₀t)}, with β = γ = 1. */
export interface OceanWavesUnits {
  /** 1/(√2 ε k₀) in m. */
  readonly length: number;
  /** 2/(ε² ω₀) in s. */
  readonly time: number;
  /** a = ε/k₀ in m, where |ψ| = 1. */
  readonly amplitude: number;
  /** ω₀ = √(g k₀) in rad/s. */
  readonly frequency: number;
  /** c_g = ω₀/(2k₀) in m/s. */
  readonly groupVelocity: number;
  /** The fastest growth of a modulation of the plane wave, ½ε²ω₀ in 1/s (Benjamin and Feir). */
  readonly modulationGrowth: number;
}

/**
 * i(A_t + c_g A_x) − (ω₀/8k₀²) A_xx − ½ω₀k₀²|A|²A = 0 in dimensionless form.
 *
 * V. E. Zakharov, J. Appl. Mech. Tech. Phys. 9 (1968) 190.
 */
export function oceanWaves({ wavelength, steepness, gravity = 9.80665 }: OceanWavesOptions): OceanWavesUnits {
  positive("wavelength", wavelength, "100");
  positive("steepness", steepness, "0.1");
  positive("gravity", gravity, "9.80665");
  const wavenumber = (2 * Math.PI) / wavelength;
  const frequency = Math.sqrt(gravity * wavenumber);
  return {
    length: 1 / (Math.SQRT2 * steepness * wavenumber),
    time: 2 / (steepness ** 2 * frequency),
    amplitude: steepness / wavenumber,
    frequency,
    groupVelocity: frequency / (2 * wavenumber),
    modulationGrowth: 0.5 * steepness ** 2 * frequency,
  };
}
