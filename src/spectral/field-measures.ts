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
  const pk = normalised(modes);
  const [spatial, differential] = families(normalised(intensity), grid.spacing, q);
  const [spectral, spectralDifferential] = families(pk, (2 * Math.PI) / grid.length, q);
  const mean = sum(intensity) / grid.points;
  const away = intensity.map((value) => value - mean);
  const variance = sum(away.map((d) => d * d)) / grid.points;
  const meanK = sum(pk.map((value, j) => value * (grid.k[j] as number)));
  const least = 0.01 * largestOf(modes);
  return {
    spatial,
    differential,
    spectral,
    spectralDifferential,
    intensity: {
      mean,
      max: largestOf(intensity),
      variance,
      skewness: sum(away.map((d) => d * d * d)) / grid.points / variance ** 1.5,
      kurtosis: sum(away.map((d) => d * d * (d * d))) / grid.points / variance ** 2,
      scintillation: (variance + mean * mean) / (mean * mean),
    },
    bandwidth: {
      mean: meanK,
      rms: Math.sqrt(sum(pk.map((value, j) => value * ((grid.k[j] as number) - meanK) ** 2))),
      modes: modes.reduce((count, value) => count + (value > least ? 1 : 0), 0),
    },
  };
}

/** Entropies of probabilities, and of the density that they are on cells of a width: p / width. */
function families(
  p: Float64Array,
  width: number,
  q: number,
): readonly [discrete: EntropyFamily, density: EntropyFamily] {
  const squares = sum(p.map((value) => value * value));
  const powers = q === 2 ? squares : sum(p.map((value) => value ** q));
  const shannon = -sum(p.map((value) => (value === 0 ? 0 : value * Math.log(value))));
  const discrete = {
    shannon,
    renyi0: Math.log(p.reduce((count, value) => count + (value > 1e-15 ? 1 : 0), 0)),
    renyiHalf: 2 * Math.log(sum(p.map(Math.sqrt))),
    renyi2: -Math.log(squares),
    renyiInfinity: -Math.log(largestOf(p)),
  };
  const log = Math.log(width);
  const tsallis = (factor: number, atOne: number) => (q === 1 ? atOne : (1 - powers * factor) / (q - 1));
  return [
    { ...discrete, tsallis: tsallis(1, shannon) },
    {
      shannon: shannon + log,
      renyi0: discrete.renyi0 + log,
      renyiHalf: discrete.renyiHalf + log,
      renyi2: discrete.renyi2 + log,
      renyiInfinity: discrete.renyiInfinity + log,
      tsallis: tsallis(width ** (1 - q), shannon + log),
    },
  ];
}

function largestOf(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, b), 0);
}

function power({ re, im }: Field<"x"> | Field<"k">): Float64Array {
  return re.map((value, j) => value * value + (im[j] as number) ** 2);
}

function normalised(values: Float64Array): Float64Array {
  const total = sum(values);
  return values.map((value) => value / total);
}
