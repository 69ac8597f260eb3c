import { invalid } from "./errors.ts";

/**
 * Σ a, with the rounding errors of the additions summed apart: as accurate as in twice the working precision.
 *
 * Where an intermediate sum overflows, the result is that of plain summation.
 *
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, Zeitschrift für
 * Angewandte Mathematik und Mechanik 54 (1974) 39–51, algorithm IV.
 */
export function sum(a: ArrayLike<number>): number {
  let total = 0;
  let error = 0;
  for (let i = 0; i < a.length; i++) {
    const term = a[i] as number;
    const next = total + term;
    error += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total;
    total = next;
  }
  return Number.isFinite(error) ? total + error : total;
}

/**
 * Σ a b, with the rounding errors of products and additions summed apart: as accurate as in twice the working precision.
 *
 * Where a factor exceeds 2^996 or an intermediate result overflows, the result is that of plain summation.
 *
 * Source: T. Ogita, S. M. Rump and S. Oishi, Accurate sum and dot product, SIAM Journal on Scientific Computing 26
 * (2005) 1955–1988, algorithm 5.3 (Dot2).
 */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length)
    throw invalid({ what: "a dot product needs two lists of one length", got: [a.length, b.length] });
  let total = 0;
  let error = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    const product = x * y;
    const next = total + product;
    const addend = next - total; // TwoSum, Knuth 1969
    error += total - (next - addend) + (product - addend) + productError(x, y, product);
    total = next;
  }
  return Number.isFinite(error) ? total + error : total;
}

/** x y − product, exactly, by splitting each factor into two halves of 26 bits (Dekker 1971, Veltkamp). */
function productError(x: number, y: number, product: number): number {
  const splitter = 2 ** 27 + 1;
  const xShifted = splitter * x;
  const xHigh = xShifted - (xShifted - x);
  const xLow = x - xHigh;
  const yShifted = splitter * y;
  const yHigh = yShifted - (yShifted - y);
  const yLow = y - yHigh;
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
}
