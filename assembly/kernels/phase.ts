import { add, mul, sub } from "./vector";

/**
 * Constants, kept in memory: the compiler of Node builds constant vectors anew in every round of a loop. The polynomials
 * are those of fdlibm's k_sin.c and k_cos.c (Sun Microsystems, 1993), the parts of π/2 those of e_rem_pio2.c.
 */
const table = memory.data<f64>([
  0.6366197723675814, // 2/π
  6755399441055744, // 1.5 · 2^52: adding it rounds to an integer and leaves that in the low bits
  1.5707963267341256, // π/2, in parts of 33 bits
  6.077100506303966e-11,
  2.0222662487959506e-21,
  -0.16666666666666632, // sine
  0.00833333333332249,
  -0.0001984126982985795,
  0.0000027557313707070068,
  -2.5050760253406863e-8,
  1.58969099521155e-10,
  0.0416666666666666, // cosine
  -0.001388888888887411,
  0.00002480158728947673,
  -2.7557314351390663e-7,
  2.087572321298175e-9,
  -1.1359647557788195e-11,
  0.5,
  1,
  0.7853981633974483, // π/4
  0.03125,
]);

// @ts-ignore: decorator
@inline
function constant(at: usize): v128 {
  return v128.load64_splat(table + 8 * at);
}

/** Beyond this the reduction in three parts is not exact, and single numbers are computed one by one. */
const farthest: f64 = 1e5;

/** exp(i x) for four |x| ≤ π/4 at once, so that a constant is read once, into (re, im) and (re + 16, im + 16). */
// @ts-ignore: decorator
@inline
function nearPhases(x0: v128, x1: v128, re: usize, im: usize): void {
  const z0 = mul(x0, x0);
  const z1 = mul(x1, x1);
  let k = constant(10);
  let j = constant(9);
  let p0 = add(j, mul(z0, k));
  let p1 = add(j, mul(z1, k));
  k = constant(8);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  k = constant(7);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  k = constant(6);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  k = constant(5);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  v128.store(im, add(x0, mul(mul(z0, x0), p0)), 0);
  v128.store(im, add(x1, mul(mul(z1, x1), p1)), 16);
  k = constant(16);
  j = constant(15);
  p0 = add(j, mul(z0, k));
  p1 = add(j, mul(z1, k));
  k = constant(14);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  k = constant(13);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  k = constant(12);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  k = constant(11);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  // cos x = 1 − z/2 + z² p, with what rounding took from 1 − z/2 given back.
  const half = constant(17);
  const one = constant(18);
  const h0 = mul(half, z0);
  const h1 = mul(half, z1);
  const u0 = sub(one, h0);
  const u1 = sub(one, h1);
  v128.store(re, add(u0, add(sub(sub(one, u0), h0), mul(mul(z0, z0), p0))), 0);
  v128.store(re, add(u1, add(sub(sub(one, u1), h1), mul(mul(z1, z1), p1))), 16);
}

/** The same for |x| ≤ 1/32, where half the terms do. */
// @ts-ignore: decorator
@inline
function smallPhases(x0: v128, x1: v128, re: usize, im: usize): void {
  const z0 = mul(x0, x0);
  const z1 = mul(x1, x1);
  let k = constant(7);
  let j = constant(6);
  let p0 = add(j, mul(z0, k));
  let p1 = add(j, mul(z1, k));
  k = constant(5);
  p0 = add(k, mul(z0, p0));
  p1 = add(k, mul(z1, p1));
  v128.store(im, add(x0, mul(mul(z0, x0), p0)), 0);
  v128.store(im, add(x1, mul(mul(z1, x1), p1)), 16);
  k = constant(12);
  j = constant(11);
  p0 = add(j, mul(z0, k));
  p1 = add(j, mul(z1, k));
  const half = constant(17);
  const one = constant(18);
  v128.store(re, sub(one, mul(z0, sub(half, mul(z0, p0)))), 0);
  v128.store(re, sub(one, mul(z1, sub(half, mul(z1, p1)))), 16);
}

/** x − n π/2, exact but for one rounding, where `shifted` is n in the low bits. */
// @ts-ignore: decorator
@inline
function reduced(x: v128, shifted: v128): v128 {
  const n = sub(shifted, constant(1));
  return sub(sub(sub(x, mul(n, constant(2))), mul(n, constant(3))), mul(n, constant(4)));
}

/** Turns the phase at (re, im) by n quarters, where `shifted` is n in the low bits. */
// @ts-ignore: decorator
@inline
function turnQuarters(shifted: v128, re: usize, im: usize): void {
  const one = i64x2.splat(1);
  const two = i64x2.splat(2);
  const c = v128.load(re);
  const s = v128.load(im);
  const odd = i64x2.eq(v128.and(shifted, one), one);
  const sineSign = i64x2.shl(v128.and(shifted, two), 62);
  const cosineSign = i64x2.shl(v128.and(i64x2.add(shifted, one), two), 62);
  v128.store(re, v128.xor(v128.bitselect(s, c, odd), cosineSign));
  v128.store(im, v128.xor(v128.bitselect(c, s, odd), sineSign));
}

/** exp(i x) for any four x, into (re, im) and (re + 16, im + 16). */
export function phases(x0: v128, x1: v128, re: usize, im: usize): void {
  const largest = f64x2.pmax(f64x2.abs(x0), f64x2.abs(x1));
  if (v128.any_true(f64x2.gt(largest, f64x2.splat(farthest)))) {
    onePhase(f64x2.extract_lane(x0, 0), re, im);
    onePhase(f64x2.extract_lane(x0, 1), re + 8, im + 8);
    onePhase(f64x2.extract_lane(x1, 0), re + 16, im + 16);
    onePhase(f64x2.extract_lane(x1, 1), re + 24, im + 24);
    return;
  }
  const shifted0 = add(mul(x0, constant(0)), constant(1));
  const shifted1 = add(mul(x1, constant(0)), constant(1));
  nearPhases(reduced(x0, shifted0), reduced(x1, shifted1), re, im);
  turnQuarters(shifted0, re, im);
  turnQuarters(shifted1, re + 16, im + 16);
}

function onePhase(x: f64, re: usize, im: usize): void {
  NativeMath.sincos(x);
  store<f64>(re, NativeMath.sincos_cos);
  store<f64>(im, NativeMath.sincos_sin);
}

/** The numbers of a round of the loops below. */
const round: usize = 4;

/** (re, im) ← ψ exp(i angle |ψ|²) with ψ = (re, im). */
export function rotateByIntensity(angle: f64, re: usize, im: usize, count: usize): void {
  const angles = f64x2.splat(angle);
  for (const end = re + 8 * (count & ~(round - 1)); re < end; re += 32, im += 32) rotateRound(angles, re, im);
  for (const end = re + 8 * (count & (round - 1)); re < end; re += 8, im += 8) {
    const a = load<f64>(re);
    const b = load<f64>(im);
    onePhase(angle * (a * a + b * b), re, im);
    const c = load<f64>(re);
    const s = load<f64>(im);
    store<f64>(re, a * c - b * s);
    store<f64>(im, a * s + b * c);
  }
}

// @ts-ignore: decorator
@inline
function rotateRound(angles: v128, re: usize, im: usize): void {
  const a0 = v128.load(re, 0);
  const a1 = v128.load(re, 16);
  const b0 = v128.load(im, 0);
  const b1 = v128.load(im, 16);
  const x0 = mul(angles, add(mul(a0, a0), mul(b0, b0)));
  const x1 = mul(angles, add(mul(a1, a1), mul(b1, b1)));
  const largest = f64x2.pmax(f64x2.abs(x0), f64x2.abs(x1));
  if (!v128.any_true(f64x2.gt(largest, constant(20)))) smallPhases(x0, x1, re, im);
  else if (!v128.any_true(f64x2.gt(largest, constant(19)))) nearPhases(x0, x1, re, im);
  else phases(x0, x1, re, im);
  const c0 = v128.load(re, 0);
  const c1 = v128.load(re, 16);
  const s0 = v128.load(im, 0);
  const s1 = v128.load(im, 16);
  v128.store(re, sub(mul(a0, c0), mul(b0, s0)), 0);
  v128.store(re, sub(mul(a1, c1), mul(b1, s1)), 16);
  v128.store(im, add(mul(a0, s0), mul(b0, c0)), 0);
  v128.store(im, add(mul(a1, s1), mul(b1, c1)), 16);
}

/** out = exp(scale (re + i im)), element by element; the outputs may be the inputs. */
export function exponential(re: usize, im: usize, scale: f64, outRe: usize, outIm: usize, count: usize): void {
  const scales = f64x2.splat(scale);
  const whole = count & ~(round - 1);
  for (let i: usize = 0; i < whole; i += round, re += 32, im += 32, outRe += 32, outIm += 32) {
    const growth0 = mul(scales, v128.load(re, 0));
    const growth1 = mul(scales, v128.load(re, 16));
    phases(mul(scales, v128.load(im, 0)), mul(scales, v128.load(im, 16)), outRe, outIm);
    if (v128.any_true(f64x2.ne(v128.or(growth0, growth1), f64x2.splat(0)))) {
      grow(f64x2.extract_lane(growth0, 0), outRe, outIm);
      grow(f64x2.extract_lane(growth0, 1), outRe + 8, outIm + 8);
      grow(f64x2.extract_lane(growth1, 0), outRe + 16, outIm + 16);
      grow(f64x2.extract_lane(growth1, 1), outRe + 24, outIm + 24);
    }
  }
  for (let i = whole; i < count; i++, re += 8, im += 8, outRe += 8, outIm += 8) {
    const growth = scale * load<f64>(re);
    onePhase(scale * load<f64>(im), outRe, outIm);
    grow(growth, outRe, outIm);
  }
}

/** (re, im) ← exp(growth) (re, im) */
function grow(growth: f64, re: usize, im: usize): void {
  const modulus = NativeMath.exp(growth);
  store<f64>(re, modulus * load<f64>(re));
  store<f64>(im, modulus * load<f64>(im));
}
