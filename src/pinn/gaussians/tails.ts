import { axisTable } from "./axis.ts";
import { alongAxes, type Line } from "./lines.ts";
import type { Space } from "./space.ts";

/** The part of the functions of a coordinate, the roughest, whose share says what is missing. */
const rough = 0.15;

/** How much of a solution is in the finest functions it has, relative to all of it. */
export interface Tails {
  /** The highest polynomial in time. */
  readonly time: number;
  /** The roughest functions along any coordinate in space with an orthonormal basis. */
  readonly space: number;
}

/** The tails of a solution on a slab. */
export function tailsOf(space: Space, coefficients: Float64Array, lines: readonly Line[]): Tails {
  const stored = space.coordinates.map((coordinate) => lines[coordinate] as Line);
  const sizes = stored.map(({ axis }) => axis.functions);
  const clock = (stored[0] as Line).axis;
  const n = clock.centres.length;
  const toLegendre = Float64Array.from(clock.transform as Float64Array);
  const inSpace = stored.map(({ axis, nodes }, a) =>
    a === 0 ? toLegendre : axis.transform === null ? axisTable(axis, nodes.points, 0) : null,
  );
  let [last, all] = [0, 0];
  const inAxis = stored.map(() => 0);
  for (let u = 0; u < space.unknowns; u++) {
    const own = coefficients.subarray(u * space.functions, (u + 1) * space.functions);
    const values = alongAxes(own, sizes, inSpace);
    const block = values.length / n;
    values.forEach((value, i) => {
      const k = Math.floor(i / block);
      const square = (value * value) / (2 * k + 1);
      all += square;
      if (k === n - 1) last += square;
      let rest = block;
      for (let a = 1; a < stored.length; a++) {
        if (stored[a]?.axis.transform === null) continue;
        const size = sizes[a] as number;
        rest /= size;
        if (Math.floor(i / rest) % size >= (1 - rough) * size) inAxis[a] = (inAxis[a] as number) + square;
      }
    });
  }
  const whole = Math.max(all, 1e-300);
  return { time: Math.sqrt(last / whole), space: Math.sqrt(Math.max(...inAxis) / whole) };
}
