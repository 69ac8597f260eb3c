import type { Kernels } from "../core/index.ts";
import type { ErrorNorm } from "./stepper.ts";

/** Tolerances of a run. */
export interface Tolerances {
  /** Relative tolerance. */
  readonly rtol: number;
  /** Absolute tolerance. */
  readonly atol: number;
}

/** Root mean square over components of e_i / (atol + rtol · max |y_i|); the usual norm for systems of ODEs. */
export function componentwise({ rtol, atol }: Tolerances): ErrorNorm {
  return (error, before, after) => {
    let total = 0;
    for (let i = 0; i < error.length; i++) {
      const scale = atol + rtol * Math.max(Math.abs(before[i] as number), Math.abs(after[i] as number));
      const e = error[i] as number;
      if (e !== 0) total += (e / scale) ** 2; // a component that stays 0 has no scale without an absolute tolerance
    }
    return total / error.length;
  };
}

/** The same over the moduli of a complex state [re | im]: what scipy does with a complex array. */
export function complexComponentwise({ rtol, atol }: Tolerances): ErrorNorm {
  return (error, before, after) => {
    const n = error.length / 2;
    let total = 0;
    for (let i = 0; i < n; i++) {
      const size = Math.max(modulus(before, i, n), modulus(after, i, n));
      const e = modulus(error, i, n);
      if (e !== 0) total += (e / (atol + rtol * size)) ** 2;
    }
    return total / n;
  };
}

/** ‖e‖² / (rtol ‖y‖)² in the 2-norm: relative to the solution itself, so independent of the number of modes. */
export function relativeToNorm(rtol: number, kernels: Kernels): ErrorNorm {
  return (error, before, after) => {
    const e = kernels.sumOfSquares(error);
    const scale = Math.max(kernels.sumOfSquares(before), kernels.sumOfSquares(after));
    return e === 0 ? 0 : e / (rtol * rtol * scale);
  };
}

function modulus(y: Float64Array, i: number, n: number): number {
  return Math.sqrt((y[i] as number) ** 2 + (y[n + i] as number) ** 2);
}
