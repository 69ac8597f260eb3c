import type { ModeCoefficients, ModeKernels, SlopeHistory } from "../mode-kernels.ts";

/** Numbers that describe a run of modes. */
const pieceNumbers = 6;

/** Rows of the coefficients before those of the slopes. */
const slopeRow = 3;

export const predict: ModeKernels["predict"] = (coefficients, history, v, out, extrapolated) => {
  const { rows, groups, extrapolation, maxOrder } = coefficients;
  const n = v.length / 2;
  for (const { start, end, group, stride, sign, order } of pieces(coefficients)) {
    for (let i = start, k = group; i < end; i++, k += stride) {
      const a = rows[k] as number;
      const b = sign * (rows[groups + k] as number);
      const p = v[i] as number;
      const q = v[n + i] as number;
      let re = a * p - b * q;
      let im = a * q + b * p;
      let extrapolatedRe = 0;
      let extrapolatedIm = 0;
      for (let j = 0; j < order; j++) {
        const at = 2 * groups * (slopeRow + j) + k;
        const c = rows[at] as number;
        const d = sign * (rows[groups + at] as number);
        const weight = extrapolation[(order - 1) * maxOrder + j] as number;
        const slope = slopeAt(history, j) + i;
        const r = history.vectors[slope] as number;
        const s = history.vectors[n + slope] as number;
        re += c * r - d * s;
        im += c * s + d * r;
        extrapolatedRe += weight * r;
        extrapolatedIm += weight * s;
      }
      out[i] = re;
      out[n + i] = im;
      extrapolated[i] = extrapolatedRe;
      extrapolated[n + i] = extrapolatedIm;
    }
  }
};

export const correct: ModeKernels["correct"] = (coefficients, slope, extrapolated, error, u) => {
  const { rows, groups } = coefficients;
  const n = u.length / 2;
  for (const { start, end, group, stride, sign } of pieces(coefficients)) {
    for (let i = start, k = 2 * groups + group; i < end; i++, k += stride) {
      const p = (slope[i] as number) - (extrapolated[i] as number);
      const q = (slope[n + i] as number) - (extrapolated[n + i] as number);
      const a = rows[k] as number;
      const b = sign * (rows[groups + k] as number);
      error[i] = a * p - b * q;
      error[n + i] = a * q + b * p;
      const c = rows[2 * groups + k] as number;
      const d = sign * (rows[3 * groups + k] as number);
      u[i] = (u[i] as number) + (c * p - d * q);
      u[n + i] = (u[n + i] as number) + (c * q + d * p);
    }
  }
};

function* pieces({ pieces: numbers }: ModeCoefficients) {
  const count = numbers[0] as number;
  for (let p = 0; p < count; p++) {
    const [start, end, group, stride, sign, order] = numbers.subarray(1 + pieceNumbers * p) as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    yield { start, end, group, stride, sign, order };
  }
}

function slopeAt({ rows, stride, first }: SlopeHistory, j: number): number {
  return ((first + j) % rows) * stride;
}
