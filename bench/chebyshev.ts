/** The extremes of the Chebyshev polynomial of degree n on [−1, 1], from 1 down. */
export const chebyshevPoints = (n: number): number[] =>
  Array.from({ length: n + 1 }, (_, i) => Math.cos((Math.PI * i) / n));

/** The matrix of the second derivative at the Chebyshev points, as in L. N. Trefethen (2000), ch. 6. */
export function secondDerivative(n: number): readonly (readonly number[])[] {
  const x = chebyshevPoints(n);
  const c = (i: number) => (i === 0 || i === n ? 2 : 1) * (-1) ** i;
  const first = x.map((xi, i) => x.map((xj, j) => (i === j ? 0 : c(i) / (c(j) * (xi - xj)))));
  first.forEach((row, i) => {
    row[i] = -row.reduce((sum, value) => sum + value, 0);
  });
  return first.map((row) => x.map((_, j) => row.reduce((sum, value, k) => sum + value * first[k]![j]!, 0)));
}
