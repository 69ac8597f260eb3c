import { type Axis, axisTable } from "../axis.ts";

/** u(x) = Σ_r Π_d f_{r,d}(x_d): a sum of products of functions of one coordinate each, these sums of Gaussians. */
export interface ProductSum {
  /** One for every coordinate, in their order. */
  readonly axes: readonly Axis[];
  /** How many products there are. */
  readonly rank: number;
  /** One for every coordinate, shape [rank][functions of the axis]. */
  readonly factors: readonly Float64Array[];
}

/** A sum without any product. */
export function emptySum(axes: readonly Axis[]): ProductSum {
  return { axes, rank: 0, factors: axes.map(() => new Float64Array(0)) };
}

/** The same with one more product. */
export function withProduct({ axes, rank, factors }: ProductSum, added: readonly Float64Array[]): ProductSum {
  return {
    axes,
    rank: rank + 1,
    factors: factors.map((factor, d) => Float64Array.of(...factor, ...(added[d] as Float64Array))),
  };
}

/**
 * Partial derivatives of a sum at scattered points.
 *
 * @param points Shape [count][coordinates].
 * @param partials The orders along every coordinate.
 * @returns One array of [count] for each partial.
 */
export function partialsAt(
  { axes, rank, factors }: ProductSum,
  points: Float64Array,
  partials: readonly (readonly number[])[],
): readonly Float64Array[] {
  const width = axes.length;
  const count = points.length / width;
  const columns = axes.map((_, d) => Float64Array.from({ length: count }, (_, i) => points[i * width + d] as number));
  const known = new Map<string, Float64Array>();
  /** Values of the factors of one coordinate, shape [count][rank]. */
  const along = (d: number, order: number): Float64Array => {
    const key = `${d} ${order}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const axis = axes[d] as Axis;
    const table = axisTable(axis, columns[d] as Float64Array, order);
    const made = timesFactors(table, factors[d] as Float64Array, axis.functions, rank);
    known.set(key, made);
    return made;
  };
  return partials.map((orders) => {
    const product = new Float64Array(count * rank).fill(1);
    orders.forEach((order, d) => {
      const factor = along(d, order);
      for (let i = 0; i < product.length; i++) product[i] = (product[i] as number) * (factor[i] as number);
    });
    return Float64Array.from({ length: count }, (_, i) => {
      let total = 0;
      for (let r = 0; r < rank; r++) total += product[i * rank + r] as number;
      return total;
    });
  });
}

/** table · factorsᵀ: shapes [points][functions] and [rank][functions] to [points][rank]. */
function timesFactors(table: Float64Array, factors: Float64Array, functions: number, rank: number): Float64Array {
  const points = table.length / functions;
  const out = new Float64Array(points * rank);
  for (let i = 0; i < points; i++) {
    for (let r = 0; r < rank; r++) {
      let total = 0;
      for (let k = 0; k < functions; k++) {
        total += (table[i * functions + k] as number) * (factors[r * functions + k] as number);
      }
      out[i * rank + r] = total;
    }
  }
  return out;
}

/** The sum on other axes, whose functions are fitted to its values at their points. */
export function onAxes(
  { axes, rank, factors }: ProductSum,
  to: readonly Axis[],
  points: readonly Float64Array[],
  fits: readonly Float64Array[],
): ProductSum {
  const moved = factors.map((factor, d) => {
    const [from, goal] = [axes[d] as Axis, to[d] as Axis];
    const places = points[d] as Float64Array;
    const values = timesFactors(axisTable(from, places, 0), factor, from.functions, rank);
    const fit = fits[d] as Float64Array;
    return Float64Array.from({ length: rank * goal.functions }, (_, at) => {
      const [r, k] = [Math.floor(at / goal.functions), at % goal.functions];
      let total = 0;
      for (let i = 0; i < places.length; i++) {
        total += (fit[k * places.length + i] as number) * (values[i * rank + r] as number);
      }
      return total;
    });
  });
  return { axes: to, rank, factors: moved };
}
