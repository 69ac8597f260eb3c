import { requireNumber, sum } from "../core/index.ts";
import type { Pmf } from "./probabilities.ts";
import { sumOfTerms } from "./terms.ts";

/** Shannon entropy −Σ p ln p over its maximum ln order!, 0 … 1. */
export function permutationEntropy({ p, windows }: Pmf): number {
  return sumOfTerms(p, windows, (value) => (value > 0 ? -value * Math.log(value) : 0)) / Math.log(p.length);
}

/** Rényi entropy ln(Σ p^α)/(1 − α) over its maximum ln order!; α → 1 is `permutationEntropy`. */
export function renyiEntropy(pmf: Pmf, alpha: number): number {
  requireNumber("alpha", alpha, (a) => a > 0, "positive", "2");
  if (alpha === 1) return permutationEntropy(pmf);
  const { p } = pmf;
  return Math.log(sum(p.map((value) => (value > 0 ? value ** alpha : 0)))) / (1 - alpha) / Math.log(p.length);
}

/** Tsallis entropy Σ p ln_q(1/p) over its maximum ln_q order!, with ln_q x = (x^{1−q} − 1)/(1 − q); q → 1 is Shannon's. */
export function tsallisEntropy(pmf: Pmf, q: number): number {
  requireNumber("q", q, (value) => value > 0, "positive", "2");
  const { p } = pmf;
  return sum(p.map((value) => (value > 0 ? value * logarithm(q, 1 / value) : 0))) / logarithm(q, p.length);
}

/** ln_q x. */
export function logarithm(q: number, x: number): number {
  return q === 1 ? Math.log(x) : (x ** (1 - q) - 1) / (1 - q);
}
