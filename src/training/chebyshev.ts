import type { Expression } from "../core/index.ts";

/** A function on a box as a sum of products of Chebyshev polynomials. */
export interface ChebyshevSeries {
  readonly box: readonly (readonly [from: number, to: number])[];
  /** Degrees plus one, an axis each. */
  readonly shape: readonly number[];
  /** Coefficients, the last axis fastest. */
  readonly coefficients: Float64Array;
  /** The largest coefficient in the upper eighth of any axis, over the largest of all. */
  readonly tail: number;
}

/**
 * Interpolates a function at Chebyshev points of the second kind, both ends included, on 17, 33 … points an axis until the
 * coefficients have fallen to rounding or `most` is reached.
 *
 * L. N. Trefethen, Approximation Theory and Approximation Practice (2013), chapters 3 and 4.
 *
 * @param f Values at points of shape [count][axes].
 */
export function chebyshevSeries(
  box: ChebyshevSeries["box"],
  f: (points: Float64Array) => Float64Array,
  most: number,
): ChebyshevSeries {
  for (let n = 16; ; n *= 2) {
    const shape = box.map(() => n + 1);
    const series = interpolated(box, shape, f(nodesOf(box, n)));
    if (series.tail < 1e-13 || 2 * n > most) return series;
  }
}

function nodesOf(box: ChebyshevSeries["box"], n: number): Float64Array {
  const count = (n + 1) ** box.length;
  return Float64Array.from({ length: count * box.length }, (_, i) => {
    const axis = i % box.length;
    const [from, to] = box[axis] as readonly [number, number];
    const index = Math.floor(Math.floor(i / box.length) / (n + 1) ** (box.length - 1 - axis)) % (n + 1);
    // Ends to the bit, where conditions are exact.
    if (index === 0 || index === n) return index === 0 ? to : from;
    return (from + to) / 2 + ((to - from) / 2) * Math.cos((Math.PI * index) / n);
  });
}

function interpolated(box: ChebyshevSeries["box"], shape: readonly number[], values: Float64Array): ChebyshevSeries {
  const coefficients = values.slice();
  let [largest, tail] = [0, 0];
  shape.forEach((length, axis) => {
    const stride = shape.slice(axis + 1).reduce((product, one) => product * one, 1);
    for (let line = 0; line < coefficients.length / length; line++) {
      transform(coefficients, Math.floor(line / stride) * stride * length + (line % stride), stride, length - 1);
    }
  });
  coefficients.forEach((c, i) => {
    largest = Math.max(largest, Math.abs(c));
    const high = shape.some((length, axis) => {
      const stride = shape.slice(axis + 1).reduce((product, one) => product * one, 1);
      return (Math.floor(i / stride) % length) * 8 >= 7 * (length - 1);
    });
    if (high) tail = Math.max(tail, Math.abs(c));
  });
  return { box, shape, coefficients, tail: largest === 0 ? 0 : tail / largest };
}

/** Values at cos πj/n to coefficients, in place on one line. */
function transform(data: Float64Array, from: number, stride: number, n: number): void {
  const values = Float64Array.from({ length: n + 1 }, (_, j) => data[from + j * stride] as number);
  for (let k = 0; k <= n; k++) {
    let total = 0;
    for (let j = 0; j <= n; j++) {
      const term = (values[j] as number) * Math.cos((Math.PI * ((j * k) % (2 * n))) / n);
      total += j === 0 || j === n ? term / 2 : term;
    }
    data[from + k * stride] = (total * (k === 0 || k === n ? 1 : 2)) / n;
  }
}

/** The series as a traced quantity of traced coordinates, by the recurrence of the polynomials. */
export function tracedSeries({ box, shape, coefficients }: ChebyshevSeries, at: readonly Expression[]): Expression {
  const polynomials = shape.map((length, axis) => {
    const [from, to] = box[axis] as readonly [number, number];
    const x = (at[axis] as Expression).sub((from + to) / 2).mul(2 / (to - from));
    const list = [x.pow(0), x];
    for (let k = 2; k < length; k++)
      list.push(
        x
          .mul(2)
          .mul(list[k - 1] as Expression)
          .sub(list[k - 2] as Expression),
      );
    return list;
  });
  const largest = coefficients.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  const one = (at[0] as Expression).pow(0);
  const sumOf = (axis: number, offset: number, length: number): Expression | null => {
    if (axis === shape.length) {
      const c = coefficients[offset] as number;
      return Math.abs(c) <= 1e-17 * largest ? null : one.mul(c);
    }
    const inner = length / (shape[axis] as number);
    return (polynomials[axis] as readonly Expression[]).reduce((sum: Expression | null, polynomial, k) => {
      const part = sumOf(axis + 1, offset + k * inner, inner);
      if (part === null) return sum;
      const term = part.mul(polynomial);
      return sum === null ? term : sum.add(term);
    }, null);
  };
  return sumOf(0, 0, coefficients.length) ?? (at[0] as Expression).mul(0);
}
