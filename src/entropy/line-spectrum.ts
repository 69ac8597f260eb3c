import { defaultKernels, type Kernels } from "../core/index.ts";

/** Half the width of a line under the window, in bins. */
const halfWidth = 4;

/**
 * Share of a series' power outside its `lines` strongest spectral lines: zero to rounding for a sum of that many tones.
 *
 * The series, less its mean, is weighted by the four-term Blackman–Harris window, whose sidelobes are 92 dB down: F. J.
 * Harris, Proceedings of the IEEE 66 (1978) 51–83, table I.
 */
export function powerOutsideLines(series: Float64Array, lines: number, kernels: Kernels = defaultKernels()): number {
  const n = series.length;
  const re = kernels.allocate(n);
  const im = kernels.allocate(n);
  let weights = 0;
  let weighted = 0;
  const weight = (i: number) => {
    const t = (2 * Math.PI * (i + 0.5)) / n;
    return 0.35875 - 0.48829 * Math.cos(t) + 0.14128 * Math.cos(2 * t) - 0.01168 * Math.cos(3 * t);
  };
  for (let i = 0; i < n; i++) {
    weights += weight(i);
    weighted += weight(i) * (series[i] as number);
  }
  for (let i = 0; i < n; i++) re[i] = weight(i) * ((series[i] as number) - weighted / weights);
  kernels.fft(n).forward(re, im);
  const power = Float64Array.from(
    { length: Math.floor(n / 2) + 1 },
    (_, k) => (re[k] as number) ** 2 + (im[k] as number) ** 2,
  );
  const total = power.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  for (let line = 0; line < lines; line++) {
    let top = 0;
    for (let k = 1; k < power.length; k++) if ((power[k] as number) > (power[top] as number)) top = k;
    power.fill(0, Math.max(0, top - halfWidth), top + halfWidth + 1);
  }
  return power.reduce((sum, value) => sum + value, 0) / total;
}
