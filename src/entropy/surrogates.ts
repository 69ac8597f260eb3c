import { defaultKernels, invalid, type Kernels, type Rng, rng } from "../core/index.ts";
import { requireSeries } from "./probabilities.ts";
import { requireFinite } from "./windows.ts";

/** What a surrogate keeps of a series: its values; its spectrum; its values and, nearly, its spectrum. */
export type SurrogateKind = "shuffle" | "phase-randomised" | "iaaft";

/** Options of `surrogate`. */
export interface SurrogateOptions {
  readonly kind: SurrogateKind;
  /** @defaultValue `0` */
  readonly seed?: number;
  /** Most iterations of "iaaft". @defaultValue `100` */
  readonly iterations?: number;
  readonly kernels?: Kernels;
}

/**
 * A series that is random but for what its kind keeps: a shuffle keeps the values, phase randomisation the spectrum, and
 * IAAFT the values exactly and the spectrum as nearly as its iterations bring it.
 *
 * Source: J. Theiler et al., Physica D 58 (1992) 77–94; T. Schreiber and A. Schmitz, Physical Review Letters 77 (1996)
 * 635–638.
 */
export function surrogate(series: Float64Array, options: SurrogateOptions): Float64Array {
  requireSeries(series);
  requireFinite(series);
  const { kind, seed = 0, iterations = 100, kernels = defaultKernels() } = options;
  const random = rng(seed);
  switch (kind) {
    case "shuffle":
      return shuffled(series, random);
    case "phase-randomised":
      return phaseRandomised(series, random, kernels);
    case "iaaft":
      return iterated(series, random, iterations, kernels);
    default:
      throw invalid({ what: 'kind must be "shuffle", "phase-randomised" or "iaaft"', got: kind, path: "kind" });
  }
}

function shuffled(series: Float64Array, random: Rng): Float64Array {
  const out = series.slice();
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const x = out[i] as number;
    out[i] = out[j] as number;
    out[j] = x;
  }
  return out;
}

function phaseRandomised(series: Float64Array, random: Rng, kernels: Kernels): Float64Array {
  const n = series.length;
  const re = series.slice();
  const im = new Float64Array(n);
  const fft = kernels.fft(n);
  fft.forward(re, im);
  for (let k = 1; 2 * k < n; k++) {
    const amplitude = Math.hypot(re[k] as number, im[k] as number);
    const phase = 2 * Math.PI * random.uniform();
    re[k] = amplitude * Math.cos(phase);
    im[k] = amplitude * Math.sin(phase);
    re[n - k] = re[k] as number;
    im[n - k] = -(im[k] as number);
  }
  fft.inverse(re, im);
  return re;
}

function iterated(series: Float64Array, random: Rng, iterations: number, kernels: Kernels): Float64Array {
  const n = series.length;
  const sorted = series.slice().sort();
  const fft = kernels.fft(n);
  const re = series.slice();
  const im = new Float64Array(n);
  fft.forward(re, im);
  const amplitude = re.map((value, k) => Math.hypot(value, im[k] as number));
  let out = shuffled(series, random);
  for (let i = 0; i < iterations; i++) {
    re.set(out);
    im.fill(0);
    fft.forward(re, im);
    for (let k = 0; k < n; k++) {
      const size = Math.hypot(re[k] as number, im[k] as number);
      const factor = size > 0 ? (amplitude[k] as number) / size : 0;
      re[k] = (re[k] as number) * factor;
      im[k] = (im[k] as number) * factor;
    }
    fft.inverse(re, im);
    const next = ranked(re, sorted);
    const settled = next.every((value, j) => value === out[j]);
    out = next;
    if (settled) break;
  }
  return out;
}

/** The sorted values in the order of `shape`. */
function ranked(shape: Float64Array, sorted: Float64Array): Float64Array {
  const places = Uint32Array.from(shape.keys()).sort((a, b) => (shape[a] as number) - (shape[b] as number));
  const out = new Float64Array(shape.length);
  places.forEach((place, rank) => {
    out[place] = sorted[rank] as number;
  });
  return out;
}
