import { fbmTable } from "./fbm-table.ts";

/**
 * C of fractional Brownian motion with entropy H, interpolated linearly in a table over Hurst exponents 0.02 … 0.98: what
 * lies well above is more structured than noise without a scale.
 *
 * Source: O. A. Rosso, H. A. Larrondo, M. T. Martin, A. Plastino and M. A. Fuentes, Physical Review Letters 99 (2007)
 * 154102, for the use of the curve; the numbers are this package's own.
 */
export function fbmComplexity(space: { readonly order: number }, H: number): number {
  const nodes = fbmTable[space.order] ?? [];
  let [right, above] = [1, 0];
  for (const [left, below] of nodes) {
    if (H >= left) return right === left ? below : below + ((above - below) * (H - left)) / (right - left);
    right = left;
    above = below;
  }
  return right === 0 ? 0 : (above * H) / right;
}
