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
]);

// @ts-ignore: decorator
@inline
function constant(at: usize): v128 {
  return v128.load64_splat(table + 8 * at);
}

/** Beyond this the reduction in three parts is not exact, and single numbers are computed one by one. */
const farthest: f64 = 1e5;

/** sin r for |r| ≤ π/4, with z = r². */
// @ts-ignore: decorator
@inline
function sine(r: v128, z: v128): v128 {
  let p = add(constant(9), mul(z, constant(10)));
  p = add(constant(8), mul(z, p));
  p = add(constant(7), mul(z, p));
  p = add(constant(6), mul(z, p));
  p = add(constant(5), mul(z, p));
  return add(r, mul(mul(z, r), p));
}

/** cos r for |r| ≤ π/4, with z = r². */
// @ts-ignore: decorator
@inline
function cosine(z: v128): v128 {
  let p = add(constant(15), mul(z, constant(16)));
  p = add(constant(14), mul(z, p));
  p = add(constant(13), mul(z, p));
  p = add(constant(12), mul(z, p));
  p = add(constant(11), mul(z, p));
  const half = mul(constant(17), z);
  const w = sub(constant(18), half);
  return add(w, add(sub(sub(constant(18), w), half), mul(mul(z, z), p)));
}

/** Where the parts of exp(i x) are left by `phase`. */
let cosines: v128 = f64x2.splat(0);
let sines: v128 = f64x2.splat(0);

/** exp(i x) for |x| beyond π/4, into `cosines` and `sines`. */
function phase(x: v128): void {
  if (v128.any_true(f64x2.gt(f64x2.abs(x), f64x2.splat(farthest)))) {
    const a = f64x2.extract_lane(x, 0);
    const b = f64x2.extract_lane(x, 1);
    cosines = f64x2.replace_lane(f64x2.splat(NativeMath.cos(a)), 1, NativeMath.cos(b));
    sines = f64x2.replace_lane(f64x2.splat(NativeMath.sin(a)), 1, NativeMath.sin(b));
    return;
  }
  const shifted = add(mul(x, constant(0)), constant(1));
  const n = sub(shifted, constant(1));
  const r = sub(sub(sub(x, mul(n, constant(2))), mul(n, constant(3))), mul(n, constant(4)));
  const z = mul(r, r);
  const s = sine(r, z);
  const c = cosine(z);
  const one = i64x2.splat(1);
  const two = i64x2.splat(2);
  const odd = i64x2.eq(v128.and(shifted, one), one);
  const sineSign = i64x2.shl(v128.and(shifted, two), 62);
  const cosineSign = i64x2.shl(v128.and(i64x2.add(shifted, one), two), 62);
  sines = v128.xor(v128.bitselect(c, s, odd), sineSign);
  cosines = v128.xor(v128.bitselect(s, c, odd), cosineSign);
}

/** ψ ← ψ exp(i x) for the pair at (re, im). */
// @ts-ignore: decorator
@inline
function turn(a: v128, b: v128, x: v128, re: usize, im: usize): void {
  let c: v128;
  let s: v128;
  if (v128.any_true(f64x2.gt(f64x2.abs(x), f64x2.splat(0.7853981633974483)))) {
    phase(x);
    c = cosines;
    s = sines;
  } else {
    const z = mul(x, x);
    s = sine(x, z);
    c = cosine(z);
  }
  v128.store(re, sub(mul(a, c), mul(b, s)));
  v128.store(im, add(mul(a, s), mul(b, c)));
}

/** (re, im) ← ψ exp(i angle |ψ|²) with ψ = (re, im). */
export function rotateByIntensity(angle: f64, re: usize, im: usize, count: usize): void {
  const angles = f64x2.splat(angle);
  const whole: usize = 8 * (count & ~1);
  for (let at: usize = 0; at < whole; at += 16) {
    const a = v128.load(re + at);
    const b = v128.load(im + at);
    turn(a, b, mul(angles, add(mul(a, a), mul(b, b))), re + at, im + at);
  }
  if (count & 1) {
    const a = v128.load64_zero(re + whole);
    const b = v128.load64_zero(im + whole);
    phase(mul(angles, add(mul(a, a), mul(b, b))));
    v128.store64_lane(re + whole, sub(mul(a, cosines), mul(b, sines)), 0);
    v128.store64_lane(im + whole, add(mul(a, sines), mul(b, cosines)), 0);
  }
}

/** out = exp(scale (re + i im)), element by element; the outputs may be the inputs. */
export function exponential(re: usize, im: usize, scale: f64, outRe: usize, outIm: usize, count: usize): void {
  const scales = f64x2.splat(scale);
  const whole: usize = 8 * (count & ~1);
  for (let at: usize = 0; at < whole; at += 16) {
    const growth = mul(scales, v128.load(re + at));
    phase(mul(scales, v128.load(im + at)));
    let c = cosines;
    let s = sines;
    if (v128.any_true(f64x2.ne(growth, f64x2.splat(0)))) {
      const low = NativeMath.exp(f64x2.extract_lane(growth, 0));
      const modulus = f64x2.replace_lane(f64x2.splat(low), 1, NativeMath.exp(f64x2.extract_lane(growth, 1)));
      c = mul(modulus, c);
      s = mul(modulus, s);
    }
    v128.store(outRe + at, c);
    v128.store(outIm + at, s);
  }
  if (count & 1) {
    const modulus = f64x2.splat(NativeMath.exp(scale * load<f64>(re + whole)));
    phase(mul(scales, v128.load64_zero(im + whole)));
    v128.store64_lane(outRe + whole, mul(modulus, cosines), 0);
    v128.store64_lane(outIm + whole, mul(modulus, sines), 0);
  }
}
