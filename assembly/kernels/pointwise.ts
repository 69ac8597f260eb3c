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

/** u_j ← u_{n−j} for the modes j ≥ `computed`, at least half of them. */
export function mirror(u: usize, computed: usize, n: usize): void {
  for (let part = 0; part < 2; part++, u += 8 * n) {
    let j = computed;
    for (; j + 2 <= n; j += 2) {
      const both = v128.load(u + 8 * (n - j - 1));
      v128.store(u + 8 * j, v128.shuffle<f64>(both, both, 1, 0));
    }
    if (j < n) store<f64>(u + 8 * j, load<f64>(u + 8 * (n - j)));
  }
}
