import { add, mul, sub } from "./vector";

/** The sums of a projection on two invariants, each in two partial sums; see src/core/mode-kernels.ts. */
export function gradientSums(
  weights: usize, alpha: f64, beta: f64, u: usize, slope: usize, n: usize, sums: usize,
): void {
  const part: usize = 8 * n;
  const alphas = f64x2.splat(alpha);
  const betas = f64x2.splat(beta);
  let size = f64x2.splat(0);
  let first = size;
  let second = size;
  let cross = size;
  let gg = size;
  let gh = size;
  let hh = size;
  let parts = size;
  const squared = f64x2.splat(beta * beta);
  for (let i: usize = 0; i < part; i += 16) {
    let x: v128, y: v128, c: v128, d: v128, a: v128, b: v128;
    if (i + 8 < part) {
      x = v128.load(u + i);
      y = v128.load(u + part + i);
      c = v128.load(slope + i);
      d = v128.load(slope + part + i);
      a = v128.load(weights + i);
      b = v128.load(weights + part + i);
    } else {
      x = v128.load64_zero(u + i);
      y = v128.load64_zero(u + part + i);
      c = v128.load64_zero(slope + i);
      d = v128.load64_zero(slope + part + i);
      a = v128.load64_zero(weights + i);
      b = v128.load64_zero(weights + part + i);
    }
    const power = add(mul(x, x), mul(y, y));
    size = add(size, power);
    first = add(first, mul(a, power));
    second = add(second, mul(b, power));
    cross = add(cross, sub(mul(x, d), mul(y, c)));
    const gx = sub(mul(a, x), mul(alphas, d));
    const gy = add(mul(a, y), mul(alphas, c));
    const hx = sub(mul(b, x), mul(betas, d));
    const hy = add(mul(b, y), mul(betas, c));
    gg = add(gg, add(mul(gx, gx), mul(gy, gy)));
    gh = add(gh, add(mul(gx, hx), mul(gy, hy)));
    hh = add(hh, add(mul(hx, hx), mul(hy, hy)));
    parts = add(parts, add(mul(mul(b, b), power), mul(squared, add(mul(c, c), mul(d, d)))));
  }
  store<f64>(sums, total(size), 0);
  store<f64>(sums, total(first), 8);
  store<f64>(sums, total(second), 16);
  store<f64>(sums, total(cross), 24);
  store<f64>(sums, total(gg), 32);
  store<f64>(sums, total(gh), 40);
  store<f64>(sums, total(hh), 48);
  store<f64>(sums, total(parts), 56);
}

// @ts-ignore: decorator
@inline
function total(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** u ← u + (p a + q b) u + i c N */
export function addGradients(weights: usize, p: f64, q: f64, c: f64, u: usize, slope: usize, n: usize): void {
  const part: usize = 8 * n;
  const ps = f64x2.splat(p);
  const qs = f64x2.splat(q);
  const cs = f64x2.splat(c);
  const whole: usize = 8 * (n & ~1);
  for (let i: usize = 0; i < whole; i += 16) {
    const factor = add(mul(ps, v128.load(weights + i)), mul(qs, v128.load(weights + part + i)));
    const x = v128.load(u + i);
    const y = v128.load(u + part + i);
    v128.store(u + i, add(x, sub(mul(factor, x), mul(cs, v128.load(slope + part + i)))));
    v128.store(u + part + i, add(y, add(mul(factor, y), mul(cs, v128.load(slope + i)))));
  }
  if (n & 1) {
    const factor = p * load<f64>(weights + whole) + q * load<f64>(weights + part + whole);
    const x = load<f64>(u + whole);
    const y = load<f64>(u + part + whole);
    store<f64>(u + whole, x + (factor * x - c * load<f64>(slope + part + whole)));
    store<f64>(u + part + whole, y + (factor * y + c * load<f64>(slope + whole)));
  }
}
