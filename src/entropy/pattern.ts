import { invalid } from "../core/index.ts";
import { factorial } from "./space.ts";

/**
 * The pattern of an index: the positions 0 … order − 1 in the window by ascending value, equal values by position (what
 * a stable argsort gives).
 *
 * The index is Σ_j j! a_j with a_j = #{i < j : x_i > x_j}, the factorial number system of the inversions.
 */
export function patternOf(order: number, index: number): number[] {
  if (!Number.isInteger(index) || index < 0 || index >= factorial(order)) {
    throw invalid({ what: `a pattern of order ${order} has an index from 0 to ${factorial(order) - 1}`, got: index });
  }
  const pattern: number[] = [0];
  let rest = index;
  for (let j = 1; j < order; j++) {
    const above = Math.floor(rest % (j + 1));
    rest = Math.floor(rest / (j + 1));
    pattern.splice(j - above, 0, j);
  }
  return pattern;
}

/** The index of a pattern given as the positions in ascending order of value. */
export function indexOf(pattern: readonly number[]): number {
  const order = pattern.length;
  const rank = new Array<number>(order).fill(-1);
  pattern.forEach((position, place) => {
    rank[position] = place;
  });
  if (rank.length !== order || rank.includes(-1)) {
    throw invalid({ what: "a pattern must hold each of 0 … order − 1 once", got: pattern });
  }
  let index = 0;
  let weight = 1;
  for (let j = 1; j < order; j++) {
    weight *= j;
    for (let i = 0; i < j; i++) if ((rank[i] as number) > (rank[j] as number)) index += weight;
  }
  return index;
}

/** The indices of all patterns of an order, sorted by pattern as by a dictionary, shape [order!]. */
export function lexicographic(order: number): Uint16Array {
  const names = Array.from({ length: factorial(order) }, (_, index) => patternOf(order, index).join(""));
  return Uint16Array.from(names.keys()).sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
}
