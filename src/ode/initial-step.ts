import type { ErrorNorm } from "./stepper.ts";

/**
 * A first step size from the sizes of y, y′ and a difference quotient of y′, in units of the tolerance.
 *
 * Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed. (1993), §II.4.
 */
export function initialStep(
  slope: (t: number, dt: number, y: Float64Array, out: Float64Array) => void,
  norm: ErrorNorm,
  order: number,
  t: number,
  direction: number,
  y: Float64Array,
): number {
  const size = (v: Float64Array) => Math.sqrt(norm(v, y, y));
  const f0 = new Float64Array(y.length);
  const f1 = new Float64Array(y.length);
  slope(t, 0, y, f0);
  const d0 = size(y);
  const d1 = size(f0);
  const h0 = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1;
  const moved = y.map((value, i) => value + direction * h0 * (f0[i] as number));
  slope(t, direction * h0, moved, f1);
  const d2 = size(f1.map((value, i) => value - (f0[i] as number))) / h0;
  const steepest = Math.max(d1, d2);
  const h1 = steepest <= 1e-15 ? Math.max(1e-6, h0 * 1e-3) : (0.01 / steepest) ** (1 / (order + 1));
  return Math.min(100 * h0, h1);
}
