import { halves, type Kernels } from "../core/index.ts";
import type { SemilinearProblem } from "../ode/index.ts";

/** A transform between points and modes, in place. */
interface Transform {
  forward(re: Float64Array, im: Float64Array): void;
  inverse(re: Float64Array, im: Float64Array): void;
}

/**
 * Writes scale · Ω into `out`: the real rates at which the phases turn at all points, iΩψ being the nonlinear term. They may
 * depend on moduli only, which the rotation keeps.
 */
export type TurnRates = (re: Float64Array, im: Float64Array, scale: number, out: Float64Array) => void;

/** iΩψ as the nonlinear term in `n` modes, and its exact flow ψ → e^{iΩ dt} ψ. */
export function pointwiseRotation(
  transform: Transform,
  kernels: Kernels,
  n: number,
  rates: TurnRates,
): Required<Pick<SemilinearProblem, "nonlinear" | "flow">> {
  const angle = halves(kernels.allocate(2 * n)); // its real parts stay 0
  const factor = halves(kernels.allocate(2 * n));
  return {
    nonlinear(_t, u, out) {
      out.set(u);
      const { re, im } = halves(out);
      transform.inverse(re, im);
      rates(re, im, 1, angle.im);
      for (let j = 0; j < n; j++) {
        const [a, b, turn] = [re[j] as number, im[j] as number, angle.im[j] as number];
        re[j] = -turn * b;
        im[j] = turn * a;
      }
      transform.forward(re, im);
    },
    flow(dt, u) {
      const { re, im } = halves(u);
      transform.inverse(re, im);
      rates(re, im, dt, angle.im);
      kernels.exponential(angle.re, angle.im, 1, factor.re, factor.im);
      kernels.multiply(factor.re, factor.im, re, im);
      transform.forward(re, im);
    },
  };
}
