/**
 * Monomial coefficients of polynomials given by their roots, for tables of exponential integrators. In float64 they are
 * good enough for up to 11 nodes at the step ratios that a controller makes.
 */

/** Writes the coefficients of scale Π_{i<count, i≠skip} (s − nodes[i]) into out[at …]; returns the degree. */
export function fromRoots(
  nodes: Float64Array,
  count: number,
  skip: number,
  scale: number,
  out: Float64Array,
  at: number,
): number {
  let degree = 0;
  out[at] = scale;
  for (let i = 0; i < count; i++) {
    if (i === skip) continue;
    multiplyByRoot(out, at, degree, nodes[i] as number);
    degree += 1;
  }
  return degree;
}

/** Multiplies the polynomial out[at … at + degree] by (s − root). */
export function multiplyByRoot(out: Float64Array, at: number, degree: number, root: number): void {
  out[at + degree + 1] = out[at + degree] as number;
  for (let m = degree; m > 0; m--) out[at + m] = (out[at + m - 1] as number) - root * (out[at + m] as number);
  out[at] = -root * (out[at] as number);
}

/** Π_{i<count, i≠skip} (s − nodes[i]) */
export function product(nodes: Float64Array, count: number, skip: number, s: number): number {
  let value = 1;
  for (let i = 0; i < count; i++) if (i !== skip) value *= s - (nodes[i] as number);
  return value;
}
