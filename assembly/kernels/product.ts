import { add, mul, sub } from "./vector";

/** out = scale x w for `count` complex numbers; `out` may be x. */
export function multiplyInto(
  xr: usize, xi: usize, wr: usize, wi: usize, scale: f64, count: usize, outRe: usize, outIm: usize,
): void {
  const scales = f64x2.splat(scale);
  const whole: usize = 8 * (count & ~1);
  for (let at: usize = 0; at < whole; at += 16) {
    const a = v128.load(xr + at);
    const b = v128.load(xi + at);
    const c = v128.load(wr + at);
    const d = v128.load(wi + at);
    v128.store(outRe + at, mul(scales, sub(mul(a, c), mul(b, d))));
    v128.store(outIm + at, mul(scales, add(mul(a, d), mul(b, c))));
  }
  if (count & 1) {
    const a = v128.load64_zero(xr + whole);
    const b = v128.load64_zero(xi + whole);
    const c = v128.load64_zero(wr + whole);
    const d = v128.load64_zero(wi + whole);
    v128.store64_lane(outRe + whole, mul(scales, sub(mul(a, c), mul(b, d))), 0);
    v128.store64_lane(outIm + whole, mul(scales, add(mul(a, d), mul(b, c))), 0);
  }
}

/** out = (re, im) · (factorRe, factorIm), element by element; `out` may be any of them. */
export function multiply(
  factorRe: usize, factorIm: usize, re: usize, im: usize, outRe: usize, outIm: usize, count: usize,
): void {
  // Two vectors a round, because half of the instructions of one are addresses.
  const whole: usize = 8 * (count & ~3);
  let at: usize = 0;
  for (; at < whole; at += 32) {
    const a = v128.load(re + at, 0);
    const b = v128.load(im + at, 0);
    const c = v128.load(factorRe + at, 0);
    const d = v128.load(factorIm + at, 0);
    const a1 = v128.load(re + at, 16);
    const b1 = v128.load(im + at, 16);
    const c1 = v128.load(factorRe + at, 16);
    const d1 = v128.load(factorIm + at, 16);
    v128.store(outRe + at, sub(mul(a, c), mul(b, d)), 0);
    v128.store(outIm + at, add(mul(a, d), mul(b, c)), 0);
    v128.store(outRe + at, sub(mul(a1, c1), mul(b1, d1)), 16);
    v128.store(outIm + at, add(mul(a1, d1), mul(b1, c1)), 16);
  }
  for (const end: usize = 8 * count; at < end; at += 8) {
    const a = load<f64>(re + at);
    const b = load<f64>(im + at);
    const c = load<f64>(factorRe + at);
    const d = load<f64>(factorIm + at);
    store<f64>(outRe + at, a * c - b * d);
    store<f64>(outIm + at, a * d + b * c);
  }
}

/** (re, im) ← i γ |ψ|² ψ with ψ = (re, im). */
export function cubic(gamma: f64, re: usize, im: usize, count: usize): void {
  const gammas = f64x2.splat(gamma);
  const whole: usize = 8 * (count & ~1);
  for (let at: usize = 0; at < whole; at += 16) {
    const a = v128.load(re + at);
    const b = v128.load(im + at);
    const rate = mul(gammas, add(mul(a, a), mul(b, b)));
    v128.store(re + at, f64x2.neg(mul(rate, b)));
    v128.store(im + at, mul(rate, a));
  }
  if (count & 1) {
    const a = load<f64>(re + whole);
    const b = load<f64>(im + whole);
    const rate = gamma * (a * a + b * b);
    store<f64>(re + whole, -(rate * b));
    store<f64>(im + whole, rate * a);
  }
}
