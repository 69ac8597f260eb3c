import type { Rng } from "../../core/index.ts";
import { type Box, intoBox, requireBox } from "./box.ts";

/** Independent uniform points of a box, shape [count][coordinates]. */
export function uniformPoints(box: Box, count: number, random: Rng): Float64Array {
  requireBox(box, count);
  return intoBox(
    Float64Array.from({ length: count * box.length }, () => random.uniform()),
    box,
  );
}
