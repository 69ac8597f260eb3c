import type { PdeProblem } from "../../problems/index.ts";
import { type Axis, axisTables } from "./axis.ts";

/** Products of functions of one coordinate each, on a box: coefficients have the shape [unknowns][functions of each axis]. */
export interface Space {
  /** Time first where there is one, then the coordinates in their order. */
  readonly axes: readonly Axis[];
  /** The coordinate of each axis, as its place in a point. */
  readonly coordinates: readonly number[];
  readonly unknowns: number;
  /** Coefficients of one unknown. */
  readonly functions: number;
}

/** The order in which axes are stored: time first. */
function storageOrder({ coordinates }: PdeProblem, time: number): readonly number[] {
  const others = [...coordinates.keys()].filter((axis) => axis !== time);
  return time < 0 ? others : [time, ...others];
}

/** A space from its axes in the order of the coordinates. */
export function spaceOf(problem: PdeProblem, time: number, axes: readonly Axis[]): Space {
  const coordinates = storageOrder(problem, time);
  const stored = coordinates.map((coordinate) => axes[coordinate] as Axis);
  return {
    axes: stored,
    coordinates,
    unknowns: problem.unknowns.length,
    functions: stored.reduce((product, { functions }) => product * functions, 1),
  };
}

/** A partial derivative of an unknown. */
export interface Partial {
  readonly unknown: number;
  /** The order along each axis of the space. */
  readonly orders: readonly number[];
}

/** The partial derivative that a name like `"xx"` stands for. */
export function partialOf(problem: PdeProblem, space: Space, unknown: string, name: string): Partial {
  const letters = [...name];
  const orders = space.coordinates.map(
    (coordinate) => letters.filter((letter) => letter === problem.coordinates[coordinate]).length,
  );
  return { unknown: problem.unknowns.indexOf(unknown), orders };
}

/**
 * Partial derivatives at scattered points.
 *
 * @param points Shape [count][coordinates].
 * @returns One array of [count] for each partial.
 */
export function valuesAt(
  space: Space,
  coefficients: Float64Array,
  points: Float64Array,
  partials: readonly Partial[],
): readonly Float64Array[] {
  const { axes, coordinates } = space;
  const width = coordinates.length;
  const count = points.length / width;
  const columns = coordinates.map((coordinate) =>
    Float64Array.from({ length: count }, (_, i) => points[i * width + coordinate] as number),
  );
  // Points with equal coordinates along the last axes share their sums: sorted, they are neighbours.
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((i, j) => {
    for (let a = width - 1; a >= 0; a--) {
      const column = columns[a] as Float64Array;
      const difference = (column[i] as number) - (column[j] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  const tables = axes.map((axis, a) =>
    distinctTables(axis, columns[a] as Float64Array, [...new Set(partials.map(({ orders }) => orders[a] as number))]),
  );
  return partials.map(({ unknown, orders }) => {
    const own = coefficients.subarray(unknown * space.functions, (unknown + 1) * space.functions);
    const distinct = tables.map((ofAxis, a) => ofAxis.get(orders[a] as number) as DistinctTable);
    return contract(axes, own, distinct, order);
  });
}

interface DistinctTable {
  /** Which of the distinct values each point has. */
  readonly index: Uint32Array;
  /** Shape [distinct values][functions]. */
  readonly table: Float64Array;
  /** The first function that is not zero at each distinct value, and the one behind the last, shape [distinct values][2]. */
  readonly ranges: Uint32Array;
}

/** The tables of an axis by the order of the derivative. */
function distinctTables(
  axis: Axis,
  column: Float64Array,
  orders: readonly number[],
): ReadonlyMap<number, DistinctTable> {
  const places = new Map<number, number>();
  const index = Uint32Array.from(column, (x) => {
    const known = places.get(x);
    if (known !== undefined) return known;
    places.set(x, places.size);
    return places.size - 1;
  });
  const found = axisTables(axis, [...places.keys()], orders);
  return new Map(
    found.map((table, q) => [orders[q] as number, { index, table, ranges: rangesOf(table, axis.functions) }]),
  );
}

function rangesOf(table: Float64Array, functions: number): Uint32Array {
  const ranges = new Uint32Array((2 * table.length) / functions);
  for (let row = 0; 2 * row < ranges.length; row++) {
    let [from, to] = [row * functions, (row + 1) * functions];
    while (from < to && table[from] === 0) from += 1;
    while (to > from && table[to - 1] === 0) to -= 1;
    ranges[2 * row] = from - row * functions;
    ranges[2 * row + 1] = to - row * functions;
  }
  return ranges;
}

/** Sums over the last axis first, and again only where the point differs from the one before along it. */
function contract(
  axes: readonly Axis[],
  coefficients: Float64Array,
  tables: readonly DistinctTable[],
  order: Uint32Array,
): Float64Array {
  const last = axes.length - 1;
  const out = new Float64Array(order.length);
  // partialSums[a] has axes a … last summed.
  const partialSums = axes.map(
    (_, a) => new Float64Array(axes.slice(0, a).reduce((product, { functions }) => product * functions, 1)),
  );
  const current = new Int32Array(axes.length).fill(-1);
  for (const point of order) {
    let stale = false;
    for (let a = last; a >= 0; a--) {
      const { index, table, ranges } = tables[a] as DistinctTable;
      const row = index[point] as number;
      if (!stale && current[a] === row) continue;
      stale = true;
      current[a] = row;
      const functions = (axes[a] as Axis).functions;
      const [first, end] = [ranges[2 * row] as number, ranges[2 * row + 1] as number];
      const from = a === last ? coefficients : (partialSums[a + 1] as Float64Array);
      const to = partialSums[a] as Float64Array;
      for (let i = 0; i < to.length; i++) {
        let total = 0;
        for (let k = first; k < end; k++) {
          total += (from[i * functions + k] as number) * (table[row * functions + k] as number);
        }
        to[i] = total;
      }
    }
    out[point] = (partialSums[0] as Float64Array)[0] as number;
  }
  return out;
}
