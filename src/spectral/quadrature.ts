/** Nodes in (0, 1) and weights of the Gauss–Legendre rule with 8 points, of order 16. */
const half: readonly (readonly [offset: number, weight: number])[] = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
];

/** Most halvings of a stretch. */
const deepest = 24;

/** ∫ f from a to b by Gauss's rule on stretches that are halved until that changes nothing above rounding. */
export function quadrature(f: (t: number) => number, a: number, b: number): number {
  return refined(f, a, b, rule(f, a, b), 0);
}

function refined(f: (t: number) => number, a: number, b: number, coarse: number, depth: number): number {
  const middle = 0.5 * (a + b);
  const [left, right] = [rule(f, a, middle), rule(f, middle, b)];
  const close = Math.abs(left + right - coarse) <= 1e-15 * (Math.abs(left) + Math.abs(right)) + 1e-17;
  if (close || depth >= deepest || !Number.isFinite(coarse)) return left + right;
  return refined(f, a, middle, left, depth + 1) + refined(f, middle, b, right, depth + 1);
}

function rule(f: (t: number) => number, a: number, b: number): number {
  const [centre, radius] = [0.5 * (a + b), 0.5 * (b - a)];
  return (
    radius *
    half.reduce(
      (sum, [offset, weight]) => sum + weight * (f(centre - radius * offset) + f(centre + radius * offset)),
      0,
    )
  );
}
