import { orthonormalise } from "./orthonormal.ts";

/** Gaussians along one coordinate, and the basis of their span that is worked with. */
export interface Axis {
  /**
   * `"flat"`: the limit of Gaussians that are wide against [from, to], whose span becomes that of the polynomials of lower
   * degree than their number; the raw functions are then those of Legendre. T. A. Driscoll & B. Fornberg, Comput. Math. Appl.
   * 43 (2002) 413.
   */
  readonly kind: "gaussians" | "flat";
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
  return axisTables(axis, points, [order])[0] as Float64Array;
}

/** The same for several derivatives, which share what Gaussians cost. */
export function axisTables(axis: Axis, points: ArrayLike<number>, orders: readonly number[]): readonly Float64Array[] {
  const { transform, functions } = axis;
  const raws =
    axis.kind === "flat"
      ? orders.map((order) => legendreTable(axis, points, order))
      : gaussianTables(axis, points, orders);
  if (transform === null) return raws;
  const n = axis.centres.length;
  return raws.map((raw) => {
    const table = new Float64Array(points.length * functions);
    for (let i = 0; i < points.length; i++) {
      for (let j = 0; j < n; j++) {
        const value = raw[i * n + j] as number;
        if (value === 0) continue;
        for (let k = 0; k < functions; k++) {
          table[i * functions + k] =
            (table[i * functions + k] as number) + value * (transform[j * functions + k] as number);
        }
      }
    }
    return table;
  });
}

/** Values of a derivative of each Gaussian (or Legendre polynomial) at points, shape [points][centres]. */
function gaussianTable(axis: Axis, points: ArrayLike<number>, order: number): Float64Array {
  return axisTables({ ...axis, transform: null, functions: axis.centres.length }, points, [order])[0] as Float64Array;
}

function gaussianTables(
  { centres, widths, periodic, from, to }: Axis,
  points: ArrayLike<number>,
  orders: readonly number[],
): readonly Float64Array[] {
  const n = centres.length;
  const period = to - from;
  const tables = orders.map(() => new Float64Array(points.length * n));
  const add = (at: number, z: number, width: number) => {
    const value = Math.exp(-0.5 * z * z);
    for (let q = 0; q < orders.length; q++) {
      const table = tables[q] as Float64Array;
      table[at] = (table[at] as number) + derivative(value, z, width, orders[q] as number);
    }
  };
  for (let i = 0; i < points.length; i++) {
    const x = points[i] as number;
    for (let j = 0; j < n; j++) {
      const width = widths[j] as number;
      let distance = x - (centres[j] as number);
      if (!periodic) {
        if (Math.abs(distance) <= reach * width) add(i * n + j, distance / width, width);
        continue;
      }
      distance -= period * Math.floor(distance / period);
      // No image within reach is left out by rounding, and others are not counted.
      const first = Math.ceil((-reach * width - distance) / period - 1e-9);
      const last = (reach * width - distance) / period + 1e-9;
      for (let m = first; m <= last; m++) {
        const z = (distance + m * period) / width;
        if (Math.abs(z) <= reach) add(i * n + j, z, width);
      }
    }
  }
  return tables;
}

/** By P′_{n+1} = P′_{n−1} + (2n+1) P_n, and so for higher derivatives. */
function legendreTable({ from, to, centres }: Axis, points: ArrayLike<number>, order: number): Float64Array {
  const n = centres.length;
  const table = new Float64Array(points.length * n);
  const scale = (2 / (to - from)) ** order;
  for (let i = 0; i < points.length; i++) {
    const z = (2 * ((points[i] as number) - from)) / (to - from) - 1;
    let row = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const [last, before] = [row[k - 1] ?? 0, row[k - 2] ?? 0];
      row[k] = k === 0 ? 1 : ((2 * k - 1) * z * last - (k - 1) * before) / k;
    }
    for (let q = 0; q < order; q++) {
      const next = new Float64Array(n);
      for (let k = 1; k < n; k++) next[k] = (next[k - 2] ?? 0) + (2 * k - 1) * (row[k - 1] as number);
      row = next;
    }
    for (let k = 0; k < n; k++) table[i * n + k] = scale * (row[k] as number);
  }
  return table;
}

/** A derivative by x of the value exp(−z²/2), z = (x − c)/s: (−1/s)^q He_q(z) exp(−z²/2), He the Hermite polynomials. */
function derivative(value: number, z: number, width: number, order: number): number {
  if (order === 0) return value;
  let [before, hermite] = [1, z];
  for (let q = 1; q < order; q++) [before, hermite] = [hermite, z * hermite - q * before];
  return (-1 / width) ** order * hermite * value;
}

/**
 * The same axis with a basis that is orthonormal in the weighted sum of products over points, of a chosen derivative, and at
 * one end, derivatives in units of `length`.
 *
 * @param tolerance Directions with a smaller share are left out.
 */
export function orthonormalAxis(
  axis: Axis,
  points: ArrayLike<number>,
  weights: ArrayLike<number>,
  tolerance: number,
  {
    order = 0,
    start = 0,
    length = 1,
  }: { readonly order?: number; readonly start?: number; readonly length?: number } = {},
): Axis {
  const n = axis.centres.length;
  const table = gaussianTable(axis, points, order);
  const values = new Float64Array(table.length + order * n);
  for (let i = 0; i < points.length; i++) {
    const root = Math.sqrt(weights[i] as number) * length ** order;
    for (let j = 0; j < n; j++) values[i * n + j] = root * (table[i * n + j] as number);
  }
  for (let q = 0; q < order; q++) {
    const row = gaussianTable(axis, [axis.from], q);
    for (let j = 0; j < n; j++) values[table.length + q * n + j] = start * length ** q * (row[j] as number);
  }
  const { transform, rank } = orthonormalise(values, n, tolerance);
  return { ...axis, transform, functions: rank };
}
