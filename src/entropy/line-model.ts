import { type Kernels, linear } from "../core/index.ts";

/** A sum of tones: c + Σ_l a_l cos(ω_l u) + b_l sin(ω_l u), u in samples from the centre. */
export interface LineModel {
  /** Radians a sample. */
  readonly frequencies: readonly number[];
  /** c, a_1, b_1, a_2, …, shape [1 + 2 tones]. */
  readonly coefficients: Float64Array;
  /** Samples that it was fitted to. */
  readonly length: number;
}

/** By how many bins a frequency may move in a round. */
const farthest = 0.3;

/** Values of a model at the samples start … end − 1, counted from the first that it was fitted to. */
export function lineValues({ frequencies, coefficients, length }: LineModel, start: number, end: number): Float64Array {
  const [constant = 0] = coefficients;
  return Float64Array.from({ length: end - start }, (_, i) => {
    const u = start + i - length / 2;
    let value = constant;
    for (let l = 0; l < frequencies.length; l++) {
      const angle = (frequencies[l] as number) * u;
      value += (coefficients[1 + 2 * l] as number) * Math.cos(angle);
      value += (coefficients[2 + 2 * l] as number) * Math.sin(angle);
    }
    return value;
  });
}

/**
 * A model with `more` further tones, which are found one by one at the highest peaks of the windowed spectrum of what is
 * left. Without a model before, the first.
 *
 * Source: J. Laskar, Physica D 67 (1993) 257–281, for the tones of quasi-periodic motion, one after the other.
 */
export function withMoreLines(
  series: Float64Array,
  before: LineModel | null,
  more: number,
  kernels: Kernels,
): LineModel {
  const model = before ?? fitted(series, [], null);
  const rest = residual(series, model);
  const found = [...model.frequencies];
  for (let i = 0; i < more; i++) found.push(takeTone(rest, found, kernels));
  return fitted(series, found, null);
}

/**
 * The model after rounds of Gauss and Newton on all frequencies and coefficients together, so that tones closer than a bin
 * come apart; every sample counts alike, or by a window that keeps far tones apart.
 */
export function refined(series: Float64Array, model: LineModel, rounds: number, windowed: boolean): LineModel {
  const n = series.length;
  const roots = windowed ? Float64Array.from({ length: n }, (_, i) => Math.sqrt(blackmanHarris((i + 0.5) / n))) : null;
  let best = model;
  for (let i = 0; i < rounds; i++) best = fitted(series, improved(series, best, roots), roots);
  return best;
}

/** What a model leaves of its series. */
function residual(series: Float64Array, model: LineModel): Float64Array {
  const values = lineValues(model, 0, series.length);
  return series.map((value, i) => value - (values[i] as number));
}

/** 1, and cosine and sine of each tone, as rows of n samples; `extra` rows are left for the caller. */
function basis(n: number, frequencies: readonly number[], extra: number): linear.Matrix {
  const rows = 1 + 2 * frequencies.length + extra;
  const data = new Float64Array(rows * n);
  data.fill(1, 0, n);
  frequencies.forEach((frequency, l) => {
    const at = (1 + 2 * l) * n;
    for (let i = 0; i < n; i++) {
      const angle = frequency * (i - n / 2);
      data[at + i] = Math.cos(angle);
      data[at + n + i] = Math.sin(angle);
    }
  });
  return linear.matrix(data, rows, n);
}

/** The least squares of a series by the rows of a matrix; nearly dependent rows share what they have in common. */
function leastSquares(rows: linear.Matrix, series: Float64Array, roots: Float64Array | null): Float64Array {
  const { data, rows: m, columns: n } = rows;
  const wanted = roots === null ? series : series.map((value, i) => value * (roots[i] as number));
  if (roots !== null) for (let i = 0; i < m * n; i++) data[i] = (data[i] as number) * (roots[i % n] as number);
  const normal = linear.matrix(new Float64Array(m * m), m, m);
  const right = linear.matrix(new Float64Array(m), m, 1);
  for (let i = 0; i < m; i++) {
    const row = data.subarray(i * n, (i + 1) * n);
    for (let j = 0; j <= i; j += 2) {
      const pair = twoProducts(row, data.subarray(j * n, (j + 1) * n), data.subarray((j + 1) * n, (j + 2) * n));
      normal.data[i * m + j] = pair[0];
      if (j < i) normal.data[i * m + j + 1] = pair[1];
    }
    right.data[i] = twoProducts(row, wanted, wanted)[0];
    normal.data[i * (m + 1)] = (normal.data[i * (m + 1)] as number) * (1 + 1e-10) + 1e-12 * n;
  }
  if (linear.factorise(normal) >= 0) return new Float64Array(m);
  linear.solveFactorised(normal, right);
  return right.data;
}

/** a·b and a·c, whose last is shorter where there is none. */
function twoProducts(a: Float64Array, b: Float64Array, c: Float64Array): readonly [number, number] {
  let [b0, b1, c0, c1] = [0, 0, 0, 0];
  const even = a.length - 1;
  let i = 0;
  for (; i < even; i += 2) {
    const [x, y] = [a[i] as number, a[i + 1] as number];
    b0 += x * (b[i] as number);
    b1 += y * (b[i + 1] as number);
    c0 += x * (c[i] as number);
    c1 += y * (c[i + 1] as number);
  }
  if (i < a.length) {
    b0 += (a[i] as number) * (b[i] as number);
    c0 += (a[i] as number) * (c[i] as number);
  }
  return [b0 + b1, c0 + c1];
}

function fitted(series: Float64Array, frequencies: readonly number[], roots: Float64Array | null): LineModel {
  const coefficients = leastSquares(basis(series.length, frequencies, 0), series, roots);
  return { frequencies, coefficients, length: series.length };
}

/** The frequencies after one Gauss–Newton step. */
function improved(series: Float64Array, model: LineModel, roots: Float64Array | null): number[] {
  const { frequencies, coefficients, length: n } = model;
  const tones = frequencies.length;
  const rows = basis(n, frequencies, tones);
  const { data } = rows;
  const sizes = frequencies.map((_, l) =>
    Math.hypot(coefficients[1 + 2 * l] as number, coefficients[2 + 2 * l] as number),
  );
  for (let l = 0; l < tones; l++) {
    const [cosine, sine, slope] = [(1 + 2 * l) * n, (2 + 2 * l) * n, (1 + 2 * tones + l) * n];
    const a = (coefficients[1 + 2 * l] as number) / (sizes[l] || 1);
    const b = (coefficients[2 + 2 * l] as number) / (sizes[l] || 1);
    // d/dω over n and over the size of the tone, so that all rows are of one size.
    for (let i = 0; i < n; i++) {
      data[slope + i] = (i / n - 0.5) * (b * (data[cosine + i] as number) - a * (data[sine + i] as number));
    }
  }
  const step = leastSquares(rows, residual(series, model), roots);
  const most = (farthest * 2 * Math.PI) / n;
  return frequencies.map((frequency, l) => {
    const change = (step[1 + 2 * tones + l] as number) / n / (sizes[l] || Infinity);
    return Math.min(Math.PI, Math.abs(frequency + Math.min(most, Math.max(-most, change))));
  });
}

/** The frequency of the highest peak of the windowed spectrum, apart from those known; its tone is taken off the series. */
function takeTone(series: Float64Array, known: readonly number[], kernels: Kernels): number {
  const n = series.length;
  const size = 2 ** (Math.ceil(Math.log2(n)) + 1);
  const re = kernels.allocate(size);
  const im = kernels.allocate(size);
  const weight = (i: number) => blackmanHarris((i + 0.5) / n);
  for (let i = 0; i < n; i++) re[i] = weight(i) * (series[i] as number);
  kernels.fft(size).forward(re, im);
  const power = (k: number) => (re[k] as number) ** 2 + (im[k] as number) ** 2;
  let top = 1;
  for (let k = 2; k < size / 2; k++) if (power(k) > power(top)) top = k;
  const [a, b, c] = [top - 1, top, top + 1].map((k) => Math.log(power(k) + 1e-300)) as [number, number, number];
  const curvature = a - 2 * b + c;
  const shift = curvature < 0 ? Math.min(0.5, Math.max(-0.5, (a - c) / (2 * curvature))) : 0;
  const bin = (2 * Math.PI) / n;
  let frequency = ((top + shift) * 2 * Math.PI) / size;
  for (let i = 0; i < 8 && known.some((other) => Math.abs(other - frequency) < bin / 4); i++) frequency += bin / 2;
  frequency = Math.min(Math.PI, frequency);
  takeOff(series, frequency, weight);
  return frequency;
}

/** Takes the tone of one frequency that fits best under the weights off the series. */
function takeOff(series: Float64Array, frequency: number, weight: (i: number) => number): void {
  const n = series.length;
  let [cc, cs, ss, cx, sx] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [c, s] = [Math.cos(frequency * (i - n / 2)), Math.sin(frequency * (i - n / 2))];
    const [w, x] = [weight(i), series[i] as number];
    cc += w * c * c;
    cs += w * c * s;
    ss += w * s * s;
    cx += w * c * x;
    sx += w * s * x;
  }
  const determinant = cc * ss - cs * cs;
  if (!(determinant > 1e-12 * (cc + ss) ** 2)) return;
  const a = (cx * ss - sx * cs) / determinant;
  const b = (sx * cc - cx * cs) / determinant;
  for (let i = 0; i < n; i++) {
    const angle = frequency * (i - n / 2);
    series[i] = (series[i] as number) - a * Math.cos(angle) - b * Math.sin(angle);
  }
}

/**
 * The four-term window at t of 0 … 1, whose sidelobes are 92 dB down.
 *
 * Source: F. J. Harris, Proceedings of the IEEE 66 (1978) 51–83, table I.
 */
function blackmanHarris(t: number): number {
  const angle = 2 * Math.PI * t;
  return 0.35875 - 0.48829 * Math.cos(angle) + 0.14128 * Math.cos(2 * angle) - 0.01168 * Math.cos(3 * angle);
}
