import { invalid, type PatternCounter, sum } from "../core/index.ts";
import { countPatterns, requireCounted } from "./count.ts";
import { type OrdinalSpace, requireWindows } from "./space.ts";
import { skipped, visitWindows } from "./windows.ts";

/** Probabilities of the patterns of a space. */
export interface Pmf {
  readonly space: OrdinalSpace;
  /** Shape [order!]; the index of a pattern is explained at `patternOf`. */
  readonly p: Float64Array;
  /** How many windows they come from; Infinity for probabilities that are exact. */
  readonly windows: number;
}

/** How windows are weighted. */
export type Weighting =
  /** All alike. */
  | "none"
  /**
   * By the variance of their samples.
   *
   * Source: B. Fadlallah, B. Chen, A. Keil and J. Príncipe, Physical Review E 87 (2013) 022911, eqs. 4–5.
   */
  | "variance"
  /**
   * By A times the mean |x_i| plus 1 − A times the mean |x_i − x_{i−1}|, 0 ≤ A ≤ 1.
   *
   * Source: H. Azami and J. Escudero, Computer Methods and Programs in Biomedicine 128 (2016) 40–51, eq. 5.
   */
  | { readonly amplitude: number };

/** Options of `probabilities`. */
export interface ProbabilitiesOptions {
  /** @defaultValue `"none"` */
  readonly weighting?: Weighting;
  /** @defaultValue the registered one: WASM, or plain where there is none */
  readonly counter?: PatternCounter;
}

/**
 * Relative frequencies of the ordinal patterns of a series: p_π = n_π / M over its M = length − (order − 1) delay windows.
 *
 * Throws where the series has no window or, under `nan: "throw"`, a sample that is not finite.
 *
 * Source: C. Bandt and B. Pompe, Permutation entropy, Physical Review Letters 88 (2002) 174102.
 */
export function probabilities(space: OrdinalSpace, series: Float64Array, options: ProbabilitiesOptions = {}): Pmf {
  requireSeries(series);
  requireWindows(space, series.length);
  const { weighting = "none", counter } = options;
  const p = new Float64Array(space.size);
  const windows =
    weighting === "none"
      ? countPatterns(space, series, p, counter)
      : addWeights(space, series, weightOf(space, weighting), p);
  requireCounted(windows);
  return normalised(space, p, windows);
}

/** The probabilities of several series together: each window counts once, and none spans two series. */
export function pooled(space: OrdinalSpace, series: readonly Float64Array[], options: ProbabilitiesOptions = {}): Pmf {
  if (series.length === 0) throw invalid({ what: "pooling needs at least one series", got: 0, path: "series" });
  const { weighting = "none", counter } = options;
  const p = new Float64Array(space.size);
  let windows = 0;
  for (const one of series) {
    requireSeries(one);
    requireWindows(space, one.length);
    windows +=
      weighting === "none"
        ? countPatterns(space, one, p, counter)
        : addWeights(space, one, weightOf(space, weighting), p);
  }
  requireCounted(windows);
  return normalised(space, p, windows);
}

/** A pmf of given probabilities, or of counts; they need not be normalised. */
export function pmfOf(space: OrdinalSpace, weights: ArrayLike<number>, windows = Infinity): Pmf {
  const p = Float64Array.from(weights);
  if (p.length !== space.size || !p.every((weight) => weight >= 0 && weight < Infinity)) {
    throw invalid({ what: `a pmf of order ${space.order} needs ${space.size} finite weights ≥ 0`, got: p.length });
  }
  return normalised(space, p, windows);
}

/** p / Σ p, in place; all windows of weight zero count as one constant pattern. */
function normalised(space: OrdinalSpace, p: Float64Array, windows: number): Pmf {
  const total = sum(p);
  if (total === 0) p[0] = 1;
  else for (let i = 0; i < p.length; i++) p[i] = (p[i] as number) / total;
  return { space, p, windows };
}

type Weight = (series: Float64Array, first: number) => number;

function addWeights(space: OrdinalSpace, series: Float64Array, weight: Weight, p: Float64Array): number {
  let windows = 0;
  visitWindows(space, series, (first, index) => {
    if (index === skipped) return;
    p[index] = (p[index] as number) + weight(series, first);
    windows++;
  });
  return windows;
}

function weightOf({ order, delay }: OrdinalSpace, weighting: Exclude<Weighting, "none">): Weight {
  if (weighting === "variance") {
    return (x, first) => {
      let mean = 0;
      for (let j = 0; j < order; j++) mean += (x[first + j * delay] as number) / order;
      let variance = 0;
      for (let j = 0; j < order; j++) variance += ((x[first + j * delay] as number) - mean) ** 2 / order;
      return variance;
    };
  }
  const { amplitude } = weighting;
  if (!(amplitude >= 0 && amplitude <= 1)) {
    throw invalid({
      what: "weighting.amplitude must be from 0 to 1",
      got: amplitude,
      attempt: "0.5",
      path: "weighting",
    });
  }
  return (x, first) => {
    let level = Math.abs(x[first] as number);
    let change = 0;
    for (let j = 1; j < order; j++) {
      const value = x[first + j * delay] as number;
      level += Math.abs(value);
      change += Math.abs(value - (x[first + (j - 1) * delay] as number));
    }
    return (amplitude * level) / order + ((1 - amplitude) * change) / (order - 1);
  };
}

/** Throws unless the value is a Float64Array: other arrays would be read slowly, or as text. */
export function requireSeries(series: Float64Array): void {
  const given: unknown = series;
  if (given instanceof Float64Array) return;
  throw invalid({
    what: "a series must be a Float64Array",
    got: Array.isArray(given) ? "an Array" : typeof given,
    attempt: "Float64Array.from(values)",
    path: "series",
  });
}
