import { halves } from "../complex-state.ts";
import type { Kernels } from "../kernels.ts";
import type { ModeFactor, ModeKernels, PointwiseTerms } from "../mode-kernels.ts";

type Loops = Pick<Kernels, "fft" | "multiply" | "cubic" | "rotateByIntensity">;

/** Pointwise terms out of single transforms and loops. */
export function pointwiseTerms(kernels: Loops, length: number): PointwiseTerms {
  const fft = kernels.fft(length);
  const between = (
    u: Float64Array,
    out: Float64Array,
    before: ModeFactor | undefined,
    after: ModeFactor | undefined,
    pointwise: (re: Float64Array, im: Float64Array) => void,
  ) => {
    const from = halves(u);
    const { re, im } = halves(out);
    if (before === undefined) fft.inverse(from.re, from.im, re, im);
    else {
      applyFactor(kernels, before, u, out);
      fft.inverse(re, im);
    }
    pointwise(re, im);
    fft.forward(re, im);
    if (after !== undefined) applyFactor(kernels, after, out, out);
  };
  return {
    length,
    cubic: (gamma, u, out, before, after) => between(u, out, before, after, (re, im) => kernels.cubic(gamma, re, im)),
    rotate: (angle, u, out, before, after) =>
      between(u, out, before, after, (re, im) => kernels.rotateByIntensity(angle, re, im)),
  };
}

export const mirror: ModeKernels["mirror"] = (u, computed) => {
  const n = u.length / 2;
  for (let j = computed; j < n; j++) {
    u[j] = u[n - j] as number;
    u[n + j] = u[2 * n - j] as number;
  }
};

/** out = factor ∘ u; a conjugate is had by exchanging re and im of the state. */
export function applyFactor(
  kernels: Pick<Kernels, "multiply">,
  { table, conjugate }: ModeFactor,
  u: Float64Array,
  out: Float64Array,
): void {
  const factor = halves(table);
  const from = halves(u);
  const to = halves(out);
  if (conjugate) kernels.multiply(factor.re, factor.im, from.im, from.re, to.im, to.re);
  else kernels.multiply(factor.re, factor.im, from.re, from.im, to.re, to.im);
}
