import type { Rng } from "../../../core/index.ts";
import type { PdeProblem } from "../../../problems/index.ts";
import type { Term } from "../../../training/index.ts";
import { linearise } from "../linearise.ts";
import { type ProductSum, partialsAt } from "./product-sum.ts";

/** The orders along every coordinate of the partial derivatives that a term reads. */
function ordersOf({ coordinates }: PdeProblem, { reads }: Term): readonly (readonly number[])[] {
  return reads.map(({ partial }) =>
    coordinates.map((coordinate) => [...partial].filter((letter) => letter === coordinate).length),
  );
}

/** Random points of a box, shape [count][coordinates]. */
export function randomPoints(box: Term["box"], count: number, random: Rng): Float64Array {
  return Float64Array.from({ length: count * box.length }, (_, i) => {
    const [from, to] = box[i % box.length] as readonly [number, number];
    return from === to ? from : from + (to - from) * random.uniform();
  });
}

function columnsOf(points: Float64Array, width: number): readonly Float64Array[] {
  const count = points.length / width;
  return Array.from({ length: width }, (_, d) =>
    Float64Array.from({ length: count }, (_, i) => points[i * width + d] as number),
  );
}

/** Root mean squares of the residuals of terms at random points, by the name of each equation and condition. */
export function freshResiduals(
  problem: PdeProblem,
  sum: ProductSum,
  terms: readonly Term[],
  count: number,
  random: Rng,
): Readonly<Record<string, number>> {
  const named = terms.flatMap((term, t): readonly (readonly [string, number])[] => {
    const points = randomPoints(term.box, count, random.split(t));
    const fields = partialsAt(sum, points, ordersOf(problem, term));
    const inputs = [...fields, ...columnsOf(points, term.box.length)];
    return linearise(term.tape, inputs, 0, count).values.map((values, o) => {
      const square = values.reduce((total, r) => total + r * r, 0) / count;
      return [term.rows[o] as string, Math.sqrt(square)];
    });
  });
  const table: Record<string, number> = {};
  // Faces of one condition share a name: the mean of their squares.
  for (const name of new Set(named.map(([row]) => row))) {
    const own = named.filter(([row]) => row === name);
    table[name] = Math.sqrt(own.reduce((total, [, rms]) => total + rms * rms, 0) / own.length);
  }
  return table;
}

/**
 * How large the terms of an equation are for a solution of size one: the root of Σ (∂r/∂u_p · u_p)² over that of u², or before
 * anything is known with the derivatives of one wave over the box.
 */
export function equationSize(problem: PdeProblem, interior: Term, sum: ProductSum, count: number, random: Rng): number {
  const orders = ordersOf(problem, interior);
  const points = randomPoints(interior.box, count, random);
  const fields = partialsAt(sum, points, orders);
  const { slopes } = linearise(
    interior.tape,
    [...fields, ...columnsOf(points, interior.box.length)],
    orders.length,
    count,
  );
  const square = (values: Float64Array) => values.reduce((total, value) => total + value * value, 0) / count;
  const solution = sum.rank === 0 ? 0 : square(partialsAt(sum, points, [interior.box.map(() => 0)])[0] as Float64Array);
  let total = 0;
  slopes[0]?.forEach((slope, p) => {
    if (slope === null) return;
    const field = fields[p] as Float64Array;
    const wave = (orders[p] ?? []).reduce((product, order, d) => {
      const [from, to] = problem.domain[d] as readonly [number, number];
      return product * ((2 * Math.PI) / (to - from)) ** order;
    }, 1);
    total += square(slope.map((value, i) => value * (solution > 0 ? (field[i] as number) : wave)));
  });
  const size = Math.sqrt(total / (solution > 0 ? solution : 1));
  return size > 0 && Number.isFinite(size) ? size : 1;
}
