import { add, mul, sub } from "../kernels/vector";
import { madd } from "./vector";

/** Constants, kept in memory: the compiler of Node builds constant vectors anew in every round of a loop. */
const table = memory.data<f64>([
  1.4426950408889634, // 1 / ln 2
  6755399441055744, // 1.5 · 2^52: adding it rounds to an integer and leaves that in the low bits
  0.6931471803691238, // ln 2, in two parts: the first has 32 bits
  1.9082149292705877e-10,
  0.5, // 1/2!, 1/3! …: exp r = 1 + r + r² (1/2! + r/3! + …), to 1e-17 for |r| ≤ ln 2 / 2
  0.16666666666666666,
  0.041666666666666664,
  0.008333333333333333,
  0.001388888888888889,
  0.0001984126984126984,
  0.0000248015873015873,
  0.0000027557319223985893,
  2.755731922398589e-7,
  2.505210838544172e-8,
  2.08767569878681e-9,
  1.6059043836821613e-10,
  1,
  2,
  22, // tanh is 1 beyond 19.1
  708, // exp overflows beyond 709.7
]);

// @ts-ignore: decorator
@inline
function constant(at: usize): v128 {
  return v128.load64_splat(table + 8 * at);
}

/** exp r − 1 for |r| ≤ ln 2 / 2, by Estrin's scheme. */
// @ts-ignore: decorator
@inline
function smallExpm1(r: v128): v128 {
  const r2 = mul(r, r);
  const r4 = mul(r2, r2);
  const a = madd(constant(5), r, constant(4));
  const b = madd(constant(7), r, constant(6));
  const c = madd(constant(9), r, constant(8));
  const d = madd(constant(11), r, constant(10));
  const e = madd(constant(13), r, constant(12));
  const f = madd(constant(15), r, constant(14));
  const low = madd(b, r2, a);
  const middle = madd(d, r2, c);
  const high = madd(f, r2, e);
  return madd(r2, madd(madd(high, r4, middle), r4, low), r);
}

/** x − k ln 2 for the nearest k, where `shifted` has k in the low bits. */
// @ts-ignore: decorator
@inline
function reduced(x: v128, shifted: v128): v128 {
  const k = sub(shifted, constant(1));
  return sub(sub(x, mul(k, constant(2))), mul(k, constant(3)));
}

/** 2^k, where `shifted` has k in the low bits. */
// @ts-ignore: decorator
@inline
function powerOfTwo(shifted: v128): v128 {
  return i64x2.add(i64x2.shl(shifted, 52), constant(16));
}

/** tanh x = e / (e + 2) with e = exp 2|x| − 1, and the sign of x; NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const y = mul(constant(17), f64x2.pmin(f64x2.abs(x), constant(18)));
  const shifted = add(mul(y, constant(0)), constant(1));
  const scale = powerOfTwo(shifted);
  const e = add(mul(scale, smallExpm1(reduced(y, shifted))), sub(scale, constant(16)));
  const value = f64x2.div(e, add(e, constant(17)));
  return v128.or(value, v128.and(x, f64x2.splat(-0.0)));
}

/** exp x for x ≤ 0; below −708 it stays at 3e-308. */
// @ts-ignore: decorator
@inline
export function smallExp(x: v128): v128 {
  const y = f64x2.pmax(x, f64x2.neg(constant(19)));
  const shifted = add(mul(y, constant(0)), constant(1));
  const scale = powerOfTwo(shifted);
  return add(mul(scale, smallExpm1(reduced(y, shifted))), scale);
}

/** 1 / (1 + exp(−x)); NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function logistic(x: v128): v128 {
  const limit = constant(19);
  const y = f64x2.pmax(f64x2.pmin(f64x2.neg(x), limit), f64x2.neg(limit));
  const shifted = add(mul(y, constant(0)), constant(1));
  const scale = powerOfTwo(shifted);
  const one = constant(16);
  const e = add(mul(scale, smallExpm1(reduced(y, shifted))), scale);
  return f64x2.div(one, add(one, e));
}
