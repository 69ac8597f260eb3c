import { complexityBounds } from "./bounds.ts";
import { fbmTable } from "./fbm-table.ts";
import type { OrdinalSpace } from "./space.ts";

/**
 * C of fractional Brownian motion with entropy H, interpolated linearly in a table over Hurst exponents 0.02 … 0.98 and 1: what
 * lies well above is more structured than noise without a scale.
 *
 * Source: O. A. Rosso, H. A. Larrondo, M. T. Martin, A. Plastino and M. A. Fuentes, Physical Review Letters 99 (2007)
 * 154102, for the use of the curve; the numbers are this package's own.
 */
export function fbmComplexity(space: Pick<OrdinalSpace, "order" | "size">, H: number): number {
  // A Hurst exponent of 1 is a straight line: rising or falling throughout.
  const straight = Math.log(2) / Math.log(space.size);
  if (H <= straight) return complexityBounds(space, H)[1];
  const nodes = [...(fbmTable[space.order] ?? []), [straight, complexityBounds(space, straight)[1]] as const];
  let [right, above] = [1, 0];
  for (const [left, below] of nodes) {
    if (H >= left) return right === left ? below : below + ((above - below) * (H - left)) / (right - left);
    right = left;
    above = below;
  }
  return above;
}
