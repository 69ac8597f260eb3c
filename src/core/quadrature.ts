/** Nodes and weights of Gauss and Legendre's rule with eight points on [−1, 1]; the other half by symmetry. */
const rule = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.31370664587788727],
  [0.7966664774136267, 0.22238103445337448],
  [0.9602898564975363, 0.10122853629037626],
] as const;

/** ∫ f over an interval by eight points of Gauss and Legendre: exact for polynomials up to degree 15. */
function gaussLegendre(f: (x: number) => number, from: number, to: number): number {
  const [middle, half] = [(from + to) / 2, (to - from) / 2];
  let total = 0;
  for (const [node, weight] of rule) total += weight * (f(middle + half * node) + f(middle - half * node));
  return half * total;
}

/**
 * An antiderivative of a periodic function on the whole line, zero at the left end: whole cells from a table, the rest by
 * eight points of Gauss and Legendre.
 */
export function antiderivative(
  f: (x: number) => number,
  start: number,
  length: number,
  cells = 1024,
): (x: number) => number {
  const h = length / cells;
  const table = new Float64Array(cells + 1);
  for (let i = 0; i < cells; i++) {
    table[i + 1] = (table[i] as number) + gaussLegendre(f, start + i * h, start + (i + 1) * h);
  }
  const whole = table[cells] as number;
  return (x) => {
    const turns = Math.floor((x - start) / length);
    const inside = x - turns * length;
    const cell = Math.min(cells - 1, Math.max(0, Math.floor((inside - start) / h)));
    return turns * whole + (table[cell] as number) + gaussLegendre(f, start + cell * h, inside);
  };
}
