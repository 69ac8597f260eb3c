import { maximalDivergence } from "./complexity.ts";

/**
 * What a pattern that occurs c times in M windows adds to the entropy and to the divergence, for c = 0 … M.
 *
 * Every entry is a multiple of 2^−48, so that sums below 16 are exact: they can be updated by differences for ever
 * without drift. The rounding of an entry, 2^−49, is all that H and C differ by from compensated sums.
 */
export interface CountTables {
  /** −p ln p with p = c/M, shape [M + 1]; nats. */
  readonly entropy: Float64Array;
  /** [p ln(2p/(p + u)) + u ln(2u/(p + u)) − u ln 2]/2 with u = 1/N, shape [M + 1]; zero at c = 0. */
  readonly divergence: Float64Array;
  /** ln N. */
  readonly most: number;
  /** The largest divergence. */
  readonly farthest: number;
  /** H from Σ entropy. */
  H(entropy: number): number;
  /** C from both sums. */
  C(entropy: number, divergence: number): number;
}

/** The tables for M windows and N patterns. */
export function countTables(windows: number, patterns: number): CountTables {
  const entropy = new Float64Array(windows + 1);
  const divergence = new Float64Array(windows + 1);
  const u = 1 / patterns;
  for (let c = 1; c <= windows; c++) {
    const p = c / windows;
    entropy[c] = exact(-p * Math.log(p));
    divergence[c] = exact((p * Math.log((2 * p) / (p + u)) + u * Math.log(u / (p + u))) / 2);
  }
  const most = Math.log(patterns);
  const farthest = maximalDivergence(patterns);
  return {
    entropy,
    divergence,
    most,
    farthest,
    H: (sum) => sum / most,
    C: (sum, distance) => ((sum / most) * (Math.LN2 / 2 + distance)) / farthest,
  };
}

/** The nearest multiple of 2^−48; never −0. */
function exact(value: number): number {
  return Math.round(value * 2 ** 48) / 2 ** 48 + 0;
}
