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
    const to = out + p;
    give(slots, 0, bytes, to, g);
    const px = slope(d, full, 0, record, zx, zy, zz);
    const py = d > 1 ? slope(d, full, 1, record, zx, zy, zz) : zero;
    const pz = d > 2 ? slope(d, full, 2, record, zx, zy, zz) : zero;
    take(slots, 1, bytes, to, mul(px, g));
    if (d > 1) take(slots, 2, bytes, to, mul(py, g));
    if (d > 2) take(slots, 3, bytes, to, mul(pz, g));
    give(slots, d + 1, bytes, to, mul(g, hermite(true, full, px, px, number(record, precision))));
    if (d > 1) give(slots, d + 2, bytes, to, mul(g, hermite(false, full, px, py, number(record, precision + 1))));
    if (d > 2) give(slots, d + 3, bytes, to, mul(g, hermite(false, full, px, pz, number(record, precision + 2))));
    if (d > 1) give(slots, 2 * d + 1, bytes, to, mul(g, hermite(true, full, py, py, number(record, precision + d))));
    if (d > 2) give(slots, 2 * d + 2, bytes, to, mul(g, hermite(false, full, py, pz, number(record, precision + 4))));
    if (d > 2) give(slots, 2 * d + 3, bytes, to, mul(g, hermite(true, full, pz, pz, number(record, precision + 5))));
  }
}

/** Adds to the channel of a slot, where it has one. */
// @ts-ignore: decorator
@inline
function give(slots: usize, slot: i32, bytes: usize, to: usize, value: v128): void {
  const channel = load<i32>(slots + 4 * slot);
  if (channel >= 0) increase(to + <usize>channel * bytes, value);
}

// @ts-ignore: decorator
@inline
function take(slots: usize, slot: i32, bytes: usize, to: usize, value: v128): void {
  const channel = load<i32>(slots + 4 * slot);
  if (channel < 0) return;
  const at = to + <usize>channel * bytes;
  v128.store(at, sub(v128.load(at), value));
}
