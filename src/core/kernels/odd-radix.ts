import { type MakePass, twiddles } from "./pass.ts";
import { unitRoots } from "./unit-roots.ts";

/**
 * The pass of any odd radix R, in O(R²): pairs j and R − j share a cosine, and have opposite sines.
 */
export function oddRadix(radix: number): MakePass {
  const half = (radix - 1) / 2;
  const { re: cosines, im: minusSines } = unitRoots(radix, radix);
  return (n, s) => {
    const m = n / radix;
    const { re: wRe, im: wIm } = twiddles(radix, n);
    const sumRe = new Float64Array(half + 1);
    const sumIm = new Float64Array(half + 1);
    const differenceRe = new Float64Array(half + 1);
    const differenceIm = new Float64Array(half + 1);
    return (xRe, xIm, x0, yRe, yIm, y0) => {
      for (let p = 0; p < m; p++) {
        for (let q = 0; q < s; q++) {
          const a = x0 + q + s * p;
          const to = y0 + q + s * radix * p;
          const ar = xRe[a] as number;
          const ai = xIm[a] as number;
          let totalRe = ar;
          let totalIm = ai;
          for (let j = 1; j <= half; j++) {
            const b = a + s * m * j;
            const c = a + s * m * (radix - j);
            sumRe[j] = (xRe[b] as number) + (xRe[c] as number);
            sumIm[j] = (xIm[b] as number) + (xIm[c] as number);
            differenceRe[j] = (xRe[b] as number) - (xRe[c] as number);
            differenceIm[j] = (xIm[b] as number) - (xIm[c] as number);
            totalRe += sumRe[j] as number;
            totalIm += sumIm[j] as number;
          }
          yRe[to] = totalRe;
          yIm[to] = totalIm;
          for (let k = 1; k <= half; k++) {
            let evenRe = ar;
            let evenIm = ai;
            let oddRe = 0;
            let oddIm = 0;
            for (let j = 1, jk = k; j <= half; j++, jk = jk + k < radix ? jk + k : jk + k - radix) {
              evenRe += (cosines[jk] as number) * (sumRe[j] as number);
              evenIm += (cosines[jk] as number) * (sumIm[j] as number);
              oddRe -= (minusSines[jk] as number) * (differenceIm[j] as number);
              oddIm += (minusSines[jk] as number) * (differenceRe[j] as number);
            }
            const near = p * (radix - 1) + k - 1;
            const far = p * (radix - 1) + radix - k - 1;
            const v1r = evenRe + oddRe;
            const v1i = evenIm + oddIm;
            const v2r = evenRe - oddRe;
            const v2i = evenIm - oddIm;
            yRe[to + k * s] = v1r * (wRe[near] as number) - v1i * (wIm[near] as number);
            yIm[to + k * s] = v1r * (wIm[near] as number) + v1i * (wRe[near] as number);
            yRe[to + (radix - k) * s] = v2r * (wRe[far] as number) - v2i * (wIm[far] as number);
            yIm[to + (radix - k) * s] = v2r * (wIm[far] as number) + v2i * (wRe[far] as number);
          }
        }
      }
    };
  };
}
