import type { Rng } from "../../core/index.ts";
import { linearise } from "./linearise.ts";
import { type Space, valuesAt } from "./space.ts";
import { type PosedProblem, partialsOf } from "./terms.ts";

const points = 200;

/**
 * How large the terms of each equation are for a solution of size one: the root mean square of Σ (∂r/∂u_p · u_p)² over that
 * of the unknowns. Before anything is known, derivatives are those of one wave over the box.
 */
export function equationSizes(
  { problem, interior }: PosedProblem,
  { space, coefficients }: { readonly space: Space; readonly coefficients: Float64Array },
  random: Rng,
): readonly number[] {
  const width = problem.coordinates.length;
  const at = new Float64Array(points * width);
  for (let i = 0; i < at.length; i++) {
    const [from, to] = problem.domain[i % width] as readonly [number, number];
    at[i] = from + (to - from) * random.uniform();
  }
  const partials = partialsOf(problem, space, interior);
  const fields = valuesAt(space, coefficients, at, partials);
  const given = problem.coordinates.map((_, c) =>
    Float64Array.from({ length: points }, (_, i) => at[i * width + c] as number),
  );
  const { slopes } = linearise(interior.tape, [...fields, ...given], partials.length, points);
  const square = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0) / points;
  const solution = partials.reduce(
    (sum, { orders }, p) => sum + (orders.every((order) => order === 0) ? square(fields[p] as Float64Array) : 0),
    0,
  );
  const unknown = !(solution > 0);
  return slopes.map((row) => {
    let total = 0;
    row.forEach((slope, p) => {
      if (slope === null) return;
      const field = fields[p] as Float64Array;
      const wave = (partials[p]?.orders ?? []).reduce((product, order, a) => {
        const [from, to] = problem.domain[space.coordinates[a] as number] as readonly [number, number];
        return product * ((2 * Math.PI) / (to - from)) ** order;
      }, 1);
      total += square(slope.map((value, i) => value * (unknown ? wave : (field[i] as number))));
    });
    const size = Math.sqrt(total / (unknown ? 1 : solution));
    return size > 0 && Number.isFinite(size) ? size : 1;
  });
}
