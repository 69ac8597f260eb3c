import { add, mul } from "../kernels/vector";
import { pairsOf, precisionAt } from "./gaussian";
import { basics } from "./gaussian-reverse";
import { madd, total } from "./vector";

/*
 * What the basics of every Gaussian are made into: the combinations C [parameters][basics] of its record, most of which are
 * zeros, give the derivatives by its parameters.
 */

// @ts-ignore: decorator
@inline
function combinationsAt(d: i32): usize {
  return 8 * (precisionAt(d) + pairsOf(d) + 1);
}

/** Adds Σ_p of the derivatives to the gradient: weights [count], then the geometry [count][parameters − 1]. */
export function gaussianGradient(
  d: i32,
  full: i32,
  count: usize,
  outputs: usize,
  records: usize,
  stride: usize,
  shifts: usize,
  shiftCount: i32,
  slots: usize,
  width: usize,
  row: usize,
  x: usize,
  g: usize,
  rows: usize,
  parameters: usize,
  gradient: usize,
): void {
  const bytes = 8 * width;
  const kinds: usize = 1 + d + pairsOf(d);
  memory.fill(rows + kinds * bytes, 0, bytes);
  let geometry = gradient + 8 * count;
  for (let q: usize = 0; q < count; q++, geometry += 8 * (parameters - 1)) {
    const record = records + q * stride;
    basics(d, full, record, shifts, shiftCount, slots, bytes, row, x, g + (q % outputs) * row, rows, false);
    // The sums take the places of the first numbers of the rows.
    for (let b: usize = 0; b < kinds; b++) store<f64>(rows + b * bytes, sumOf(rows + b * bytes, bytes));
    const combinations = record + combinationsAt(d);
    for (let k: usize = 0; k < parameters; k++) {
      let sum: f64 = 0;
      for (let b: usize = 0; b < kinds; b++) {
        sum += load<f64>(combinations + 8 * (k * kinds + b)) * load<f64>(rows + b * bytes);
      }
      const to = k == 0 ? gradient + 8 * q : geometry + 8 * (k - 1);
      store<f64>(to, load<f64>(to) + sum);
    }
  }
}

function sumOf(row: usize, bytes: usize): f64 {
  let a = f64x2.splat(0);
  let b = a;
  for (let p: usize = 0; p < bytes; p += 32) {
    a = add(a, v128.load(row + p, 0));
    b = add(b, v128.load(row + p, 16));
  }
  return total(add(a, b));
}

/** The derivatives per point, a row each; those of the geometry for the first `moving` Gaussians only. */
export function gaussianPoints(
  d: i32,
  full: i32,
  count: usize,
  outputs: usize,
  records: usize,
  stride: usize,
  shifts: usize,
  shiftCount: i32,
  slots: usize,
  width: usize,
  row: usize,
  x: usize,
  g: usize,
  rows: usize,
  parameters: usize,
  to: usize,
  toStride: usize,
  moving: usize,
  adds: i32,
): void {
  const bytes = 8 * width;
  const step = 8 * toStride;
  const kinds: usize = 1 + d + pairsOf(d);
  memory.fill(rows + kinds * bytes, 0, bytes);
  let geometry = to + step * count;
  for (let q: usize = 0; q < count; q++, geometry += step * (parameters - 1)) {
    const record = records + q * stride;
    const moves = q < moving;
    basics(d, full, record, shifts, shiftCount, slots, bytes, row, x, g + (q % outputs) * row, rows, !moves);
    const combinations = record + combinationsAt(d);
    const last: usize = moves ? parameters : 1;
    for (let k: usize = 0; k < last; k++) {
      const target = k == 0 ? to + q * step : geometry + (k - 1) * step;
      if (!adds) memory.fill(target, 0, bytes);
      const own = moves ? kinds : 1;
      for (let b: usize = 0; b < own; b++) {
        const factor = load<f64>(combinations + 8 * (k * kinds + b));
        if (factor != 0) addRow(target, factor, rows + b * bytes, bytes);
      }
    }
  }
}

function addRow(to: usize, factor: f64, from: usize, bytes: usize): void {
  const c = f64x2.splat(factor);
  for (let p: usize = 0; p < bytes; p += 16) v128.store(to + p, madd(c, v128.load(from + p), v128.load(to + p)));
}

/** out[p] = the derivatives at a point times v. */
export function gaussianTimes(
  d: i32,
  full: i32,
  count: usize,
  outputs: usize,
  records: usize,
  stride: usize,
  shifts: usize,
  shiftCount: i32,
  slots: usize,
  width: usize,
  row: usize,
  x: usize,
  g: usize,
  rows: usize,
  parameters: usize,
  v: usize,
  out: usize,
): void {
  const bytes = 8 * width;
  const kinds: usize = 1 + d + pairsOf(d);
  memory.fill(rows + kinds * bytes, 0, bytes);
  memory.fill(out, 0, bytes);
  let geometry = v + 8 * count;
  for (let q: usize = 0; q < count; q++, geometry += 8 * (parameters - 1)) {
    const record = records + q * stride;
    basics(d, full, record, shifts, shiftCount, slots, bytes, row, x, g + (q % outputs) * row, rows, false);
    const combinations = record + combinationsAt(d);
    for (let b: usize = 0; b < kinds; b++) {
      let factor: f64 = load<f64>(combinations + 8 * b) * load<f64>(v + 8 * q);
      for (let k: usize = 1; k < parameters; k++) {
        factor += load<f64>(combinations + 8 * (k * kinds + b)) * load<f64>(geometry + 8 * (k - 1));
      }
      if (factor != 0) addRow(out, factor, rows + b * bytes, bytes);
    }
  }
}
