import { halves } from "../core/index.ts";

/** |k|/k_N of every mode j of n, in the order of the transform; of a plane the larger of the two. */
export type NyquistShare = (j: number) => number;

/** |k|/k_N on a ring of n points. */
export const onRing =
  (n: number): NyquistShare =>
  (j) =>
    (2 * Math.min(j, n - j)) / n;

/** How the spectrum of a field ends, and whether it is rough. */
export interface Roughness {
  /** ‖v restricted to |k| > k_N/2‖ / ‖v‖ */
  readonly upperHalf: number;
  /** ‖v restricted to |k| > 2k_N/3‖ / ‖v‖ */
  readonly upperThird: number;
  readonly rough: boolean;
}

/**
 * Judges the modes [re | im] of an initial state: rough where the spectrum ends in a plateau instead of falling (a factor
 * below 10 between the upper half and the upper third) that matters at the tolerance.
 *
 * On a rough field free waves fill all wavenumbers; splitting takes them in its stride, while a multistep method has to
 * follow each of them.
 */
export function roughness(modes: Float64Array, rtol: number, share: NyquistShare): Roughness {
  const { re, im } = halves(modes);
  let [total, half, third] = [0, 0, 0];
  for (let j = 0; j < re.length; j++) {
    const power = (re[j] as number) ** 2 + (im[j] as number) ** 2;
    const place = share(j);
    total += power;
    if (place > 1 / 2) half += power;
    if (place > 2 / 3) third += power;
  }
  const upperHalf = total > 0 ? Math.sqrt(half / total) : 0;
  const upperThird = total > 0 ? Math.sqrt(third / total) : 0;
  return { upperHalf, upperThird, rough: upperHalf < 10 * upperThird && upperThird > Math.max(0.1 * rtol, 1e-8) };
}
