import { complexityBounds } from "./bounds.ts";
import { fbmTable } from "./fbm-table.ts";
import type { OrdinalSpace } from "./space.ts";

type Point = readonly [H: number, C: number];

/**
 * C of fractional Brownian motion with entropy H, by a smooth curve through a table over Hurst exponents and both ends, 0 and
 * 1: what lies well above is more structured than noise without a scale.
 *
 * Source: O. A. Rosso, H. A. Larrondo, M. T. Martin, A. Plastino and M. A. Fuentes, Physical Review Letters 99 (2007)
 * 154102, for the use of the curve; the numbers are this package's own.
 */
export function fbmComplexity(space: Pick<OrdinalSpace, "order" | "size">, H: number): number {
  // A Hurst exponent of 1 is a straight line: rising or falling throughout.
  const straight = Math.log(2) / Math.log(space.size);
  if (H <= straight) return complexityBounds(space, H)[1];
  const end: Point = [straight, complexityBounds(space, straight)[1]];
  return smooth([[1, 0], ...(fbmTable[space.order] ?? []), end], H);
}

/** Cubic from point to point, by falling H, with the slope at each of the parabola through it and its neighbours. */
function smooth(points: readonly Point[], H: number): number {
  const at = (i: number) => points[Math.min(points.length - 1, Math.max(0, i))] as Point;
  const i = Math.max(0, points.findIndex(([left]) => left <= H) - 1);
  const [[h0, c0], [h1, c1]] = [at(i), at(i + 1)];
  const width = h1 - h0;
  const t = (H - h0) / width;
  const [m0, m1] = [slope(at(i - 1), at(i), at(i + 1)) * width, slope(at(i), at(i + 1), at(i + 2)) * width];
  return c0 * (1 + 2 * t) * (1 - t) ** 2 + m0 * t * (1 - t) ** 2 + c1 * t ** 2 * (3 - 2 * t) + m1 * t ** 2 * (t - 1);
}

/** At b, of the parabola through three points; at an end, where two of them are one, of the line through both. */
function slope(a: Point, b: Point, c: Point): number {
  const before = b[0] - a[0];
  const after = c[0] - b[0];
  if (before === 0) return (c[1] - b[1]) / after;
  if (after === 0) return (b[1] - a[1]) / before;
  return ((b[1] - a[1]) * (after / before) + (c[1] - b[1]) * (before / after)) / (before + after);
}
