import { lexicographic } from "./pattern.ts";
import type { Pmf } from "./probabilities.ts";

/**
 * Fisher information F₀ Σ (√p_{k+1} − √p_k)² over the patterns in lexicographic order, 0 … 1; F₀ = 1 where the first or
 * the last pattern is certain, else ½.
 *
 * Source: F. Olivares, A. Plastino and O. A. Rosso, Physics Letters A 376 (2012) 1577–1583, eqs. 3–4.
 */
export function fisherInformation({ space, p }: Pmf): number {
  const order = lexicographic(space.order);
  const first = p[order[0] as number];
  const last = p[order[order.length - 1] as number];
  let sum = 0;
  for (let k = 1; k < order.length; k++) {
    sum += (Math.sqrt(p[order[k] as number] as number) - Math.sqrt(p[order[k - 1] as number] as number)) ** 2;
  }
  return (first === 1 || last === 1 ? 1 : 0.5) * sum;
}
