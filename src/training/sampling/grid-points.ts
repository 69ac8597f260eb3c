import { invalid } from "../../core/index.ts";
import { type Box, requireBox } from "./box.ts";

/**
 * The points of a regular grid of a box with both ends, shape [product of counts][coordinates]; the last coordinate runs
 * fastest. A count of 1 gives the middle.
 *
 * @param counts Points along every coordinate.
 */
export function gridPoints(box: Box, counts: readonly number[]): Float64Array {
  for (const count of counts) requireBox(box, count);
  if (counts.length !== box.length) {
    throw invalid({
      what: "a grid needs one count for every coordinate",
      got: counts,
      attempt: `${box.length} counts`,
    });
  }
  const total = counts.reduce((product, count) => product * count, 1);
  const points = new Float64Array(total * box.length);
  let stride = total;
  box.forEach(([low, high], d) => {
    const count = counts[d] as number;
    stride /= count;
    for (let i = 0; i < total; i++) {
      const place = Math.floor(i / stride) % count;
      points[i * box.length + d] = count === 1 ? (low + high) / 2 : low + ((high - low) * place) / (count - 1);
    }
  });
  return points;
}
