import type { CoefficientSet, Piece } from "./exponential-coefficients.ts";

/**
 * The loops over modes of an exponential Adams step, on states [re | im] of n modes. They are written for a compiled
 * kernel to replace: each is one pass over memory there.
 */

/** out = e^z v + Σ_j (h c_j) N_j over the nodes in use in every mode; `out` may not be v. */
export function predict(
  set: CoefficientSet,
  v: Float64Array,
  slopes: readonly Float64Array[],
  out: Float64Array,
): void {
  const { exponential, table, groups } = set;
  for (const piece of set.pieces) {
    multiplyInto(piece, exponential.re, exponential.im, 0, v, out);
    let j = 0;
    for (; j + 1 < piece.order; j += 2) {
      addTwo(
        piece,
        table.re,
        table.im,
        j * groups,
        groups,
        slopes[j] as Float64Array,
        slopes[j + 1] as Float64Array,
        out,
      );
    }
    if (j < piece.order) addOne(piece, table.re, table.im, j * groups, slopes[j] as Float64Array, out);
  }
}

/** d = d − Σ_j l_j(1) N_j: a new slope minus its extrapolation from the old ones. */
export function subtractExtrapolation(set: CoefficientSet, slopes: readonly Float64Array[], d: Float64Array): void {
  const { extrapolation, maxOrder } = set;
  const n = d.length / 2;
  for (const { start, end, order } of set.pieces) {
    for (let j = 0; j < order; j++) {
      const weight = extrapolation[(order - 1) * maxOrder + j] as number;
      const slope = slopes[j] as Float64Array;
      for (let i = start; i < end; i++) {
        d[i] = (d[i] as number) - weight * (slope[i] as number);
        d[n + i] = (d[n + i] as number) - weight * (slope[n + i] as number);
      }
    }
  }
}

/** out = (h g) d, the difference between the correctors of two orders. */
export function errorOf(set: CoefficientSet, d: Float64Array, out: Float64Array): void {
  for (const piece of set.pieces) multiplyInto(piece, set.table.re, set.table.im, set.order * set.groups, d, out);
}

/** u ← u + h (c_new − g) d: the corrector. */
export function correct(set: CoefficientSet, d: Float64Array, u: Float64Array): void {
  for (const piece of set.pieces) addOne(piece, set.table.re, set.table.im, (set.order + 1) * set.groups, d, u);
}

/** out = a ∘ x on the modes of a piece, with a at `row` of the table. */
function multiplyInto(
  piece: Piece,
  tableRe: Float64Array,
  tableIm: Float64Array,
  row: number,
  x: Float64Array,
  out: Float64Array,
): void {
  const n = x.length / 2;
  const { start, end, stride } = piece;
  const sign = piece.conjugate ? -1 : 1;
  for (let i = start, k = row + piece.table; i < end; i++, k += stride) {
    const a = tableRe[k] as number;
    const b = sign * (tableIm[k] as number);
    const p = x[i] as number;
    const q = x[n + i] as number;
    out[i] = a * p - b * q;
    out[n + i] = a * q + b * p;
  }
}

/** out += a ∘ x */
function addOne(
  piece: Piece,
  tableRe: Float64Array,
  tableIm: Float64Array,
  row: number,
  x: Float64Array,
  out: Float64Array,
): void {
  const n = x.length / 2;
  const { start, end, stride } = piece;
  const sign = piece.conjugate ? -1 : 1;
  for (let i = start, k = row + piece.table; i < end; i++, k += stride) {
    const a = tableRe[k] as number;
    const b = sign * (tableIm[k] as number);
    const p = x[i] as number;
    const q = x[n + i] as number;
    out[i] = (out[i] as number) + (a * p - b * q);
    out[n + i] = (out[n + i] as number) + (a * q + b * p);
  }
}

/** out += a ∘ x + b ∘ y, with the rows of a and b one behind the other */
function addTwo(
  piece: Piece,
  tableRe: Float64Array,
  tableIm: Float64Array,
  row: number,
  groups: number,
  x: Float64Array,
  y: Float64Array,
  out: Float64Array,
): void {
  const n = x.length / 2;
  const { start, end, stride } = piece;
  const sign = piece.conjugate ? -1 : 1;
  for (let i = start, k = row + piece.table; i < end; i++, k += stride) {
    const a = tableRe[k] as number;
    const b = sign * (tableIm[k] as number);
    const c = tableRe[k + groups] as number;
    const d = sign * (tableIm[k + groups] as number);
    const p = x[i] as number;
    const q = x[n + i] as number;
    const r = y[i] as number;
    const s = y[n + i] as number;
    out[i] = (out[i] as number) + (a * p - b * q + (c * r - d * s));
    out[n + i] = (out[n + i] as number) + (a * q + b * p + (c * s + d * r));
  }
}
