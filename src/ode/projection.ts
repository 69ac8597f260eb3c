import type { Invariant } from "./problem.ts";

/** Restores invariants of a state by the smallest change, to first order. */
export interface Projection {
  /** The values at (u, N(u)), into `out`. */
  values(u: Float64Array, slope: Float64Array, out: Float64Array): void;
  /**
   * u ← u + Σ_i a_i g_i with the gradients g_i at (u, N(u)), so that the invariants become `targets` up to squares of
   * the change. Returns ‖Σ a_i g_i‖ / ‖u‖.
   */
  apply(u: Float64Array, slope: Float64Array, targets: Float64Array): number;
}

/**
 * Only the first invariant is restored where both would need a change this many times as large as their errors do. At a
 * standing wave the gradients are parallel, or the second one vanishes, and nearby the change would exceed by far the error
 * that it corrects.
 */
const mostAmplified = 30;

/**
 * The projection on one or two invariants of an autonomous problem. Their values, gradients w u + iN (half of it where
 * p = 0) and the Gram matrix of these all come from one pass over u and N(u).
 */
export function projection(invariants: readonly Invariant[]): Projection {
  const [first, second] = invariants as [Invariant, Invariant | undefined];
  const n = first.weights.length;
  const w1 = first.weights;
  const w2 = second?.weights ?? w1;
  const [i1, i2] = [first.degree === 0 ? 0 : 1, second === undefined || second.degree === 0 ? 0 : 1];
  const [c1, c2] = [
    first.degree === 0 ? 0 : 2 / first.degree,
    second === undefined || second.degree === 0 ? 0 : 2 / second.degree,
  ];
  const sums = { v1: 0, v2: 0, size: 0, g11: 0, g12: 0, g22: 0, parts: 0 };

  function gather(u: Float64Array, slope: Float64Array): void {
    let [v1, v2, size, g11, g12, g22, parts] = [0, 0, 0, 0, 0, 0, 0];
    for (let j = 0; j < n; j++) {
      const a = u[j] as number;
      const b = u[n + j] as number;
      const c = slope[j] as number;
      const d = slope[n + j] as number;
      const power = a * a + b * b;
      const cross = a * d - b * c;
      const p = w1[j] as number;
      const q = w2[j] as number;
      size += power;
      v1 += p * power - c1 * cross;
      v2 += q * power - c2 * cross;
      const x1 = p * a - i1 * d;
      const y1 = p * b + i1 * c;
      const x2 = q * a - i2 * d;
      const y2 = q * b + i2 * c;
      g11 += x1 * x1 + y1 * y1;
      g12 += x1 * x2 + y1 * y2;
      g22 += x2 * x2 + y2 * y2;
      parts += q * q * power + i2 * (c * c + d * d);
    }
    Object.assign(sums, { v1, v2, size, g11, g12, g22, parts });
  }

  return {
    values(u, slope, out) {
      gather(u, slope);
      out[0] = sums.v1;
      if (second !== undefined) out[1] = sums.v2;
    },
    apply(u, slope, targets) {
      gather(u, slope);
      const { v1, v2, size, g11, g12, g22, parts } = sums;
      if (g11 === 0 || size === 0) return 0;
      const r1 = 0.5 * ((targets[0] as number) - v1);
      const r2 = 0.5 * ((targets[1] ?? 0) - v2);
      const determinant = g11 * g22 - g12 * g12;
      let a = (g22 * r1 - g12 * r2) / determinant;
      let b = (g11 * r2 - g12 * r1) / determinant;
      // Of the second error in units of the two terms of its gradient, which may cancel.
      const needed = mostAmplified * Math.max(Math.abs(r1) / Math.sqrt(g11), Math.abs(r2) / Math.sqrt(parts));
      if (second === undefined || !(determinant > 0) || !(a * r1 + b * r2 <= needed * needed)) [a, b] = [r1 / g11, 0];
      for (let j = 0; j < n; j++) {
        const p = a * (w1[j] as number) + b * (w2[j] as number);
        const i = a * i1 + b * i2;
        const x = u[j] as number;
        const y = u[n + j] as number;
        u[j] = x + (p * x - i * (slope[n + j] as number));
        u[n + j] = y + (p * y + i * (slope[j] as number));
      }
      return Math.sqrt((a * a * g11 + 2 * a * b * g12 + b * b * g22) / size);
    },
  };
}
