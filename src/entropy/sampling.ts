import { requireNumber } from "../core/index.ts";
import { naturalPeriod, type PeriodOptions } from "./natural-period.ts";

/** Options of `sampling`. */
export interface SamplingOptions extends PeriodOptions {
  /** Order of the patterns, 2 … 8. */
  readonly order: number;
  /** A delay in samples that is judged, in place of the best. */
  readonly delay?: number;
}

/** How a series is sampled by patterns of one order. */
export interface Sampling {
  /** Natural period, in units of dt; Infinity where none is seen. */
  readonly tNat: number;
  /** Time that a pattern spans, delay (order − 1) dt. */
  readonly tPattern: number;
  /** Delay in samples: that with tPattern/tNat nearest to 0.4, or the one that was given. */
  readonly delay: number;
  /** Whether 0.3 ≤ tPattern/tNat ≤ 0.5 and the series lasts 1.5 tNat or longer. */
  readonly ideal: boolean;
  /** Why it is not ideal, or null. */
  readonly warning: string | null;
}

/** Bounds of tPattern/tNat, the ratio aimed at, and the least number of periods in the series. */
const wanted = { least: 0.3, most: 0.5, best: 0.4, periods: 1.5 } as const;

/** The time that a pattern spans: delay (order − 1) dt. */
export function patternTime(space: { readonly order: number; readonly delay: number }, dt = 1): number {
  return space.delay * (space.order - 1) * dt;
}

/**
 * Chooses the delay by the natural period: 0.3 ≲ tPattern/tNat ≲ 0.5, for a series of at least 1.5 tNat. Where no whole
 * delay satisfies this, or no period is seen, the nearest delay is given with a warning. A given delay is judged alike.
 *
 * Source: S. H. Hyman, K. J. Daniel and D. A. Schaffner, PECCARY, The Astrophysical Journal 987 (2025) 195, §3.2.
 */
export function sampling(series: Float64Array, options: SamplingOptions): Sampling {
  const { order, dt = 1 } = options;
  requireNumber("order", order, (n) => Number.isInteger(n) && n >= 2 && n <= 8, "a whole number from 2 to 8", "5");
  const tNat = naturalPeriod(series, options);
  const longest = Math.max(1, Math.floor((series.length - 1) / (order - 1)));
  const aim = Number.isFinite(tNat) ? Math.round((wanted.best * tNat) / dt / (order - 1)) : 1;
  const best = Math.min(longest, Math.max(1, aim));
  const { delay = best } = options;
  requireNumber("delay", delay, (l) => Number.isInteger(l) && l >= 1, "a whole number of samples, at least 1", "1");
  const tPattern = patternTime({ order, delay }, dt);
  const warning = whyNotIdeal(tPattern / tNat, ((series.length - 1) * dt) / tNat, delay, best);
  return { tNat, tPattern, delay, ideal: warning === null, warning };
}

function whyNotIdeal(ratio: number, periods: number, delay: number, best: number): string | null {
  if (ratio === 0) return `no natural period is seen in the series, by which its delay of ${delay} could be judged`;
  if (periods < wanted.periods) {
    return `the series lasts ${periods.toPrecision(3)} natural periods; ${wanted.periods} or more are needed`;
  }
  if (ratio >= wanted.least && ratio <= wanted.most) return null;
  const range = `tPattern/tNat from ${wanted.least} to ${wanted.most}`;
  if (delay !== best)
    return `the delay of ${delay} gives no ${range} but ${ratio.toPrecision(3)}; try a delay of ${best}`;
  const advice = ratio > wanted.most ? "; the series is sampled too coarsely, or is a map or noise" : "";
  return `no delay gives a ${range}: the nearest gives ${ratio.toPrecision(3)}${advice}`;
}
