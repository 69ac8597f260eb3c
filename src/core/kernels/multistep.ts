import type { ModeCoefficients, ModeKernels, SlopeHistory } from "../mode-kernels.ts";

/** Numbers that describe a run of modes. */
const pieceNumbers = 6;

/** Rows of the coefficients before those of the slopes. */
const slopeRow = 3;

export const predict: ModeKernels["predict"] = (coefficients, history, v, out) => {
  const { rows, groups } = coefficients;
  const n = v.length / 2;
  for (const { start, end, group, stride, sign, order } of pieces(coefficients)) {
    for (let i = start, k = group; i < end; i++, k += stride) {
      const a = rows[k] as number;
      const b = rows[groups + k] as number;
      const p = v[i] as number;
      const q = v[n + i] as number;
      let ap = a * p;
      let bq = b * q;
      let aq = a * q;
      let bp = b * p;
      for (let j = 0; j < order; j++) {
        const at = 2 * groups * (slopeRow + j) + k;
        const c = rows[at] as number;
        const d = rows[groups + at] as number;
        const slope = slopeAt(history, j) + i;
        const r = history.vectors[slope] as number;
        const s = history.vectors[n + slope] as number;
        ap += c * r;
        bq += d * s;
        aq += c * s;
        bp += d * r;
      }
      out[i] = ap - sign * bq;
      out[n + i] = aq + sign * bp;
    }
  }
};

export const defect: ModeKernels["defect"] = (coefficients, history, slope, d, error) => {
  const { rows, groups, extrapolation, maxOrder } = coefficients;
  const n = slope.length / 2;
  for (const { start, end, group, stride, sign, order } of pieces(coefficients)) {
    for (let i = start, k = 2 * groups + group; i < end; i++, k += stride) {
      let p = slope[i] as number;
      let q = slope[n + i] as number;
      for (let j = 0; j < order; j++) {
        const weight = extrapolation[(order - 1) * maxOrder + j] as number;
        const at = slopeAt(history, j) + i;
        p -= weight * (history.vectors[at] as number);
        q -= weight * (history.vectors[n + at] as number);
      }
      d[i] = p;
      d[n + i] = q;
      const a = rows[k] as number;
      const b = sign * (rows[groups + k] as number);
      error[i] = a * p - b * q;
      error[n + i] = a * q + b * p;
    }
  }
};

export const correct: ModeKernels["correct"] = (coefficients, d, u) => {
  const { rows, groups } = coefficients;
  const n = u.length / 2;
  for (const { start, end, group, stride, sign } of pieces(coefficients)) {
    for (let i = start, k = 4 * groups + group; i < end; i++, k += stride) {
      const a = rows[k] as number;
      const b = sign * (rows[groups + k] as number);
      const p = d[i] as number;
      const q = d[n + i] as number;
      u[i] = (u[i] as number) + (a * p - b * q);
      u[n + i] = (u[n + i] as number) + (a * q + b * p);
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
