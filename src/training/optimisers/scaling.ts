import type { Matrix } from "../../core/index.ts";

/** Moré's scaling: the larger of what was and the norms of the columns now; 1 where a column has always been zero. */
export function largerScale(before: Float64Array, columnNorm: (i: number) => number): Float64Array {
  return before.map((value, i) => {
    const size = Math.max(value, columnNorm(i));
    return size === 0 ? 1 : size;
  });
}

/** One scale for all columns, the largest of their norms so far: a multiple of the identity. */
export function commonScale(before: Float64Array, columnNorm: (i: number) => number): Float64Array {
  const largest = before.reduce((most, value, i) => Math.max(most, value, columnNorm(i)), 0);
  return new Float64Array(before.length).fill(largest === 0 ? 1 : largest);
}

/** Lower triangle: A ← D⁻¹ A D⁻¹. */
export function scaleNormal({ data, rows, rowStride }: Matrix, scale: Float64Array): void {
  const inverse = scale.map((value) => 1 / value);
  for (let i = 0; i < rows; i++) {
    const own = inverse[i] as number;
    const row = i * rowStride;
    for (let j = 0; j <= i; j++) data[row + j] = (data[row + j] as number) * own * (inverse[j] as number);
  }
}
