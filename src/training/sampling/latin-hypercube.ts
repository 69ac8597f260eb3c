import type { Rng } from "../../core/index.ts";
import { type Box, intoBox, requireBox } from "./box.ts";

/**
 * Points of which every coordinate has one in each of `count` equal intervals, at a random place there; the coordinates are
 * paired at random. Shape [count][coordinates].
 *
 * Source: M. D. McKay, R. J. Beckman and W. J. Conover, A comparison of three methods for selecting values of input
 * variables, Technometrics 21 (1979) 239–245.
 */
export function latinHypercubePoints(box: Box, count: number, random: Rng): Float64Array {
  requireBox(box, count);
  const points = new Float64Array(count * box.length);
  const order = new Float64Array(count);
  for (let d = 0; d < box.length; d++) {
    for (let i = 0; i < count; i++) {
      const j = random.integer(i + 1);
      order[i] = order[j] as number;
      order[j] = i;
    }
    for (let i = 0; i < count; i++) points[i * box.length + d] = ((order[i] as number) + random.uniform()) / count;
  }
  return intoBox(points, box);
}
