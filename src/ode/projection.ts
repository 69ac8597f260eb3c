import type { Kernels } from "../core/index.ts";
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
 * that it corrects. Measured on akhmediev, cn and dn waves with limits from 3 to 10 000: 300 serves all.
 */
const mostAmplified = 300;

/** The share of the square of the second gradient across the first one that is only rounding. */
const parallel = 1e-14;

/**
 * The projection on one or two invariants of an autonomous problem. Their values, gradients w u + iN (half of it where
 * p = 0) and the Gram matrix of these all come from one pass over u and N(u).
 */
export function projection(invariants: readonly Invariant[], kernels: Kernels): Projection {
  const [first, second] = invariants as [Invariant, Invariant | undefined];
  const n = first.weights.length;
  const weights = kernels.allocate(2 * n);
  weights.set(first.weights);
  weights.set((second ?? first).weights, n);
  const [i1, c1] = potential(first);
  const [i2, c2] = potential(second ?? first);
  const sums = kernels.allocate(8) as Float64Array & Sums;

  return {
    values(u, slope, out) {
      kernels.gradientSums(weights, i1, i2, u, slope, sums);
      const [p, q, cross] = [sums[1], sums[2], sums[3]];
      out[0] = p - c1 * cross;
      if (second !== undefined) out[1] = q - c2 * cross;
    },
    apply(u, slope, targets) {
      kernels.gradientSums(weights, i1, i2, u, slope, sums);
      const [size, p, q, cross] = [sums[0], sums[1], sums[2], sums[3]];
      const [g11, g12, g22, parts] = [sums[4], sums[5], sums[6], sums[7]];
      if (g11 === 0 || size === 0) return 0;
      const r1 = 0.5 * ((targets[0] as number) - (p - c1 * cross));
      const r2 = 0.5 * ((targets[1] ?? 0) - (q - c2 * cross));
      // The second gradient without its part along the first: so the first error is removed to rounding whatever b is.
      const along = g12 / g11;
      const rest = g22 - along * g12;
      const r = r2 - along * r1;
      let b = r / rest;
      // Of the second error in units of the two terms of its gradient, which may cancel.
      const needed = mostAmplified * Math.max(Math.abs(r1) / Math.sqrt(g11), Math.abs(r2) / Math.sqrt(parts));
      const squared = (r1 * r1) / g11 + r * b;
      if (second === undefined || !(rest > parallel * g22) || !(squared <= needed * needed)) b = 0;
      const a = r1 / g11 - along * b;
      kernels.addGradients(weights, a, b, a * i1 + b * i2, u, slope);
      return Math.sqrt((a * a * g11 + 2 * a * b * g12 + b * b * g22) / size);
    },
  };
}

type Sums = Readonly<Record<0 | 1 | 2 | 3 | 4 | 5 | 6 | 7, number>>;

/** The factors of iN in the gradient and of Im u* N in the value of an invariant. */
function potential({ degree }: Invariant): readonly [gradient: 0 | 1, value: number] {
  return degree === 0 ? [0, 0] : [1, 2 / degree];
}
