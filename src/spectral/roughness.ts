import { halves } from "../core/index.ts";

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
export function roughness(modes: Float64Array, rtol: number): Roughness {
  const { re, im } = halves(modes);
  const n = re.length;
  let [total, half, third] = [0, 0, 0];
  for (let j = 0; j < n; j++) {
    const power = (re[j] as number) ** 2 + (im[j] as number) ** 2;
    const m = Math.min(j, n - j);
    total += power;
    if (m > n / 4) half += power;
    if (m > n / 3) third += power;
  }
  const upperHalf = total > 0 ? Math.sqrt(half / total) : 0;
  const upperThird = total > 0 ? Math.sqrt(third / total) : 0;
  return { upperHalf, upperThird, rough: upperHalf < 10 * upperThird && upperThird > Math.max(0.1 * rtol, 1e-8) };
}
