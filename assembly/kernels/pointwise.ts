import { evenLine, skew } from "./fft/run";
import { rotateByIntensity } from "./phase";
import { cubic, multiply } from "./product";

/**
 * out = after ∘ FFT(f(ψ)), ψ = FFT⁻¹(before ∘ u), on states [re | im] of even length n; f is the cubic term with `value` γ,
 * or, where `turns`, the rotation by `value` |ψ|². A factor is an address or 0, and the conjugate of what is there where
 * its flag is set. `scratch` as in `evenLines`.
 */
export function pointwise(
  turns: bool, value: f64, program: usize, n: usize, u: usize, out: usize,
  before: usize, beforeConjugate: bool, after: usize, afterConjugate: bool, scratch: usize,
): void {
  const part: usize = 8 * n;
  const other = scratch + 2 * part + skew;
  if (before != 0) {
    applyFactor(before, beforeConjugate, u, out, n);
    u = out;
  }
  evenLine(program, u + part, u, out + part, out, scratch, other, 1 / <f64>n);
  if (turns) rotateByIntensity(value, out, out + part, n);
  else cubic(value, out, out + part, n);
  evenLine(program, out, out + part, out, out + part, scratch, other, 1);
  if (after != 0) applyFactor(after, afterConjugate, out, out, n);
}

/** out = factor ∘ u; a conjugate is had by exchanging re and im of the state. */
function applyFactor(factor: usize, conjugate: bool, u: usize, out: usize, n: usize): void {
  const part: usize = 8 * n;
  if (conjugate) multiply(factor, factor + part, u + part, u, out + part, out, n);
  else multiply(factor, factor + part, u, u + part, out, out + part, n);
}
