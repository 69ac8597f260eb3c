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
  const moduli = different(lambda.map(Math.abs).sort());
  const runs: Run[] = [];
  for (let start = 0; start < lambda.length; ) {
    const table = placeOf(moduli, Math.abs(lambda[start] as number));
    const conjugate = (lambda[start] as number) > 0;
    const like = (j: number, stride: number) => {
      const value = lambda[j];
      if (value === undefined || value > 0 !== conjugate) return false;
      return moduli[table + stride * (j - start)] === Math.abs(value);
    };
    const stride = like(start + 1, -1) ? -1 : 1;
    let end = start + 1;
    while (like(end, stride)) end += 1;
    runs.push({ start, end, table, stride, conjugate });
    start = end;
  }
  return { moduli, runs };
}

/** The different values of an ascending list. */
function different(values: Float64Array): Float64Array {
  let count = 0;
  for (const value of values) {
    if (count > 0 && value === values[count - 1]) continue;
    values[count] = value;
    count += 1;
  }
  return values.slice(0, count);
}

/** Where a value is in an ascending list that has it. */
function placeOf(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
