import { invalid } from "../../core/index.ts";

/** A box: the lower and the upper end of every coordinate. */
export type Box = readonly (readonly [low: number, high: number])[];

/** Throws unless a box has coordinates whose ends are finite and in order, and the count is whole. */
export function requireBox(box: Box, count: number): void {
  if (box.length === 0) throw invalid({ what: "a box must have at least one coordinate", got: box });
  const wrong = box.findIndex(([low, high]) => !(Number.isFinite(low) && Number.isFinite(high) && low < high));
  if (wrong >= 0) {
    throw invalid({
      what: "the ends of a box must be finite and in order",
      got: box[wrong],
      path: `box[${wrong}]`,
      attempt: "[0, 1]",
    });
  }
  if (!Number.isInteger(count) || count < 1) {
    throw invalid({ what: "the number of points must be a positive whole number", got: count, attempt: "1024" });
  }
}

/** Points of the unit cube, shape [count][coordinates], moved into a box in place. */
export function intoBox(points: Float64Array, box: Box): Float64Array {
  for (let at = 0; at < points.length; at++) {
    const [low, high] = box[at % box.length] as readonly [number, number];
    points[at] = low + (high - low) * (points[at] as number);
  }
  return points;
}
