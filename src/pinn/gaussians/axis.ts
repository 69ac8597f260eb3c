import { orthonormalise } from "./orthonormal.ts";

/** Gaussians along one coordinate, and the basis of their span that is worked with. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Ascending; some lie outside [from, to] unless the axis is periodic. */
  readonly centres: Float64Array;
  /** Standard deviation of each. */
  readonly widths: Float64Array;
  /** Whether each Gaussian is the sum of its images at all periods to − from. */
  readonly periodic: boolean;
  /** Shape [centres][functions]: the basis in terms of Gaussians; null where it is the Gaussians themselves. */
  readonly transform: Float64Array | null;
  /** Functions of the basis. */
  readonly functions: number;
}

/** Beyond so many widths a Gaussian is left out: exp(−50) is far below rounding. */
const reach = 10;

/**
 * Values of a derivative of each function at points.
 *
 * @returns Shape [points][functions].
 */
export function axisTable(axis: Axis, points: ArrayLike<number>, order: number): Float64Array {
  const raw = gaussianTable(axis, points, order);
  const { transform, functions } = axis;
  if (transform === null) return raw;
  const n = axis.centres.length;
  const table = new Float64Array(points.length * functions);
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < n; j++) {
      const value = raw[i * n + j] as number;
      if (value === 0) continue;
      for (let k = 0; k < functions; k++) {
        table[i * functions + k] = (table[i * functions + k] as number) + value * (transform[j * functions + k] as number);
      }
    }
  }
  return table;
}

/** Values of a derivative of each Gaussian at points, shape [points][centres]. */
export function gaussianTable(axis: Axis, points: ArrayLike<number>, order: number): Float64Array {
  const { centres, widths, periodic } = axis;
  const n = centres.length;
  const period = axis.to - axis.from;
  const table = new Float64Array(points.length * n);
  for (let i = 0; i < points.length; i++) {
    const x = points[i] as number;
    for (let j = 0; j < n; j++) {
      const width = widths[j] as number;
      let distance = x - (centres[j] as number);
      if (!periodic) {
        table[i * n + j] = derivative(distance / width, width, order);
        continue;
      }
      distance -= period * Math.floor(distance / period);
      let total = 0;
      const images = Math.ceil((reach * width) / period);
      for (let m = -images - 1; m <= images; m++) total += derivative((distance + m * period) / width, width, order);
      table[i * n + j] = total;
    }
  }
  return table;
}

/** The derivative of exp(−z²/2), z = (x − c)/s, by x: (−1/s)^q He_q(z) exp(−z²/2), He the Hermite polynomials. */
function derivative(z: number, width: number, order: number): number {
  if (Math.abs(z) > reach) return 0;
  const value = Math.exp(-0.5 * z * z);
  if (order === 0) return value;
  let [before, hermite] = [1, z];
  for (let q = 1; q < order; q++) [before, hermite] = [hermite, z * hermite - q * before];
  return (-1 / width) ** order * hermite * value;
}

/**
 * The same axis with a basis that is orthonormal in the weighted sum of products over points, of a chosen derivative, and at
 * one end.
 *
 * @param tolerance Directions with a smaller share are left out.
 */
export function orthonormalAxis(
  axis: Axis,
  points: ArrayLike<number>,
  weights: ArrayLike<number>,
  tolerance: number,
  { order = 0, start = 0 }: { readonly order?: number; readonly start?: number } = {},
): Axis {
  const n = axis.centres.length;
  const table = gaussianTable(axis, points, order);
  const values = new Float64Array(table.length + order * n);
  for (let i = 0; i < points.length; i++) {
    const root = Math.sqrt(weights[i] as number);
    for (let j = 0; j < n; j++) values[i * n + j] = root * (table[i * n + j] as number);
  }
  for (let q = 0; q < order; q++) {
    const row = gaussianTable(axis, [axis.from], q);
    for (let j = 0; j < n; j++) values[table.length + q * n + j] = start * (row[j] as number);
  }
  const { transform, rank } = orthonormalise(values, n, tolerance);
  return { ...axis, transform, functions: rank };
}
