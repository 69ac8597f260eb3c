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
  const whole: usize = 8 * (count & ~1);
  for (let at: usize = 0; at < whole; at += 16) {
    const a = v128.load(re + at);
    const b = v128.load(im + at);
    const c = v128.load(factorRe + at);
    const d = v128.load(factorIm + at);
    v128.store(outRe + at, sub(mul(a, c), mul(b, d)));
    v128.store(outIm + at, add(mul(a, d), mul(b, c)));
  }
  if (count & 1) {
    const a = load<f64>(re + whole);
    const b = load<f64>(im + whole);
    const c = load<f64>(factorRe + whole);
    const d = load<f64>(factorIm + whole);
    store<f64>(outRe + whole, a * c - b * d);
    store<f64>(outIm + whole, a * d + b * c);
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
