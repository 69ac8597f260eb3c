/** Part of a column that has to be its own for it to be determined: columns that are differences are not known better. */
const dependent = 1e-3;

/**
 * The upper triangle R, shape [columns][columns], of a matrix of few columns, by Gram–Schmidt twice; null where a column
 * depends on those before it.
 */
function triangleOf(columns: readonly Float64Array[]): { readonly r: Float64Array; readonly q: Float64Array[] } | null {
  const n = columns.length;
  const r = new Float64Array(n * n);
  const q: Float64Array[] = [];
  for (const [j, column] of columns.entries()) {
    const left = column.slice();
    for (let round = 0; round < 2; round++) {
      for (const [i, unit] of q.entries()) {
        const part = dot(unit, left);
        r[i * n + j] = (r[i * n + j] as number) + part;
        for (let k = 0; k < left.length; k++) left[k] = (left[k] as number) - part * (unit[k] as number);
      }
    }
    const size = Math.sqrt(dot(left, left));
    if (!(size > dependent * Math.sqrt(dot(column, column)))) return null;
    r[j * n + j] = size;
    q.push(left.map((value) => value / size));
  }
  return { r, q };
}

/** The x that makes |J x + r| least, or null where it is not determined; J by its columns. */
export function leastSquaresStep(jacobian: readonly Float64Array[], residuals: Float64Array): Float64Array | null {
  const found = triangleOf(jacobian);
  if (found === null) return null;
  return backwards(
    found.r,
    found.q.map((unit) => -dot(unit, residuals)),
  );
}

/** (JᵀJ)⁻¹, shape [columns][columns], or null where it does not exist. */
export function inverseNormal(jacobian: readonly Float64Array[]): Float64Array | null {
  const found = triangleOf(jacobian);
  if (found === null) return null;
  const n = jacobian.length;
  // The columns of R⁻¹.
  const inverse = jacobian.map((_, j) =>
    backwards(
      found.r,
      jacobian.map((_unused, i) => (i === j ? 1 : 0)),
    ),
  );
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return inverse.reduce((sum, column) => sum + (column[i] as number) * (column[j] as number), 0);
  });
}

function backwards(r: Float64Array, right: readonly number[]): Float64Array {
  const n = right.length;
  const x = Float64Array.from(right);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] = (x[i] as number) - (r[i * n + j] as number) * (x[j] as number);
    x[i] = (x[i] as number) / (r[i * (n + 1)] as number);
  }
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
