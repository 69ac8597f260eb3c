import { type UnitRoots, unitRoots } from "./unit-roots.ts";

/**
 * One pass of a Stockham transform, from x to y, which must not overlap.
 *
 * With radix R, current length n = R m and stride s = N/n, for p < m, q < s and k < R:
 *
 * y[q + s (R p + k)] = exp(−2πi pk/n) Σ_j x[q + s (p + m j)] exp(−2πi jk/R).
 *
 * After the last pass (m = 1) the result is in natural order.
 *
 * Source: C. Van Loan, Computational Frameworks for the Fast Fourier Transform (SIAM, 1992), §1.7 and §2.2.
 */
export type Pass = (
  xRe: Float64Array,
  xIm: Float64Array,
  x0: number,
  yRe: Float64Array,
  yIm: Float64Array,
  y0: number,
) => void;

/** Makes the pass of one radix for the current length n and stride s. */
export type MakePass = (n: number, s: number) => Pass;

/** The twiddles exp(−2πi pk/n) at [p (R − 1) + k − 1], for k = 1 … R − 1. */
export function twiddles(radix: number, n: number): UnitRoots {
  const row = radix - 1;
  return unitRoots(n, (n / radix) * row, (at) => Math.floor(at / row) * ((at % row) + 1));
}
