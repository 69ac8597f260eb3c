/**
 * One sample's part in the codes of all windows that contain it, for two sequences at once, one in each lane.
 *
 * A window x_0 … x_{n−1} has the code Σ_j j! a_j with a_j = #{i < j : x_i > x_j}. The sample at hand is x_j of the window
 * that ends n − 1 − j samples later, for every j, and adds to that window's code j! for each of the j samples before it
 * that exceed it. The codes of all open windows stand side by side in one register, the window that is complete now in
 * the lowest field; each sample shifts the register by a field and adds its parts. There is no branch, no table, and a
 * chain of two instructions from sample to sample.
 *
 * Orders to 6 fit in one register of fields of 10 bits, order 7 in fields of 13 bits from position 2 on. Order 8 takes two
 * registers: positions 1 … 3 in fields of 5 bits, 4 … 7 in fields of 16.
 */

/** What a sample adds for an excess of the one `back` places before it: j! in the field of every position j ≥ back. */
export function parts(back: i32, first: i32, last: i32, bits: i32): v128 {
  let fields: u64 = 0;
  let factorial: u64 = 1;
  for (let j = 1; j <= last; j++) {
    factorial *= <u64>j;
    if (j >= first && j >= back) fields |= factorial << <u64>((last - j) * bits);
  }
  return i64x2.splat(fields);
}

/** The part for one predecessor. */
// @ts-ignore: decorator
@inline
export function part(predecessor: v128, x: v128, parts: v128): v128 {
  return v128.and(f64x2.gt(predecessor, x), parts);
}
