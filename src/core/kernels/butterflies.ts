import { type MakePass, twiddles } from "./pass.ts";

/** The pass of radix 2. */
export const radix2: MakePass = (n, s) => {
  const m = n / 2;
  const { re: wRe, im: wIm } = twiddles(2, n);
  return (xRe, xIm, x0, yRe, yIm, y0) => {
    for (let p = 0; p < m; p++) {
      const w1r = wRe[p] as number;
      const w1i = wIm[p] as number;
      for (let q = 0; q < s; q++) {
        const a = x0 + q + s * p;
        const b = a + s * m;
        const to = y0 + q + s * 2 * p;
        const ar = xRe[a] as number;
        const ai = xIm[a] as number;
        const br = xRe[b] as number;
        const bi = xIm[b] as number;
        const dr = ar - br;
        const di = ai - bi;
        yRe[to] = ar + br;
        yIm[to] = ai + bi;
        yRe[to + s] = dr * w1r - di * w1i;
        yIm[to + s] = dr * w1i + di * w1r;
      }
    }
  };
};

/** The pass of radix 3. */
export const radix3: MakePass = (n, s) => {
  const m = n / 3;
  const { re: wRe, im: wIm } = twiddles(3, n);
  const sin60 = Math.sqrt(3) / 2;
  return (xRe, xIm, x0, yRe, yIm, y0) => {
    for (let p = 0; p < m; p++) {
      const w1r = wRe[2 * p] as number;
      const w1i = wIm[2 * p] as number;
      const w2r = wRe[2 * p + 1] as number;
      const w2i = wIm[2 * p + 1] as number;
      for (let q = 0; q < s; q++) {
        const a = x0 + q + s * p;
        const b = a + s * m;
        const c = b + s * m;
        const to = y0 + q + s * 3 * p;
        const ar = xRe[a] as number;
        const ai = xIm[a] as number;
        const sumR = (xRe[b] as number) + (xRe[c] as number);
        const sumI = (xIm[b] as number) + (xIm[c] as number);
        const turnR = sin60 * ((xRe[b] as number) - (xRe[c] as number));
        const turnI = sin60 * ((xIm[b] as number) - (xIm[c] as number));
        const midR = ar - 0.5 * sumR;
        const midI = ai - 0.5 * sumI;
        const v1r = midR + turnI;
        const v1i = midI - turnR;
        const v2r = midR - turnI;
        const v2i = midI + turnR;
        yRe[to] = ar + sumR;
        yIm[to] = ai + sumI;
        yRe[to + s] = v1r * w1r - v1i * w1i;
        yIm[to + s] = v1r * w1i + v1i * w1r;
        yRe[to + 2 * s] = v2r * w2r - v2i * w2i;
        yIm[to + 2 * s] = v2r * w2i + v2i * w2r;
      }
    }
  };
};

/** The pass of radix 4. */
export const radix4: MakePass = (n, s) => {
  const m = n / 4;
  const { re: wRe, im: wIm } = twiddles(4, n);
  return (xRe, xIm, x0, yRe, yIm, y0) => {
    for (let p = 0; p < m; p++) {
      const w1r = wRe[3 * p] as number;
      const w1i = wIm[3 * p] as number;
      const w2r = wRe[3 * p + 1] as number;
      const w2i = wIm[3 * p + 1] as number;
      const w3r = wRe[3 * p + 2] as number;
      const w3i = wIm[3 * p + 2] as number;
      for (let q = 0; q < s; q++) {
        const a = x0 + q + s * p;
        const b = a + s * m;
        const c = b + s * m;
        const d = c + s * m;
        const to = y0 + q + s * 4 * p;
        const acR = (xRe[a] as number) + (xRe[c] as number);
        const acI = (xIm[a] as number) + (xIm[c] as number);
        const bdR = (xRe[b] as number) + (xRe[d] as number);
        const bdI = (xIm[b] as number) + (xIm[d] as number);
        const acDiffR = (xRe[a] as number) - (xRe[c] as number);
        const acDiffI = (xIm[a] as number) - (xIm[c] as number);
        const bdDiffR = (xRe[b] as number) - (xRe[d] as number);
        const bdDiffI = (xIm[b] as number) - (xIm[d] as number);
        const v1r = acDiffR + bdDiffI;
        const v1i = acDiffI - bdDiffR;
        const v2r = acR - bdR;
        const v2i = acI - bdI;
        const v3r = acDiffR - bdDiffI;
        const v3i = acDiffI + bdDiffR;
        yRe[to] = acR + bdR;
        yIm[to] = acI + bdI;
        yRe[to + s] = v1r * w1r - v1i * w1i;
        yIm[to + s] = v1r * w1i + v1i * w1r;
        yRe[to + 2 * s] = v2r * w2r - v2i * w2i;
        yIm[to + 2 * s] = v2r * w2i + v2i * w2r;
        yRe[to + 3 * s] = v3r * w3r - v3i * w3i;
        yIm[to + 3 * s] = v3r * w3i + v3i * w3r;
      }
    }
  };
};

/** The pass of radix 5. */
export const radix5: MakePass = (n, s) => {
  const m = n / 5;
  const { re: wRe, im: wIm } = twiddles(5, n);
  const cos72 = Math.cos((2 * Math.PI) / 5);
  const cos144 = -Math.cos(Math.PI / 5);
  const sin72 = Math.sin((2 * Math.PI) / 5);
  const sin144 = Math.sin(Math.PI / 5);
  return (xRe, xIm, x0, yRe, yIm, y0) => {
    for (let p = 0; p < m; p++) {
      const w = 4 * p;
      for (let q = 0; q < s; q++) {
        const a = x0 + q + s * p;
        const b = a + s * m;
        const c = b + s * m;
        const d = c + s * m;
        const e = d + s * m;
        const to = y0 + q + s * 5 * p;
        const ar = xRe[a] as number;
        const ai = xIm[a] as number;
        const beR = (xRe[b] as number) + (xRe[e] as number);
        const beI = (xIm[b] as number) + (xIm[e] as number);
        const cdR = (xRe[c] as number) + (xRe[d] as number);
        const cdI = (xIm[c] as number) + (xIm[d] as number);
        const beDiffR = (xRe[b] as number) - (xRe[e] as number);
        const beDiffI = (xIm[b] as number) - (xIm[e] as number);
        const cdDiffR = (xRe[c] as number) - (xRe[d] as number);
        const cdDiffI = (xIm[c] as number) - (xIm[d] as number);
        const even1R = ar + cos72 * beR + cos144 * cdR;
        const even1I = ai + cos72 * beI + cos144 * cdI;
        const even2R = ar + cos144 * beR + cos72 * cdR;
        const even2I = ai + cos144 * beI + cos72 * cdI;
        const odd1R = sin72 * beDiffI + sin144 * cdDiffI;
        const odd1I = -sin72 * beDiffR - sin144 * cdDiffR;
        const odd2R = sin144 * beDiffI - sin72 * cdDiffI;
        const odd2I = sin72 * cdDiffR - sin144 * beDiffR;
        yRe[to] = ar + beR + cdR;
        yIm[to] = ai + beI + cdI;
        store(even1R + odd1R, even1I + odd1I, wRe[w] as number, wIm[w] as number, yRe, yIm, to + s);
        store(even2R + odd2R, even2I + odd2I, wRe[w + 1] as number, wIm[w + 1] as number, yRe, yIm, to + 2 * s);
        store(even2R - odd2R, even2I - odd2I, wRe[w + 2] as number, wIm[w + 2] as number, yRe, yIm, to + 3 * s);
        store(even1R - odd1R, even1I - odd1I, wRe[w + 3] as number, wIm[w + 3] as number, yRe, yIm, to + 4 * s);
      }
    }
  };
};

/** y[at] = v w, complex. */
function store(vr: number, vi: number, wr: number, wi: number, yRe: Float64Array, yIm: Float64Array, at: number): void {
  yRe[at] = vr * wr - vi * wi;
  yIm[at] = vr * wi + vi * wr;
}
