import type { ModeKernels } from "../mode-kernels.ts";

/**
 * Two recurrences, each in the direction in which it damps rounding: upwards M_m = (m M_{m−1} − 1)/z while m ≤ y, and
 * downwards M_{m−1} = (1 + z M_m)/m from far above for the rest. The absolute error is a few units of 1e-16.
 */
export const moments: ModeKernels["moments"] = (y, exponential, count, out) => {
  const n = y.length;
  for (let i = 0; i < n; i++) {
    const angle = y[i] as number;
    const up = angle >= 0.5 ? Math.min(count - 1, Math.floor(angle)) : -1;
    let a = 0;
    let b = 0;
    if (up >= 0) {
      const inverse = 1 / angle;
      a = -(exponential[n + i] as number) * inverse;
      b = ((exponential[i] as number) - 1) * inverse;
      out[i] = a;
      out[n + i] = b;
      for (let m = 1; m <= up; m++) {
        const next = (m * a - 1) * inverse;
        a = -m * b * inverse;
        b = next;
        out[2 * m * n + i] = a;
        out[(2 * m + 1) * n + i] = b;
      }
    }
    if (up === count - 1) continue;
    a = 0;
    b = 0;
    for (let m = Math.ceil(12 + 2.2 * angle + count); m > up + 1; m--) {
      const next = (1 + angle * b) / m;
      b = (-angle * a) / m;
      a = next;
      if (m > count) continue;
      out[2 * (m - 1) * n + i] = a;
      out[(2 * m - 1) * n + i] = b;
    }
  }
};

export const combineRows: ModeKernels["combineRows"] = (weights, depth, rows, source, out, first, n, from, to) => {
  for (let r = 0; r < rows; r++) {
    for (let part = 0; part < 2; part++) {
      const target = (2 * (first + r) + part) * n;
      for (let i = from; i < to; i++) {
        let sum = 0;
        for (let m = 0, k = part * n + i; m < depth; m++, k += 2 * n) {
          sum += (weights[r * depth + m] as number) * (source[k] as number);
        }
        out[target + i] = sum;
      }
    }
  }
};
