/** An LU factorisation with partial pivoting: row-major factors and the rows in their new order. */
export interface Factors {
  readonly n: number;
  readonly lu: Float64Array;
  readonly order: Int32Array;
}

/** Factorises the n × n matrix of given entries. A singular matrix gives factors that solve to values not finite. */
export function factorise(n: number, entry: (row: number, column: number) => number): Factors {
  const lu = Float64Array.from({ length: n * n }, (_, k) => entry(Math.floor(k / n), k % n));
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(lu[i * n + k] as number) > Math.abs(lu[pivot * n + k] as number)) pivot = i;
    }
    if (pivot !== k) {
      const row = lu.slice(k * n, (k + 1) * n);
      lu.copyWithin(k * n, pivot * n, (pivot + 1) * n);
      lu.set(row, pivot * n);
      [order[k], order[pivot]] = [order[pivot] as number, order[k] as number];
    }
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k] as number) / (lu[k * n + k] as number);
      lu[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) lu[i * n + j] = (lu[i * n + j] as number) - factor * (lu[k * n + j] as number);
    }
  }
  return { n, lu, order };
}

/** x ← A⁻¹ x */
export function solve({ n, lu, order }: Factors, x: Float64Array): void {
  const y = Float64Array.from(order, (row) => x[row] as number);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) y[i] = (y[i] as number) - (lu[i * n + j] as number) * (y[j] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) y[i] = (y[i] as number) - (lu[i * n + j] as number) * (y[j] as number);
    y[i] = (y[i] as number) / (lu[i * n + i] as number);
  }
  x.set(y);
}
