import { multiplyInto } from "../product";
import { evenLine, skew } from "./run";

/**
 * Contiguous lines of any length n from (re, im) to (outRe, outIm), which may be the same, as convolutions of even length `padded` with a chirp w_j = exp(−πi j²/n):
 *
 * v_k = w_k Σ_j (ψ_j w_j) conj(w_{k−j})
 *
 * `tables` holds the addresses of the parts of the chirp and of the spectrum of its conjugate, four words, then the
 * program of the even length; `scratch` 48 · padded bytes and skews. Source: L. I. Bluestein, IEEE Transactions on Audio
 * and Electroacoustics 18 (1970) 451–455.
 */
export function bluesteinLines(
  tables: usize, n: usize, padded: usize, batch: i32,
  re: usize, im: usize, outRe: usize, outIm: usize, factor: f64, scratch: usize,
): void {
  const chirpRe = <usize>load<u32>(tables, 0);
  const chirpIm = <usize>load<u32>(tables, 4);
  const filterRe = <usize>load<u32>(tables, 8);
  const filterIm = <usize>load<u32>(tables, 12);
  const program = <usize>load<u32>(tables, 16);
  const ringRe = scratch;
  const ringIm = ringRe + 8 * padded + skew;
  const work = ringIm + 8 * padded + skew;
  const other = work + 16 * padded + skew;
  for (let at: usize = 0, end: usize = 8 * n * <usize>batch; at < end; at += 8 * n) {
    multiplyInto(re + at, im + at, chirpRe, chirpIm, 1, n, ringRe, ringIm);
    memory.fill(ringRe + 8 * n, 0, 8 * (padded - n));
    memory.fill(ringIm + 8 * n, 0, 8 * (padded - n));
    evenLine(program, ringRe, ringIm, ringRe, ringIm, work, other, 1);
    multiplyInto(ringRe, ringIm, filterRe, filterIm, 1, padded, ringRe, ringIm);
    evenLine(program, ringIm, ringRe, ringIm, ringRe, work, other, 1 / <f64>padded);
    multiplyInto(ringRe, ringIm, chirpRe, chirpIm, factor, n, outRe + at, outIm + at);
  }
}
