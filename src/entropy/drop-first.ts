import { patternOf } from "./pattern.ts";
import { factorial } from "./space.ts";

const tables = new Map<number, Uint16Array>();

/**
 * For each pattern of an order, the index that remains without its first sample, shape [order!]. With it the pattern of
 * the next window is `table[index] + (order − 1)! r`, where r of the other samples exceed the new one.
 *
 * Source: V. A. Unakafova and K. Keller, Efficiently measuring complexity on the basis of real-world data, Entropy 15
 * (2013) 4392–4415, whose table of successors is this one times what the new sample may be.
 */
export function dropFirst(order: number): Uint16Array {
  const known = tables.get(order);
  if (known !== undefined) return known;
  const table = new Uint16Array(factorial(order));
  const rank = new Array<number>(order);
  for (let index = 0; index < table.length; index++) {
    patternOf(order, index).forEach((position, place) => {
      rank[position] = place;
    });
    let rest = 0;
    let weight = 1;
    for (let j = 2; j < order; j++) {
      weight *= j - 1;
      for (let i = 1; i < j; i++) if ((rank[i] as number) > (rank[j] as number)) rest += weight;
    }
    table[index] = rest;
  }
  tables.set(order, table);
  return table;
}
