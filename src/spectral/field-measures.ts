import { type Field, requireNumber, sum, toWavenumbers } from "../core/index.ts";
import type { WaveSystem } from "./system.ts";

/** Entropies of a distribution, in nats. */
export interface EntropyFamily {
  /** −Σ p ln p */
  readonly shannon: number;
  /** ln of the number of points with p > 1e-15; Rényi of order 0. */
  readonly renyi0: number;
  /** 2 ln Σ √p */
  readonly renyiHalf: number;
  /** −ln Σ p² */
  readonly renyi2: number;
  /** −ln max p */
  readonly renyiInfinity: number;
  /** (1 − Σ p^q) / (q − 1), for the q asked for; the Shannon entropy at q = 1. */
  readonly tsallis: number;
}

/** What a field looks like, in numbers. */
export interface FieldMeasures {
  /** Of p_j = |ψ_j|² / Σ |ψ|², which depends on the grid. */
  readonly spatial: EntropyFamily;
  /** Of the density |ψ|²/M in x, which does not: p/dx in place of p, Σ dx in place of Σ. */
  readonly differential: EntropyFamily;
  /** Of p_k = |v_k|² / Σ |v|². */
  readonly spectral: EntropyFamily;
  /** Of the density in k. */
  readonly spectralDifferential: EntropyFamily;
  readonly intensity: {
    readonly mean: number;
    readonly max: number;
    readonly variance: number;
    readonly skewness: number;
    /** 3 for a normal distribution. */
    readonly kurtosis: number;
    /** ⟨|ψ|⁴⟩ / ⟨|ψ|²⟩², 2 for Gaussian waves. */
    readonly scintillation: number;
  };
  readonly bandwidth: {
    /** Mean wavenumber, weighted with the power. */
    readonly mean: number;
    /** Root of the mean square distance from it. */
    readonly rms: number;
    /** Number of modes with more than a hundredth of the largest power. */
    readonly modes: number;
  };
}

/** Entropies, intensity statistics and bandwidth of a field; NaN for one that is zero everywhere. */
export function fieldMeasures(
  system: WaveSystem,
  psi: Field<"x">,
  { q = 2 }: { readonly q?: number } = {},
): FieldMeasures {
  requireNumber("q", q, (value) => value > 0, "positive", "2");
  const { grid, fft } = system;
  const intensity = power(psi);
  const modes = power(toWavenumbers(fft, psi));
  const p = normalised(intensity);
  const pk = normalised(modes);
  const mean = sum(intensity) / grid.points;
  const moment = (order: number) => sum(intensity.map((value) => (value - mean) ** order)) / grid.points;
  const variance = moment(2);
  const meanK = sum(pk.map((value, j) => value * (grid.k[j] as number)));
  const largest = modes.reduce((a, b) => Math.max(a, b), 0);
  return {
    spatial: family(p, 1, q),
    differential: family(p, grid.spacing, q),
    spectral: family(pk, 1, q),
    spectralDifferential: family(pk, (2 * Math.PI) / grid.length, q),
    intensity: {
      mean,
      max: intensity.reduce((a, b) => Math.max(a, b), 0),
      variance,
      skewness: moment(3) / variance ** 1.5,
      kurtosis: moment(4) / variance ** 2,
      scintillation: (variance + mean * mean) / (mean * mean),
    },
    bandwidth: {
      mean: meanK,
      rms: Math.sqrt(sum(pk.map((value, j) => value * ((grid.k[j] as number) - meanK) ** 2))),
      modes: modes.filter((value) => value > 0.01 * largest).length,
    },
  };
}

/** Entropies of p over cells of a width: with width 1 of the probabilities themselves, else of the density p / width. */
function family(p: Float64Array, width: number, q: number): EntropyFamily {
  const log = Math.log(width);
  const powers = (order: number) => sum(p.map((value) => value ** order));
  const shannon = -sum(p.map((value) => (value === 0 ? 0 : value * Math.log(value)))) + log;
  return {
    shannon,
    renyi0: Math.log(p.filter((value) => value > 1e-15).length) + log,
    renyiHalf: 2 * Math.log(powers(0.5)) + log,
    renyi2: -Math.log(powers(2)) + log,
    renyiInfinity: -Math.log(p.reduce((a, b) => Math.max(a, b), 0)) + log,
    tsallis: q === 1 ? shannon : (1 - powers(q) * width ** (1 - q)) / (q - 1),
  };
}

function power({ re, im }: Field<"x"> | Field<"k">): Float64Array {
  return re.map((value, j) => value * value + (im[j] as number) ** 2);
}

function normalised(values: Float64Array): Float64Array {
  const total = sum(values);
  return values.map((value) => value / total);
}
