import { invalid } from "./errors.ts";
import type { Fft } from "./kernels.ts";

/**
 * A complex field sampled on a grid, in position space `"x"` or wavenumber space `"k"`, stored split.
 *
 * The space is part of the type: a k-field cannot be transformed forward.
 */
export interface Field<Space extends "x" | "k"> {
  readonly space: Space;
  /** Real parts, shape [N]. */
  readonly re: Float64Array;
  /** Imaginary parts, shape [N]. */
  readonly im: Float64Array;
}

/** A field over the given parts, or zeros of the given length. */
export function field<Space extends "x" | "k">(
  space: Space,
  parts: number | readonly [re: Float64Array, im: Float64Array],
): Field<Space> {
  if (typeof parts === "number") return { space, re: new Float64Array(parts), im: new Float64Array(parts) };
  const [re, im] = parts;
  if (re.length !== im.length) {
    throw invalid({ what: "the real and imaginary part of a field must have one length", got: [re.length, im.length] });
  }
  return { space, re, im };
}

/** v_k = Σ_j ψ_j exp(−2πi jk/N), unnormalised, into a new field. */
export function toWavenumbers(fft: Fft, psi: Field<"x">): Field<"k"> {
  const out = field("k", [psi.re.slice(), psi.im.slice()]);
  fft.forward(out.re, out.im);
  return out;
}

/** ψ_j = (1/N) Σ_k v_k exp(+2πi jk/N), into a new field. */
export function toPositions(fft: Fft, v: Field<"k">): Field<"x"> {
  const out = field("x", [v.re.slice(), v.im.slice()]);
  fft.inverse(out.re, out.im);
  return out;
}
