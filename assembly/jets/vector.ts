import { add, mul } from "../kernels/vector";

/** a b + c: fused where the module is compiled with relaxed instructions. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return add(c, mul(a, b));
}

/** The sum of a pair. */
// @ts-ignore: decorator
@inline
export function total(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}
