import { requireNumber } from "../core/index.ts";
import { disequilibrium, maximalDivergence } from "./complexity.ts";
import { requireCounted } from "./count.ts";
import { permutationEntropy } from "./information.ts";
import { longRunVariance } from "./long-run-variance.ts";
import { noiseTraces } from "./noise-traces-table.ts";
import { pmfOf } from "./probabilities.ts";
import type { OrdinalSpace } from "./space.ts";
import { gammaBelow } from "./three-moments.ts";
import { patternSequence, skipped } from "./windows.ts";

/** An estimate corrected for its bias, and an interval that holds the true value with the given probability. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Intervals of H and C, or why there are none. */
export type Intervals =
  | { readonly H: Interval; readonly C: Interval; readonly reason: null }
  | { readonly H: null; readonly C: null; readonly reason: string };

/** Windows for every pattern that occurs, below which the expansion in 1/M that the intervals rest on does not hold. */
const leastWindows = 8;

/** Options of `intervals`. */
export interface IntervalOptions {
  /** Probability with which an interval holds the true value. @defaultValue `0.95` */
  readonly level?: number;
}

/**
 * H and C corrected for bias, with intervals that account for the overlap of windows.
 *
 * Let T be 1 − H or C, which are zero for noise. Its estimate from M windows is taken as T + a linear part, of variance
 * s T/M, + a quadratic part with the cumulants of a sum of weighted squares of normal numbers. s is the long-run variance of
 * the derivative along the sequence of patterns over T; the weights are those of independent noise, whose
 * overlapping windows are known exactly, scaled by the second derivative. An interval holds every T under which the
 * estimate would not be among the extreme 1 − level: on both sides alike, save near T = 0, where only large estimates
 * are extreme.
 *
 * Right for series whose patterns forget each other in a few windows; not for series that are not stationary. With fewer
 * than eight windows for every pattern that occurs there are none: many patterns then have not occurred yet.
 *
 * Source: J. Neyman, Philosophical Transactions of the Royal Society A 236 (1937) 333–380, for the construction; G. A.
 * Miller, Information Theory in Psychology (1955) 95–100, for the leading bias.
 */
export function intervals(
  space: OrdinalSpace,
  series: Float64Array,
  { level = 0.95 }: IntervalOptions = {},
): Intervals {
  requireNumber("level", level, (value) => value > 0 && value < 1, "above 0 and below 1", "0.95");
  const sequence = patternSequence(space, series).filter((index) => index !== skipped);
  requireCounted(sequence.length);
  const counts = new Float64Array(space.size);
  for (const index of sequence) counts[index] = (counts[index] as number) + 1;
  const pmf = pmfOf(space, counts, sequence.length);
  const { p } = pmf;
  const n = p.length;
  const u = 1 / n;
  const most = Math.log(n);
  const farthest = maximalDivergence(n);
  const H = permutationEntropy(pmf);
  const J = disequilibrium(pmf);
  // First derivatives of H and J by p, and their traces with the covariance of one window, diag p − p pᵀ.
  const dH = p.map((value) => (value > 0 ? -Math.log(value) / most : 0));
  const dJ = p.map((value) => (value > 0 ? (0.5 * Math.log((2 * value) / (value + u))) / farthest : 0));
  let curvatureH = 0;
  let curvatureJ = 0;
  let [meanH, meanJ, product] = [0, 0, 0];
  // What third and fourth derivatives add to the bias, E ε³ = p/M² and E ε⁴ = 3 p²/M²; matters where M/N is about ten.
  let [furtherH, furtherJ] = [0, 0];
  for (let i = 0; i < n; i++) {
    const value = p[i] as number;
    if (value === 0) continue;
    curvatureH -= (1 - value) / most;
    curvatureJ += (0.5 * u * (1 - value)) / (value + u) / farthest;
    furtherH -= 1 / (12 * value) / most;
    furtherJ += (1 / (24 * value) + value / (12 * (value + u) ** 2) - value ** 2 / (8 * (value + u) ** 3)) / farthest;
    meanH += value * (dH[i] as number);
    meanJ += value * (dJ[i] as number);
    product += value * (dH[i] as number) * (dJ[i] as number);
  }
  const curvatureC = J * curvatureH + H * curvatureJ + 2 * (product - meanH * meanJ);
  const dC = dH.map((slope, i) => slope * J + H * (dJ[i] as number));
  const seen = p.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  if (sequence.length < leastWindows * seen) {
    const reason = `${sequence.length} windows are too few for the ${seen} patterns that occur; ${leastWindows * seen} are needed`;
    return { H: null, C: null, reason };
  }
  if (seen === 1) return { H: { estimate: 0, low: 0, high: 0 }, C: { estimate: 0, low: 0, high: 0 }, reason: null };
  const furtherC = J * furtherH + H * furtherJ;
  const interval = (estimate: number, slope: Float64Array, curvature: number, further: number, inflation: number) => {
    const variance = longRunVariance(sequence, slope, 2 * (space.order - 1) * space.delay);
    return construct(space.order, sequence.length, estimate, variance, curvature, further, seen, inflation, 1 - level);
  };
  const fromOne = interval(1 - H, dH, -curvatureH, -furtherH, 2);
  const ofC = interval(H * J, dC, curvatureC, furtherC, 4);
  return { H: { estimate: 1 - fromOne.estimate, low: 1 - fromOne.high, high: 1 - fromOne.low }, C: ofC, reason: null };
}

/**
 * The interval of a quantity T ≥ 0 that is zero for noise.
 *
 * `inflation` times patterns seen per window is by how much the long-run variance at the estimated probabilities falls short
 * of that at the true ones: 2 for H and 4 for C, measured on AR(1) series of 1000 samples at order 5, where it is most.
 */
function construct(
  order: number,
  windows: number,
  observed: number,
  variance: number,
  curvature: number,
  further: number,
  seen: number,
  inflation: number,
  alpha: number,
): Interval {
  if (observed <= 0) return { estimate: 0, low: 0, high: 0 };
  const [t0, t1, t2, t3] = noiseTraces[order - 2] as readonly [number, number, number, number];
  const first = (0.5 * curvature * t1) / t0 / windows;
  const second = further / windows ** 2;
  const bias = first + Math.sign(second) * Math.min(Math.abs(second), Math.abs(first) / 2);
  const spread = (2 * t2) / t1 ** 2; // variance of the quadratic part over the square of its mean
  const skewness = (8 * t3) / t1 ** 3;
  const scale = Math.abs(bias) * Math.sqrt(spread);
  // The derivative is taken at the estimate: what noise adds to its variance is not of the series. The ratio to T is drawn
  // a quarter of the way to that of noise, so that it stays bounded near T = 0.
  const noise = 2 * windows * scale ** 2;
  const own = Math.max(0, variance * (1 + (inflation * seen) / windows) - noise);
  const s = (own + noise / 4) / (Math.max(0, observed - bias) + Math.abs(bias) / 4);
  const below = (T: number) => {
    const linear = (s * T) / windows;
    const third = bias ** 3 * skewness + (Math.sign(bias) * 1.5 * s * linear) / windows;
    return gammaBelow(observed - T - bias, linear + bias ** 2 * spread, third);
  };
  // How much of alpha lies at small estimates.
  const lower = (T: number) => (alpha / 2) * Math.min(1, T / (3 * scale || T || 1));
  return {
    estimate: Math.min(1, Math.max(0, observed - bias)),
    low: root((T) => 1 - below(T) - (alpha - lower(T))),
    high: root((T) => lower(T) - below(T)),
  };
}

/** Where an increasing function on [0, 1] passes zero; an end where it does not. */
function root(f: (T: number) => number): number {
  if (f(0) >= 0) return 0;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}
