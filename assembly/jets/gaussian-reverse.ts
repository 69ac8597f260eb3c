import { add, mul, sub } from "../kernels/vector";
import { axis, bell, furthest, hermite, increase, number, pairsOf, precisionAt, slope, square } from "./gaussian";
import { madd } from "./vector";

/*
 * A Gaussian G under the operator A whose coefficients are the adjoints g of a point: with p = P (x − μ) it is A G = a G,
 * where a is a polynomial of p, and the basics follow from a, its gradient and its second derivatives by x.
 */

/**
 * Writes the basics of one Gaussian, shape [1 + d + pairs][width], into `rows`; with `alone` the first of them only. The row
 * after them must be zero: it stands for the adjoints that are not there.
 *
 * @param g Adjoints of its output, shape [channels][width].
 */
export function basics(
  d: i32,
  full: i32,
  record: usize,
  shifts: usize,
  shiftCount: i32,
  slots: usize,
  bytes: usize,
  row: usize,
  x: usize,
  g: usize,
  rows: usize,
  alone: bool,
): void {
  const count: usize = 1 + d + pairsOf(d);
  memory.fill(rows, 0, (alone ? 1 : count) * bytes);
  const none = rows + count * bytes;
  for (let s = 0; s < shiftCount; s++) {
    const shift = shifts + 8 * s * d;
    if (d == 1) one(1, false, record, shift, slots, bytes, row, x, g, rows, none, alone);
    else if (d == 2 && full == 0) one(2, false, record, shift, slots, bytes, row, x, g, rows, none, alone);
    else if (d == 2) one(2, true, record, shift, slots, bytes, row, x, g, rows, none, alone);
    else if (full == 0) one(3, false, record, shift, slots, bytes, row, x, g, rows, none, alone);
    else one(3, true, record, shift, slots, bytes, row, x, g, rows, none, alone);
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
  g: usize,
  rows: usize,
  none: usize,
  alone: bool,
): void {
  const limit = f64x2.splat(furthest);
  const zero = f64x2.splat(0);
  const two = f64x2.splat(2);
  const mx = f64x2.splat(load<f64>(record) + load<f64>(shift));
  const my = d > 1 ? f64x2.splat(load<f64>(record, 8) + load<f64>(shift, 8)) : zero;
  const mz = d > 2 ? f64x2.splat(load<f64>(record, 16) + load<f64>(shift, 16)) : zero;
  const P = precisionAt(d);
  const from = adjoint(slots, 0, bytes, g, none);
  const fromX = adjoint(slots, 1, bytes, g, none);
  const fromY = d > 1 ? adjoint(slots, 2, bytes, g, none) : none;
  const fromZ = d > 2 ? adjoint(slots, 3, bytes, g, none) : none;
  const fromXX = adjoint(slots, d + 1, bytes, g, none);
  const fromXY = d > 1 ? adjoint(slots, d + 2, bytes, g, none) : none;
  const fromXZ = d > 2 ? adjoint(slots, d + 3, bytes, g, none) : none;
  const fromYY = d > 1 ? adjoint(slots, 2 * d + 1, bytes, g, none) : none;
  const fromYZ = d > 2 ? adjoint(slots, 2 * d + 2, bytes, g, none) : none;
  const fromZZ = d > 2 ? adjoint(slots, 2 * d + 3, bytes, g, none) : none;
  for (let p: usize = 0; p < bytes; p += 16) {
    const dx = sub(v128.load(x + p), mx);
    const dy = d > 1 ? sub(v128.load(x + row + p), my) : zero;
    const dz = d > 2 ? sub(v128.load(x + 2 * row + p), mz) : zero;
    const zx = axis(d, full, 0, record, dx, dy, dz);
    const zy = d > 1 ? axis(d, full, 1, record, dx, dy, dz) : zero;
    const zz = d > 2 ? axis(d, full, 2, record, dx, dy, dz) : zero;
    const q = square(d, zx, zy, zz);
    if (!v128.any_true(f64x2.lt(q, limit))) continue;
    const bellValue = bell(q);
    const px = slope(d, full, 0, record, zx, zy, zz);
    const py = d > 1 ? slope(d, full, 1, record, zx, zy, zz) : zero;
    const pz = d > 2 ? slope(d, full, 2, record, zx, zy, zz) : zero;
    const hxx = hermite(true, full, px, px, number(record, P));
    const hxy = d > 1 ? hermite(false, full, px, py, number(record, P + 1)) : zero;
    const hxz = d > 2 ? hermite(false, full, px, pz, number(record, P + 2)) : zero;
    const hyy = d > 1 ? hermite(true, full, py, py, number(record, P + d)) : zero;
    const hyz = d > 2 ? hermite(false, full, py, pz, number(record, P + 4)) : zero;
    const hzz = d > 2 ? hermite(true, full, pz, pz, number(record, P + 5)) : zero;
    const gx = v128.load(fromX + p);
    const gxx = v128.load(fromXX + p);
    let a = sub(madd(gxx, hxx, v128.load(from + p)), mul(gx, px));
    // The derivatives of a by p.
    let bx = sub(mul(mul(two, gxx), px), gx);
    let by = zero;
    let bz = zero;
    let gy = zero;
    let gxy = zero;
    let gyy = zero;
    let gxz = zero;
    let gyz = zero;
    let gzz = zero;
    if (d > 1) {
      gy = v128.load(fromY + p);
      gxy = v128.load(fromXY + p);
      gyy = v128.load(fromYY + p);
      a = sub(madd(gxy, hxy, madd(gyy, hyy, a)), mul(gy, py));
      bx = madd(gxy, py, bx);
      by = sub(madd(mul(two, gyy), py, mul(gxy, px)), gy);
    }
    if (d > 2) {
      const gz = v128.load(fromZ + p);
      gxz = v128.load(fromXZ + p);
      gyz = v128.load(fromYZ + p);
      gzz = v128.load(fromZZ + p);
      a = sub(madd(gxz, hxz, madd(gyz, hyz, madd(gzz, hzz, a))), mul(gz, pz));
      bx = madd(gxz, pz, bx);
      by = madd(gyz, pz, by);
      bz = sub(madd(mul(two, gzz), pz, madd(gxz, px, mul(gyz, py))), gz);
    }
    const to = rows + p;
    increase(to, mul(a, bellValue));
    if (alone) continue;
    // The gradient of a by x, P times that by p.
    const Pxx = number(record, P);
    const Pyy = d > 1 ? number(record, P + d) : zero;
    const Pzz = d > 2 ? number(record, P + 5) : zero;
    let ax = mul(Pxx, bx);
    let ay = mul(Pyy, by);
    let az = mul(Pzz, bz);
    if (full && d > 1) {
      const Pxy = number(record, P + 1);
      ax = madd(Pxy, by, ax);
      ay = madd(Pxy, bx, ay);
    }
    if (full && d > 2) {
      const Pxz = number(record, P + 2);
      const Pyz = number(record, P + 4);
      ax = madd(Pxz, bz, ax);
      ay = madd(Pyz, bz, ay);
      az = madd(Pxz, bx, madd(Pyz, by, az));
    }
    increase(to + bytes, mul(bellValue, sub(ax, mul(px, a))));
    if (d > 1) increase(to + 2 * bytes, mul(bellValue, sub(ay, mul(py, a))));
    if (d > 2) increase(to + 3 * bytes, mul(bellValue, sub(az, mul(pz, a))));
    // The second derivatives of a by x, P H P with H those by p.
    const second = to + (1 + d) * bytes;
    if (!full) {
      const axx = mul(mul(two, gxx), mul(Pxx, Pxx));
      increase(second, mul(bellValue, twice(axx, px, ax, px, ax, hxx, a)));
      if (d > 1) {
        const ayy = mul(mul(two, gyy), mul(Pyy, Pyy));
        increase(second + d * bytes, mul(bellValue, twice(ayy, py, ay, py, ay, hyy, a)));
      }
      if (d > 2) {
        const azz = mul(mul(two, gzz), mul(Pzz, Pzz));
        increase(second + 5 * bytes, mul(bellValue, twice(azz, pz, az, pz, az, hzz, a)));
      }
    } else {
      const Pxy = number(record, P + 1);
      const Pxz = d > 2 ? number(record, P + 2) : zero;
      const Pyz = d > 2 ? number(record, P + 4) : zero;
      const Hxx = mul(two, gxx);
      const Hyy = mul(two, gyy);
      const Hzz = mul(two, gzz);
      // Rows of H P.
      const xx = row3(d, Hxx, Pxx, gxy, Pxy, gxz, Pxz);
      const xy = row3(d, Hxx, Pxy, gxy, Pyy, gxz, Pyz);
      const yx = row3(d, gxy, Pxx, Hyy, Pxy, gyz, Pxz);
      const yy = row3(d, gxy, Pxy, Hyy, Pyy, gyz, Pyz);
      const zx2 = d > 2 ? row3(d, gxz, Pxx, gyz, Pxy, Hzz, Pxz) : zero;
      const zy2 = d > 2 ? row3(d, gxz, Pxy, gyz, Pyy, Hzz, Pyz) : zero;
      increase(second, mul(bellValue, twice(row3(d, Pxx, xx, Pxy, yx, Pxz, zx2), px, ax, px, ax, hxx, a)));
      const axy = row3(d, Pxx, xy, Pxy, yy, Pxz, zy2);
      increase(second + bytes, mul(bellValue, twice(axy, px, ay, py, ax, hxy, a)));
      const ayy = row3(d, Pxy, xy, Pyy, yy, Pyz, zy2);
      increase(second + d * bytes, mul(bellValue, twice(ayy, py, ay, py, ay, hyy, a)));
      if (d > 2) {
        const xz = row3(d, Hxx, Pxz, gxy, Pyz, gxz, Pzz);
        const yz = row3(d, gxy, Pxz, Hyy, Pyz, gyz, Pzz);
        const zz2 = row3(d, gxz, Pxz, gyz, Pyz, Hzz, Pzz);
        const axz = row3(d, Pxx, xz, Pxy, yz, Pxz, zz2);
        increase(second + 2 * bytes, mul(bellValue, twice(axz, px, az, pz, ax, hxz, a)));
        const ayz = row3(d, Pxy, xz, Pyy, yz, Pyz, zz2);
        increase(second + 4 * bytes, mul(bellValue, twice(ayz, py, az, pz, ay, hyz, a)));
        const azz = row3(d, Pxz, xz, Pyz, yz, Pzz, zz2);
        increase(second + 5 * bytes, mul(bellValue, twice(azz, pz, az, pz, az, hzz, a)));
      }
    }
  }
}

/** a_jk − p_j a_k − p_k a_j + h_jk a: the polynomial of A ∂_j ∂_k G. */
// @ts-ignore: decorator
@inline
function twice(ajk: v128, pj: v128, ak: v128, pk: v128, aj: v128, h: v128, a: v128): v128 {
  return sub(sub(madd(h, a, ajk), mul(pj, ak)), mul(pk, aj));
}

// @ts-ignore: decorator
@inline
function row3(d: i32, a: v128, x: v128, b: v128, y: v128, c: v128, z: v128): v128 {
  const sum = add(mul(a, x), mul(b, y));
  return d > 2 ? madd(c, z, sum) : sum;
}

/** The row of a slot's adjoints, or that of zeros. */
// @ts-ignore: decorator
@inline
function adjoint(slots: usize, slot: i32, bytes: usize, g: usize, none: usize): usize {
  const channel = load<i32>(slots + 4 * slot);
  return channel < 0 ? none : g + <usize>channel * bytes;
}
