import { phases } from "../kernels/phase";
import { add, mul, sub } from "../kernels/vector";
import { logistic, tanh } from "./elementary";

/** As `activations` in src/kernels/jets. */
const TANH: i32 = 1;
const SIN: i32 = 2;

// @ts-ignore: decorator
@inline
function constant(value: f64): v128 {
  return f64x2.splat(value);
}

/**
 * y = σ(z) for a row of `bytes`, and what the derivatives want again: nothing for tanh, the cosine for sine, the logistic
 * function for swish.
 */
export function values(activation: i32, z: usize, y: usize, aux: usize, bytes: usize): void {
  if (activation == TANH) {
    for (let p: usize = 0; p < bytes; p += 32) {
      const a = tanh(v128.load(z + p, 0));
      const b = tanh(v128.load(z + p, 16));
      v128.store(y + p, a, 0);
      v128.store(y + p, b, 16);
    }
  } else if (activation == SIN) {
    for (let p: usize = 0; p < bytes; p += 32) {
      phases(v128.load(z + p, 0), v128.load(z + p, 16), aux + p, y + p);
    }
  } else {
    for (let p: usize = 0; p < bytes; p += 16) {
      const x = v128.load(z + p);
      const l = logistic(x);
      v128.store(aux + p, l);
      v128.store(y + p, mul(x, l));
    }
  }
}

/** The first `count` derivatives of σ, at most five, into the rows s + bytes, s + 2 bytes … */
export function slopes(activation: i32, count: i32, z: usize, y: usize, aux: usize, s: usize, bytes: usize): void {
  if (activation == TANH) tanhSlopes(count, y, s, bytes);
  else if (activation == SIN) sineSlopes(count, y, aux, s, bytes);
  else swishSlopes(count, z, aux, s, bytes);
}

function tanhSlopes(count: i32, y: usize, s: usize, bytes: usize): void {
  const one = constant(1);
  const minusTwo = constant(-2);
  const six = constant(6);
  for (let p: usize = 0; p < bytes; p += 16) {
    const t = v128.load(y + p);
    const v = mul(sub(one, t), add(one, t));
    let to = s + bytes + p;
    v128.store(to, v);
    if (count < 2) continue;
    to += bytes;
    v128.store(to, mul(mul(minusTwo, t), v));
    if (count < 3) continue;
    const t2 = mul(t, t);
    to += bytes;
    v128.store(to, mul(v, add(mul(six, t2), minusTwo)));
    if (count < 4) continue;
    to += bytes;
    v128.store(to, mul(mul(v, t), sub(constant(16), mul(constant(24), t2))));
    if (count < 5) continue;
    to += bytes;
    v128.store(to, mul(v, add(constant(16), mul(mul(constant(120), t2), sub(t2, one)))));
  }
}

function sineSlopes(count: i32, y: usize, aux: usize, s: usize, bytes: usize): void {
  for (let p: usize = 0; p < bytes; p += 16) {
    const sine = v128.load(y + p);
    const cosine = v128.load(aux + p);
    let to = s + bytes + p;
    for (let k = 1; k <= count; k++, to += bytes) {
      const value = (k & 1) == 0 ? sine : cosine;
      v128.store(to, (k & 2) == 0 || (k & 3) == 0 ? value : f64x2.neg(value));
    }
  }
}

/** The k-th derivative of z l is z l⁽ᵏ⁾ + k l⁽ᵏ⁻¹⁾, with l′ = l (1 − l). */
function swishSlopes(count: i32, z: usize, aux: usize, s: usize, bytes: usize): void {
  const one = constant(1);
  for (let p: usize = 0; p < bytes; p += 16) {
    const x = v128.load(z + p);
    const l = v128.load(aux + p);
    const d1 = mul(l, sub(one, l));
    const q = sub(one, add(l, l));
    let to = s + bytes + p;
    v128.store(to, add(mul(x, d1), l));
    if (count < 2) continue;
    to += bytes;
    const d2 = mul(d1, q);
    v128.store(to, add(mul(x, d2), mul(constant(2), d1)));
    if (count < 3) continue;
    to += bytes;
    const d3 = mul(d1, sub(one, mul(constant(6), d1)));
    v128.store(to, add(mul(x, d3), mul(constant(3), d2)));
    if (count < 4) continue;
    to += bytes;
    const d4 = mul(d2, sub(one, mul(constant(12), d1)));
    v128.store(to, add(mul(x, d4), mul(constant(4), d3)));
    if (count < 5) continue;
    to += bytes;
    const d5 = mul(d1, add(one, mul(d1, sub(mul(constant(120), d1), constant(30)))));
    v128.store(to, add(mul(x, d5), mul(constant(5), d4)));
  }
}
