import { requireNumber } from "../core/index.ts";
import { maximalDivergence } from "./complexity.ts";

/** What has a number of outcomes. */
interface Outcomes {
  readonly size: number;
}

/**
 * Smallest and largest complexity C that any probabilities with entropy H can have: exact, without gaps, order 2 … 8.
 *
 * The least is that of one outcome with p and all others alike. The greatest is that of k outcomes alike, one with less
 * and the others with none, for the k at which it meets H. Both are solved for H to rounding.
 *
 * Source: M. T. Martin, A. Plastino and O. A. Rosso, Physica A 369 (2006) 439–462, §6.
 */
export function complexityBounds(space: Outcomes, H: number): readonly [min: number, max: number] {
  requireNumber("H", H, (value) => value >= 0 && value <= 1, "from 0 to 1", "permutationEntropy(pmf)");
  const n = space.size;
  return [leastComplexity(n, H), greatestComplexity(n, H)];
}

/** A distribution by groups of equal probabilities: how many, and which probability. */
type Groups = readonly (readonly [count: number, p: number])[];

function leastComplexity(n: number, H: number): number {
  if (H === 0 || H === 1) return 0;
  // p from 1/n (H = 1) to 1 (H = 0); by rest = 1 − p, whose logarithm is exact near certainty.
  const groups = (rest: number): Groups => [
    [1, 1 - rest],
    [n - 1, rest / (n - 1)],
  ];
  const rest = solve((value) => entropy(n, groups(value)), H, 1 - 1 / n);
  return H * divergence(n, groups(rest));
}

function greatestComplexity(n: number, H: number): number {
  if (H === 0 || H === 1) return 0;
  let k = Math.min(n - 1, Math.max(1, Math.floor(n ** H)));
  while (k > 1 && Math.log(k) > H * Math.log(n)) k--;
  while (k < n - 1 && Math.log(k + 1) <= H * Math.log(n)) k++;
  const groups = (least: number): Groups => [
    [k, (1 - least) / k],
    [1, least],
  ];
  const least = solve((value) => entropy(n, groups(value)), H, 1 / (k + 1));
  return H * divergence(n, groups(least));
}

function entropy(n: number, groups: Groups): number {
  let nats = 0;
  for (const [count, p] of groups) if (p > 0) nats -= count * p * Math.log(p);
  return nats / Math.log(n);
}

/** J(P, U)/J_max, the outcomes in no group having probability zero. */
function divergence(n: number, groups: Groups): number {
  const u = 1 / n;
  let nats = 0;
  let unseen = n;
  for (const [count, p] of groups) {
    if (p === 0) continue;
    unseen -= count;
    nats += count * (p * Math.log((2 * p) / (p + u)) + u * Math.log((2 * u) / (p + u)));
  }
  return (nats + unseen * u * Math.LN2) / 2 / maximalDivergence(n);
}

/** Where an increasing function on [0, top] has the value `wanted`, by bisection to the last bit. */
function solve(f: (x: number) => number, wanted: number, top: number): number {
  let low = 0;
  let high = top;
  for (;;) {
    // Near zero the logarithm is what varies.
    const middle =
      low > 0 && high > 4 * low ? Math.sqrt(low * high) : low === 0 && high > 1e-300 ? high / 16 : (low + high) / 2;
    if (!(middle > low && middle < high)) return high;
    if (f(middle) < wanted) low = middle;
    else high = middle;
  }
}
