/**
 * The value at an edge from five averages, of which the third lies inside the edge: three parabolas, weighted by how smooth
 * each is (weights Z with the power two).
 *
 * @param smallest Below it a variation counts as none; of the order h⁴, it keeps the order at extrema.
 * @see R. Borges, M. Carmona, B. Costa & W. S. Don, J. Comput. Phys. 227 (2008) 3191; W. S. Don & R. Borges, J. Comput. Phys.
 * 250 (2013) 347.
 */
function edgeValue(a: number, b: number, c: number, d: number, e: number, smallest: number): number {
  const rough0 = (13 / 12) * (a - 2 * b + c) ** 2 + (a - 4 * b + 3 * c) ** 2 / 4;
  const rough1 = (13 / 12) * (b - 2 * c + d) ** 2 + (b - d) ** 2 / 4;
  const rough2 = (13 / 12) * (c - 2 * d + e) ** 2 + (3 * c - 4 * d + e) ** 2 / 4;
  const whole = Math.abs(rough0 - rough2);
  const weight0 = 0.1 * (1 + (whole / (rough0 + smallest)) ** 2);
  const weight1 = 0.6 * (1 + (whole / (rough1 + smallest)) ** 2);
  const weight2 = 0.3 * (1 + (whole / (rough2 + smallest)) ** 2);
  const value = weight0 * (2 * a - 7 * b + 11 * c) + weight1 * (-b + 5 * c + 2 * d) + weight2 * (2 * c + 5 * d - e);
  return value / (6 * (weight0 + weight1 + weight2));
}

/** Values on the left side of the right edge of every cell of a ring. */
export function leftEdges(v: Float64Array, smallest: number, out: Float64Array): void {
  const n = v.length;
  const at = (i: number): number => v[(i + n) % n] as number;
  for (let i = 0; i < n; i++) out[i] = edgeValue(at(i - 2), at(i - 1), at(i), at(i + 1), at(i + 2), smallest);
}

/** Values on the right side of the right edge of every cell of a ring. */
export function rightEdges(v: Float64Array, smallest: number, out: Float64Array): void {
  const n = v.length;
  const at = (i: number): number => v[(i + n) % n] as number;
  for (let i = 0; i < n; i++) out[i] = edgeValue(at(i + 3), at(i + 2), at(i + 1), at(i), at(i - 1), smallest);
}
