/**
 * Coefficients of an orthonormal basis of the columns of a matrix: Q = V T has orthonormal columns and spans what V does,
 * but for singular values below `tolerance` times the largest.
 *
 * By rotations of pairs of columns, which finds small singular values to high relative accuracy. M. R. Hestenes, J. SIAM 6
 * (1958) 51; P. P. M. de Rijk, SIAM J. Sci. Stat. Comput. 10 (1989) 359.
 *
 * @param values V, shape [rows][columns].
 * @returns T, shape [columns][rank], the largest singular value first.
 */
export function orthonormalise(
  values: Float64Array,
  columns: number,
  tolerance: number,
): { readonly transform: Float64Array; readonly rank: number } {
  const rows = values.length / columns;
  const work = Array.from({ length: columns }, (_, j) =>
    Float64Array.from({ length: rows + columns }, (_, i) => (i < rows ? (values[i * columns + j] as number) : 0)),
  );
  work.forEach((column, j) => {
    column[rows + j] = 1;
  });
  const squares = work.map((column) => product(column, column, rows));
  const negligible = (0.1 * tolerance) ** 2 * squares.reduce((sum, square) => sum + square, 0);
  for (let sweep = 0; sweep < 40; sweep++) {
    if (!rotateAll(work, squares, rows, negligible)) break;
  }
  const order = [...squares.keys()].sort((i, j) => (squares[j] as number) - (squares[i] as number));
  const least = tolerance ** 2 * (squares[order[0] as number] as number);
  const kept = order.filter((j) => (squares[j] as number) > least);
  const transform = new Float64Array(columns * kept.length);
  kept.forEach((j, k) => {
    const scale = 1 / Math.sqrt(squares[j] as number);
    const column = work[j] as Float64Array;
    for (let i = 0; i < columns; i++) transform[i * kept.length + k] = scale * (column[rows + i] as number);
  });
  return { transform, rank: kept.length };
}

/** One rotation of every pair of columns, larger ones first; whether any was needed. */
function rotateAll(work: Float64Array[], squares: number[], rows: number, negligible: number): boolean {
  let rotated = false;
  for (let i = 0; i + 1 < work.length; i++) {
    let largest = i;
    for (let j = i + 1; j < work.length; j++) if ((squares[j] as number) > (squares[largest] as number)) largest = j;
    swap(work, i, largest);
    swap(squares, i, largest);
    for (let j = i + 1; j < work.length; j++) {
      const [a, b] = [work[i] as Float64Array, work[j] as Float64Array];
      const [alpha, beta] = [squares[i] as number, squares[j] as number];
      if (beta < negligible || alpha < negligible) continue;
      const gamma = product(a, b, rows);
      if (Math.abs(gamma) <= 1e-15 * Math.sqrt(alpha * beta)) continue;
      rotated = true;
      const zeta = (beta - alpha) / (2 * gamma);
      const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
      const c = 1 / Math.sqrt(1 + t * t);
      const s = c * t;
      for (let p = 0; p < a.length; p++) {
        const [x, y] = [a[p] as number, b[p] as number];
        a[p] = c * x - s * y;
        b[p] = s * x + c * y;
      }
      squares[i] = product(a, a, rows);
      squares[j] = product(b, b, rows);
    }
  }
  return rotated;
}

function product(a: Float64Array, b: Float64Array, length: number): number {
  let total = 0;
  for (let p = 0; p < length; p++) total += (a[p] as number) * (b[p] as number);
  return total;
}

function swap<T>(list: T[], i: number, j: number): void {
  [list[i], list[j]] = [list[j] as T, list[i] as T];
}
