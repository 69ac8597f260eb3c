import { requireNumber, sum } from "../core/index.ts";
import { logarithm, permutationEntropy, renyiEntropy, tsallisEntropy } from "./information.ts";
import type { Pmf } from "./probabilities.ts";
import { sumOfTerms } from "./terms.ts";

/**
 * Jensen–Shannon statistical complexity C = H · J(P, U)/J_max, where J = S[(P + U)/2] − S[P]/2 − S[U]/2 measures how far
 * the probabilities are from uniform, and J_max is that of certainty.
 *
 * Source: M. T. Martin, A. Plastino and O. A. Rosso, Physica A 369 (2006) 439–462; as eq. 4 of P. J. Weck et al.,
 * Physical Review E 91 (2015) 023101.
 */
export function statisticalComplexity(pmf: Pmf): number {
  return permutationEntropy(pmf) * disequilibrium(pmf);
}

/** J(P, U)/J_max, 0 … 1, by terms that do not cancel near the uniform distribution. */
export function disequilibrium({ p, windows }: Pick<Pmf, "p" | "windows">): number {
  const u = 1 / p.length;
  const term = (value: number) =>
    value === 0 ? u * Math.LN2 : value * Math.log((2 * value) / (value + u)) + u * Math.log((2 * u) / (value + u));
  return sumOfTerms(p, windows, term) / 2 / maximalDivergence(p.length);
}

/** J_max = −½ [(N + 1)/N ln(N + 1) − 2 ln 2N + ln N], the Jensen–Shannon divergence of certainty and uniformity. */
export function maximalDivergence(n: number): number {
  return -0.5 * (((n + 1) / n) * Math.log1p(n) - 2 * Math.log(2 * n) + Math.log(n));
}

/**
 * H_α times the Jensen–Rényi divergence from uniform over its maximum.
 *
 * Source: M. Jauregui, L. Zunino, E. K. Lenzi, R. S. Mendes and H. V. Ribeiro, Physica A 498 (2018) 74–85, eqs. 5–9.
 */
export function renyiComplexity(pmf: Pmf, alpha: number): number {
  requireNumber("alpha", alpha, (a) => a > 0, "positive", "2");
  if (alpha === 1) return statisticalComplexity(pmf);
  const divergence = (p: Float64Array) => {
    const u = 1 / p.length;
    const here = sum(p.map((value) => (value > 0 ? value ** alpha * ((value + u) / 2) ** (1 - alpha) : 0)));
    const there = sum(p.map((value) => u ** alpha * ((value + u) / 2) ** (1 - alpha)));
    return (Math.log(here) + Math.log(there)) / (2 * (alpha - 1));
  };
  return (renyiEntropy(pmf, alpha) * divergence(pmf.p)) / divergence(certainty(pmf.p.length));
}

/**
 * H_q times the Jensen–Tsallis divergence from uniform over its maximum.
 *
 * Source: H. V. Ribeiro, M. Jauregui, L. Zunino and E. K. Lenzi, Physical Review E 95 (2017) 062106, eqs. 4–7.
 */
export function tsallisComplexity(pmf: Pmf, q: number): number {
  requireNumber("q", q, (value) => value > 0, "positive", "2");
  const divergence = (p: Float64Array) => {
    const u = 1 / p.length;
    return sum(
      p.map((value) => {
        const here = value > 0 ? value * logarithm(q, (value + u) / (2 * value)) : 0;
        return -0.5 * (here + u * logarithm(q, (value + u) / (2 * u)));
      }),
    );
  };
  return (tsallisEntropy(pmf, q) * divergence(pmf.p)) / divergence(certainty(pmf.p.length));
}

/** All probability on one pattern. */
function certainty(n: number): Float64Array {
  return new Float64Array(n).fill(1, 0, 1);
}

/** H and C of one pmf. */
export interface Complexity {
  readonly H: number;
  readonly C: number;
}

/** `permutationEntropy` and `statisticalComplexity` together. */
export function complexity(pmf: Pmf): Complexity {
  const H = permutationEntropy(pmf);
  return { H, C: H * disequilibrium(pmf) };
}
