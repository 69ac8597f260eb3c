import { powerOfTwo } from "./powers-of-two.ts";
import type { Transform } from "./transform.ts";
import { unitRoots } from "./unit-roots.ts";

/**
 * The transform of any length N, as a convolution with a chirp: with w_j = exp(−πi j²/N) and 2jk = j² + k² − (k−j)²,
 *
 * v_k = w_k Σ_j (ψ_j w_j) conj(w_{k−j}),
 *
 * a cyclic convolution of power-of-two length M ≥ 2N − 1. The chirp's angle is taken from j² mod 2N, an integer, so it
 * is as accurate at the end of the line as at its start.
 *
 * Source: L. I. Bluestein, A linear filtering approach to the computation of discrete Fourier transform, IEEE
 * Transactions on Audio and Electroacoustics 18 (1970) 451–455.
 */
export function bluestein(length: number): Transform {
  const padded = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const convolve = powerOfTwo(padded);
  const chirp = unitRoots(2 * length, length, (j) => j * j);
  const filter = chirpSpectrum(chirp.re, chirp.im, padded, convolve);
  const re = new Float64Array(padded);
  const im = new Float64Array(padded);
  return (lineRe, lineIm, offset, scale) => {
    multiplyInto(lineRe, lineIm, offset, chirp.re, chirp.im, 1, length, re, im, 0);
    re.fill(0, length);
    im.fill(0, length);
    convolve(re, im, 0, 1);
    multiplyInto(re, im, 0, filter.re, filter.im, 1, padded, re, im, 0);
    convolve(im, re, 0, 1 / padded);
    multiplyInto(re, im, 0, chirp.re, chirp.im, scale, length, lineRe, lineIm, offset);
  };
}

/** The spectrum of conj(w_j), j = −(N−1) … N−1, on a ring of `padded` points. */
function chirpSpectrum(chirpRe: Float64Array, chirpIm: Float64Array, padded: number, transform: Transform) {
  const re = new Float64Array(padded);
  const im = new Float64Array(padded);
  for (let j = 0; j < chirpRe.length; j++) {
    for (const at of [j, (padded - j) % padded]) {
      re[at] = chirpRe[j] as number;
      im[at] = -(chirpIm[j] as number);
    }
  }
  transform(re, im, 0, 1);
  return { re, im };
}

/** out = scale · x · w for `count` complex numbers; `out` may be x. */
function multiplyInto(
  xRe: Float64Array,
  xIm: Float64Array,
  x0: number,
  wRe: Float64Array,
  wIm: Float64Array,
  scale: number,
  count: number,
  outRe: Float64Array,
  outIm: Float64Array,
  out0: number,
): void {
  for (let j = 0; j < count; j++) {
    const a = xRe[x0 + j] as number;
    const b = xIm[x0 + j] as number;
    const c = wRe[j] as number;
    const d = wIm[j] as number;
    outRe[out0 + j] = scale * (a * c - b * d);
    outIm[out0 + j] = scale * (a * d + b * c);
  }
}
