import { sum } from "../core/index.ts";

/** Places for terms that are already known. */
const most = 1024;

/**
 * Σ term(p_i), compensated. Patterns that occur equally often have equal terms, and of the 5040 patterns of order 7 most
 * do: a term is computed again only where the place of its count holds that of another probability.
 */
export function sumOfTerms(p: Float64Array, windows: number, term: (value: number) => number): number {
  let places = 1;
  while (places < most && places < p.length) places *= 2;
  const known = new Float64Array(places).fill(Number.NaN);
  const terms = new Float64Array(places);
  const all = new Float64Array(p.length);
  for (let i = 0; i < p.length; i++) {
    const value = p[i] as number;
    const place = (value * windows + 0.5) & (places - 1);
    if (known[place] !== value) {
      known[place] = value;
      terms[place] = term(value);
    }
    all[i] = terms[place] as number;
  }
  return sum(all);
}
