import { type Grid, invalid, requireNumber } from "../core/index.ts";

/** A smooth low-pass filter σ(k) = exp(−strength (|k| / (cut k_N))^order), k_N the Nyquist wavenumber. */
export interface SmoothFilter {
  readonly strength: number;
  readonly order: number;
  readonly cut: number;
}

/**
 * What is done against aliasing of the nonlinear term, before and after the product is formed.
 *
 * `"1/2"` keeps |k| < k_N/2, which is exact for the cubic term; `"2/3"` keeps |k| < 2k_N/3, the rule for quadratic terms,
 * which halves the aliasing of a cubic one at best; `filter` is smooth and says itself what it keeps.
 */
export type Dealias = "none" | "2/3" | "1/2" | { readonly filter: SmoothFilter };

/** The multipliers of the modes in FFT order, or null where all are 1. */
export function dealiasMask(grid: Grid, dealias: Dealias): Float64Array | null {
  if (dealias === "none") return null;
  const nyquist = (Math.PI * grid.points) / grid.length;
  if (dealias === "2/3" || dealias === "1/2") {
    // In mode numbers, so that the cut is exact: |m| < N/3 or |m| < N/4.
    const kept = grid.points / (dealias === "2/3" ? 3 : 4);
    return Float64Array.from({ length: grid.points }, (_, j) => (Math.min(j, grid.points - j) < kept ? 1 : 0));
  }
  if (typeof dealias !== "object" || dealias === null || typeof dealias.filter !== "object") {
    throw invalid({
      what: 'dealias must be "none", "2/3", "1/2" or a filter',
      got: dealias,
      attempt: '"1/2"',
      path: "dealias",
    });
  }
  const { strength, order, cut } = dealias.filter;
  requireNumber("dealias.filter.strength", strength, (value) => value > 0, "positive", "36");
  requireNumber("dealias.filter.order", order, (value) => value >= 1, "at least 1", "36");
  requireNumber("dealias.filter.cut", cut, (value) => value > 0 && value <= 1, "in (0, 1]", "0.6667");
  return grid.k.map((k) => Math.exp(-strength * (Math.abs(k) / (cut * nyquist)) ** order));
}

/** The dealiasing as one word for files and reports. */
export function dealiasName(dealias: Dealias): string {
  if (typeof dealias === "string") return dealias;
  const { strength, order, cut } = dealias.filter;
  return `filter exp(-${strength} (|k| / (${cut} k_N))^${order})`;
}
