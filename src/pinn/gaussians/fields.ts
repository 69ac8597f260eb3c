import { type DenseKernels, type Matrix, matrix, transposed } from "../../core/index.ts";
import { type Axis, axisTable } from "./axis.ts";
import type { Partial, Space } from "./space.ts";

/** Partial derivatives of all unknowns on a grid of points, and the sums that go back from there. */
export interface Fields {
  /** Points of the grid. */
  readonly points: number;
  /** The partial derivatives on the grid, by the places of `partials`; valid until the next call. */
  forward(coefficients: Float64Array): readonly Float64Array[];
  /** Where the caller writes what `back` takes. */
  readonly inputs: readonly Float64Array[];
  /** Adds the transpose of `forward`, applied to `inputs`, to `coefficients`; the inputs are overwritten. */
  back(coefficients: Float64Array): void;
  free(): void;
}

/** A derivative along the last axes, made from one along fewer of them. */
interface Step {
  readonly axis: number;
  /** [points][functions] */
  readonly table: Matrix;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Products of the sizes before and behind the axis. */
  readonly before: number;
  readonly behind: number;
}

/**
 * Partial derivatives on a grid by products of one-dimensional tables, the last axis first; derivatives that agree along the
 * last axes share the work.
 *
 * @param places The points of every axis of the space.
 */
export function tensorFields(
  space: Space,
  partials: readonly Partial[],
  places: readonly Float64Array[],
  kernels: DenseKernels,
): Fields {
  const { axes, functions, unknowns } = space;
  const owned: Float64Array[] = [];
  const allocate = (length: number): Float64Array => {
    owned.push(kernels.allocate(length));
    return owned.at(-1) as Float64Array;
  };
  const tables = new Map<string, Matrix>();
  const tableOf = (a: number, order: number): Matrix => {
    const key = `${a} ${order}`;
    const known = tables.get(key);
    if (known !== undefined) return known;
    const values = axisTable(axes[a] as Axis, places[a] as Float64Array, order);
    const data = allocate(values.length);
    data.set(values);
    const made = matrix(data, (places[a] as Float64Array).length, (axes[a] as Axis).functions);
    tables.set(key, made);
    return made;
  };
  const size = (a: number) => (places[a] as Float64Array).length;
  const nodes = new Map<string, Float64Array>();
  const starts = Array.from({ length: unknowns }, () => allocate(functions));
  const steps: Step[] = [];
  const results = partials.map(({ unknown, orders }) => {
    let from = starts[unknown] as Float64Array;
    let key = String(unknown);
    for (let a = axes.length - 1; a >= 0; a--) {
      key += ` ${orders[a]}`;
      const known = nodes.get(key);
      if (known !== undefined) {
        from = known;
        continue;
      }
      const before = axes.slice(0, a).reduce((product, axis) => product * axis.functions, 1);
      const behind = axes.slice(a + 1).reduce((product, _, i) => product * size(a + 1 + i), 1);
      const to = allocate(before * size(a) * behind);
      steps.push({ axis: a, table: tableOf(a, orders[a] as number), from, to, before, behind });
      nodes.set(key, to);
      from = to;
    }
    return from;
  });
  return {
    points: axes.reduce((product, _, a) => product * size(a), 1),
    forward(coefficients) {
      starts.forEach((start, u) => {
        start.set(coefficients.subarray(u * functions, (u + 1) * functions));
      });
      for (const step of steps) apply(step, false, kernels);
      return results;
    },
    inputs: results,
    back(coefficients) {
      const inputs = new Set(results);
      for (const array of [...nodes.values(), ...starts]) if (!inputs.has(array)) array.fill(0);
      for (const step of steps.toReversed()) apply(step, true, kernels);
      starts.forEach((start, u) => {
        for (let i = 0; i < functions; i++) {
          const at = u * functions + i;
          coefficients[at] = (coefficients[at] as number) + (start[i] as number);
        }
      });
    },
    free() {
      for (const array of owned) kernels.free(array);
    },
  };
}

/** to = table · from along one axis; in reverse from += tableᵀ · to. */
function apply({ table, from, to, before, behind }: Step, reverse: boolean, kernels: DenseKernels): void {
  const { rows, columns } = table;
  if (!reverse) to.fill(0);
  if (behind === 1) {
    const [input, output] = [matrix(from, before, columns), matrix(to, before, rows)];
    if (reverse) kernels.multiplyAdd(1, output, table, input);
    else kernels.multiplyAdd(1, input, transposed(table), output);
    return;
  }
  for (let b = 0; b < before; b++) {
    const input = matrix(from, columns, behind, b * columns * behind);
    const output = matrix(to, rows, behind, b * rows * behind);
    if (reverse) kernels.multiplyAdd(1, transposed(table), output, input);
    else kernels.multiplyAdd(1, table, input, output);
  }
}
