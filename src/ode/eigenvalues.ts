/** Neighbouring modes whose coefficients are neighbours in the tables, read forwards (+1) or backwards (−1). */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Row of the table that belongs to mode `start`. */
  readonly table: number;
  readonly stride: 1 | -1;
  /** Whether the eigenvalue is +i|λ|, so that the coefficient is the conjugate of the one in the table. */
  readonly conjugate: boolean;
}

/** The imaginary eigenvalues iλ_j of a diagonal operator, grouped by modulus, for which alone tables are made. */
export interface GroupedEigenvalues {
  /** The different |λ|, ascending. */
  readonly moduli: Float64Array;
  /** All modes, in order. */
  readonly runs: readonly Run[];
}

/** Groups eigenvalues; where λ depends on k² alone there are half as many groups as modes, and two runs. */
export function groupEigenvalues(lambda: Float64Array): GroupedEigenvalues {
  const moduli = Float64Array.from(new Set(lambda.map(Math.abs))).sort();
  const places = new Map(Array.from(moduli, (value, i) => [value, i]));
  const runs: Run[] = [];
  const place = (j: number) => places.get(Math.abs(lambda[j] as number)) as number;
  for (let start = 0; start < lambda.length; ) {
    const table = place(start);
    const conjugate = (lambda[start] as number) > 0;
    const like = (j: number, stride: number) =>
      j < lambda.length && (lambda[j] as number) > 0 === conjugate && place(j) === table + stride * (j - start);
    const stride = like(start + 1, -1) ? -1 : 1;
    let end = start + 1;
    while (like(end, stride)) end += 1;
    runs.push({ start, end, table, stride, conjugate });
    start = end;
  }
  return { moduli, runs };
}
