import { defaultKernels, invalid, type Kernels, requireNumber } from "../core/index.ts";
import { requireSeries } from "./probabilities.ts";
import { requireFinite } from "./windows.ts";

/** How the natural period tNat is measured. */
export type PeriodMethod = "crossings" | "maxima" | "minima" | "autocorrelation" | "spectrum";

/** Options of `naturalPeriod`. */
export interface PeriodOptions {
  /** @defaultValue `"crossings"` */
  readonly method?: PeriodMethod;
  /** Time from sample to sample; the unit of the result. @defaultValue `1` */
  readonly dt?: number;
  /** The level of the crossings. @defaultValue the mean of the series */
  readonly level?: number;
  readonly kernels?: Kernels;
}

/**
 * The natural period tNat of a series, in units of dt: the mean time between upward crossings of a level (the moments
 * interpolated linearly), or between maxima or minima; or the first maximum of the autocorrelation behind its first zero;
 * or of the highest peak of the spectrum under a Hann window. Only whole periods count, so that neither the ends of the
 * series nor its first time matter. Infinity where no period is seen, as in a constant series.
 *
 * Source: S. H. Hyman, K. J. Daniel and D. A. Schaffner, PECCARY, The Astrophysical Journal 987 (2025) 195, §3.2.
 */
export function naturalPeriod(series: Float64Array, options: PeriodOptions = {}): number {
  requireSeries(series);
  requireFinite(series);
  const { method = "crossings", dt = 1, kernels = defaultKernels() } = options;
  requireNumber("dt", dt, (value) => value > 0, "positive", "1");
  if (series.every((x) => x === series[0])) return Infinity;
  const level = options.level ?? mean(series);
  switch (method) {
    case "crossings":
      return dt * meanSpacing(upwardCrossings(series, level));
    case "maxima":
      return dt * meanSpacing(maxima(series, 1));
    case "minima":
      return dt * meanSpacing(maxima(series, -1));
    case "autocorrelation":
      return dt * firstReturn(autocorrelation(series, kernels));
    case "spectrum":
      return dt * strongestPeriod(series, kernels);
    default:
      throw invalid({
        what: 'method must be "crossings", "maxima", "minima", "autocorrelation" or "spectrum"',
        got: method,
        path: "method",
      });
  }
}

function mean(series: Float64Array): number {
  let sum = 0;
  for (const x of series) sum += x / series.length;
  return sum;
}

/** (last − first)/(number − 1). */
function meanSpacing(times: readonly number[]): number {
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  return times.length < 2 ? Infinity : (last - first) / (times.length - 1);
}

/** Where a series passes from below the level to the level or above; an exact hit counts once. */
function upwardCrossings(x: Float64Array, level: number): number[] {
  const times: number[] = [];
  for (let i = 1; i < x.length; i++) {
    const before = (x[i - 1] as number) - level;
    const after = (x[i] as number) - level;
    if (before < 0 && after >= 0) times.push(i - 1 + before / (before - after));
  }
  return times;
}

/** Tops of the parabolas through the local maxima of sign · x; the middle of a flat one. */
function maxima(x: Float64Array, sign: number): number[] {
  const times: number[] = [];
  for (let i = 1; i < x.length - 1; i++) {
    const y = sign * (x[i] as number);
    const before = sign * (x[i - 1] as number);
    if (before >= y) continue;
    let end = i;
    while (end < x.length - 1 && x[end + 1] === x[i]) end++;
    const after = sign * (x[end + 1] as number);
    if (end < x.length - 1 && after < y) times.push(end > i ? (i + end) / 2 : i + vertex(before, y, after));
    i = end;
  }
  return times;
}

/** Where the parabola through (−1, a), (0, b), (1, c) has its vertex. */
function vertex(a: number, b: number, c: number): number {
  const curvature = a - 2 * b + c;
  return curvature === 0 ? 0 : (a - c) / (2 * curvature);
}

/** Σ_i x_i x_{i+k} of the series less its mean, divided by the number of terms, k = 0 … half the length. */
function autocorrelation(series: Float64Array, kernels: Kernels): Float64Array {
  const n = series.length;
  const size = 2 ** Math.ceil(Math.log2(2 * n));
  const fft = kernels.fft(size);
  const re = kernels.allocate(size);
  const im = kernels.allocate(size);
  const centre = mean(series);
  for (let i = 0; i < n; i++) re[i] = (series[i] as number) - centre;
  fft.forward(re, im);
  for (let k = 0; k < size; k++) {
    re[k] = (re[k] as number) ** 2 + (im[k] as number) ** 2;
    im[k] = 0;
  }
  fft.inverse(re, im);
  return Float64Array.from({ length: (n >> 1) + 1 }, (_, k) => (re[k] as number) / (n - k));
}

function firstReturn(correlation: Float64Array): number {
  let k = correlation.findIndex((value) => value <= 0);
  if (k < 0) return Infinity;
  // The highest value up to the next zero behind the first positive one.
  while (k < correlation.length && (correlation[k] as number) <= 0) k++;
  let best = k;
  for (; k < correlation.length && (correlation[k] as number) > 0; k++) {
    if ((correlation[k] as number) > (correlation[best] as number)) best = k;
  }
  if (best < 1 || best >= correlation.length - 1) return Infinity;
  return best + vertex(correlation[best - 1] as number, correlation[best] as number, correlation[best + 1] as number);
}

function strongestPeriod(series: Float64Array, kernels: Kernels): number {
  const n = series.length;
  const size = 2 ** Math.ceil(Math.log2(4 * n));
  const fft = kernels.fft(size);
  const re = kernels.allocate(size);
  const im = kernels.allocate(size);
  const centre = mean(series);
  for (let i = 0; i < n; i++) {
    re[i] = ((series[i] as number) - centre) * Math.sin((Math.PI * (i + 0.5)) / n) ** 2;
  }
  fft.forward(re, im);
  const power = Float64Array.from({ length: size / 2 }, (_, k) => (re[k] as number) ** 2 + (im[k] as number) ** 2);
  let best = 1;
  for (let k = 1; k < power.length - 1; k++) if ((power[k] as number) > (power[best] as number)) best = k;
  const [a = 0, b = 0, c = 0] = power.subarray(best - 1, best + 2);
  if (!(b > 0)) return Infinity;
  const refined = best + (a > 0 && c > 0 ? vertex(Math.log(a), Math.log(b), Math.log(c)) : 0);
  return size / refined;
}
