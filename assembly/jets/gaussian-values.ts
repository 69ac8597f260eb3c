import { mul, sub } from "../kernels/vector";
import { axis, bell, furthest, hermite, increase, number, pairsOf, precisionAt, slope, square } from "./gaussian";

/**
 * out[c] = Σ_i w_ic G_ic as jets with derivatives up to the second, shape [outputs][channels][width].
 *
 * @param slots Channels of the value, the first and the second derivatives, −1 for none.
 * @param row The bytes of a row of jets: channels · width · 8.
 */
export function gaussianValues(
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
  out: usize,
): void {
  memory.fill(out, 0, outputs * row);
  const bytes = 8 * width;
  for (let q: usize = 0; q < count; q++) {
    const record = records + q * stride;
    const to = out + (q % outputs) * row;
    for (let s = 0; s < shiftCount; s++) {
      const shift = shifts + 8 * s * d;
      if (d == 1) one(1, false, record, shift, slots, bytes, row, x, to);
      else if (d == 2 && full == 0) one(2, false, record, shift, slots, bytes, row, x, to);
      else if (d == 2) one(2, true, record, shift, slots, bytes, row, x, to);
      else if (full == 0) one(3, false, record, shift, slots, bytes, row, x, to);
      else one(3, true, record, shift, slots, bytes, row, x, to);
    }
  }
}

// @ts-ignore: decorator
@inline
function one(
  d: i32,
  full: bool,
  record: usize,
  shift: usize,
  slots: usize,
  bytes: usize,
  row: usize,
  x: usize,
  out: usize,
): void {
  const limit = f64x2.splat(furthest);
  const zero = f64x2.splat(0);
  const mx = f64x2.splat(load<f64>(record) + load<f64>(shift));
  const my = d > 1 ? f64x2.splat(load<f64>(record, 8) + load<f64>(shift, 8)) : zero;
  const mz = d > 2 ? f64x2.splat(load<f64>(record, 16) + load<f64>(shift, 16)) : zero;
  const to = place(slots, 0, bytes, out);
  const toX = place(slots, 1, bytes, out);
  const toY = d > 1 ? place(slots, 2, bytes, out) : 0;
  const toZ = d > 2 ? place(slots, 3, bytes, out) : 0;
  const toXX = place(slots, d + 1, bytes, out);
  const toXY = d > 1 ? place(slots, d + 2, bytes, out) : 0;
  const toXZ = d > 2 ? place(slots, d + 3, bytes, out) : 0;
  const toYY = d > 1 ? place(slots, 2 * d + 1, bytes, out) : 0;
  const toYZ = d > 2 ? place(slots, 2 * d + 2, bytes, out) : 0;
  const toZZ = d > 2 ? place(slots, 2 * d + 3, bytes, out) : 0;
  const precision = precisionAt(d);
  const weight = precision + pairsOf(d);
  for (let p: usize = 0; p < bytes; p += 16) {
    const dx = sub(v128.load(x + p), mx);
    const dy = d > 1 ? sub(v128.load(x + row + p), my) : zero;
    const dz = d > 2 ? sub(v128.load(x + 2 * row + p), mz) : zero;
    const zx = axis(d, full, 0, record, dx, dy, dz);
    const zy = d > 1 ? axis(d, full, 1, record, dx, dy, dz) : zero;
    const zz = d > 2 ? axis(d, full, 2, record, dx, dy, dz) : zero;
    const q = square(d, zx, zy, zz);
    if (!v128.any_true(f64x2.lt(q, limit))) continue;
    const g = mul(number(record, weight), bell(q));
    increase(to + p, g);
    const px = slope(d, full, 0, record, zx, zy, zz);
    const py = d > 1 ? slope(d, full, 1, record, zx, zy, zz) : zero;
    const pz = d > 2 ? slope(d, full, 2, record, zx, zy, zz) : zero;
    if (toX) take(toX + p, mul(px, g));
    if (d > 1 && toY) take(toY + p, mul(py, g));
    if (d > 2 && toZ) take(toZ + p, mul(pz, g));
    if (toXX) increase(toXX + p, mul(g, hermite(true, full, px, px, number(record, precision))));
    if (d > 1 && toXY) increase(toXY + p, mul(g, hermite(false, full, px, py, number(record, precision + 1))));
    if (d > 2 && toXZ) increase(toXZ + p, mul(g, hermite(false, full, px, pz, number(record, precision + 2))));
    if (d > 1 && toYY) increase(toYY + p, mul(g, hermite(true, full, py, py, number(record, precision + d))));
    if (d > 2 && toYZ) increase(toYZ + p, mul(g, hermite(false, full, py, pz, number(record, precision + 4))));
    if (d > 2 && toZZ) increase(toZZ + p, mul(g, hermite(true, full, pz, pz, number(record, precision + 5))));
  }
}

/** The row of a slot's channel, or 0 where the layout has none. */
// @ts-ignore: decorator
@inline
function place(slots: usize, slot: i32, bytes: usize, out: usize): usize {
  const channel = load<i32>(slots + 4 * slot);
  return channel < 0 ? 0 : out + <usize>channel * bytes;
}

// @ts-ignore: decorator
@inline
function take(at: usize, value: v128): void {
  v128.store(at, sub(v128.load(at), value));
}
