import type { Rng } from "../../core/index.ts";
import type { Term } from "../../training/index.ts";
import { linearise } from "./linearise.ts";
import { type Space, valuesAt } from "./space.ts";
import { type PosedProblem, partialsOf } from "./terms.ts";

/** Draws a coordinate's value from a number that is uniform on [0, 1). */
export type Draw = (uniform: number) => number;

/** Root mean squares on random points, by the name of each equation and condition. */
export type ResidualTable = ReadonlyMap<string, number>;

/**
 * The residuals of terms at points that no solve has seen.
 *
 * @param draws How each coordinate is drawn, unless the term's box pins it down.
 */
export function heldOutResiduals(
  { problem }: PosedProblem,
  space: Space,
  coefficients: Float64Array,
  terms: readonly Term[],
  draws: readonly Draw[],
  count: number,
  random: Rng,
): ResidualTable {
  const table = new Map<string, number>();
  const width = problem.coordinates.length;
  for (const term of terms) {
    const points = new Float64Array(count * width);
    for (let i = 0; i < points.length; i++) {
      const coordinate = i % width;
      const [from, to] = term.box[coordinate] as readonly [number, number];
      points[i] = from === to ? from : (draws[coordinate] as Draw)(random.uniform());
    }
    const partials = partialsOf(problem, space, term);
    const given = problem.coordinates.map((_, coordinate) =>
      Float64Array.from({ length: count }, (_, i) => points[i * width + coordinate] as number),
    );
    const { values } = linearise(term.tape, [...valuesAt(space, coefficients, points, partials), ...given], 0, count);
    values.forEach((value, o) => {
      const square = value.reduce((sum, r) => sum + r * r, 0) / count;
      table.set(term.rows[o] as string, Math.sqrt(square));
    });
  }
  return table;
}
