import type { Pmf } from "./probabilities.ts";

/** Patterns that do not occur. */
export interface MissingPatterns {
  /** Indices of the patterns with probability zero. */
  readonly missing: readonly number[];
  /** How many would be missing in independent noise of as many windows: N (1 − 1/N)^M. */
  readonly expectedInNoise: number;
  /**
   * How many are missing beyond that: the estimate of the forbidden patterns, which no orbit of the system shows; zero
   * or more.
   */
  readonly forbidden: number;
}

/**
 * The missing patterns of a pmf, beside their expected number in noise. Overlapping windows are taken as independent,
 * which for N (1 − 1/N)^M holds within a few parts in a hundred of N.
 *
 * Source: J. M. Amigó, S. Zambrano and M. A. F. Sanjuán, Europhysics Letters 79 (2007) 50001.
 */
export function missingPatterns({ p, windows }: Pmf): MissingPatterns {
  const missing = [...p.keys()].filter((index) => p[index] === 0);
  const n = p.length;
  const expectedInNoise = n * Math.exp(windows * Math.log1p(-1 / n));
  return { missing, expectedInNoise, forbidden: Math.max(0, missing.length - expectedInNoise) };
}
