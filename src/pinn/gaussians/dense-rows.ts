import { type DenseKernels, type Matrix, matrix } from "../../core/index.ts";
import { axisTable } from "./axis.ts";
import type { RowSystem } from "./rows.ts";
import type { Partial, Space } from "./space.ts";

/** The operator of a system as a matrix, [rows][coefficients], the caller frees it. */
export function denseRows(space: Space, system: RowSystem, kernels: DenseKernels): Matrix {
  const { columns } = system;
  const all = matrix(kernels.allocate(system.count * columns), system.count, columns);
  for (const { rows, slopes, offset, fields } of system.parts) {
    const sizes = rows.nodes.map(({ points }) => points.length);
    const tables = rows.partials.map(({ orders }) =>
      space.axes.map((axis, a) => axisTable(axis, rows.nodes[a]?.points as Float64Array, orders[a] as number)),
    );
    slopes.forEach((row, o) => {
      for (let point = 0; point < fields.points; point++) {
        const places = placesOf(point, sizes);
        const start = (offset + o * fields.points + point) * columns;
        row.forEach((slope, p) => {
          const factor = slope?.[point] ?? 0;
          if (factor === 0) return;
          const { unknown } = rows.partials[p] as Partial;
          addProductOfRows(all.data, start + unknown * space.functions, factor, space, tables[p] ?? [], places);
        });
      }
    });
  }
  return all;
}

function placesOf(point: number, sizes: readonly number[]): number[] {
  const places = new Array<number>(sizes.length).fill(0);
  let rest = point;
  for (let a = sizes.length - 1; a >= 0; a--) {
    places[a] = rest % (sizes[a] as number);
    rest = Math.floor(rest / (sizes[a] as number));
  }
  return places;
}

/** Adds factor times the product of one row of each table. */
function addProductOfRows(
  data: Float64Array,
  start: number,
  factor: number,
  { axes }: Space,
  tables: readonly Float64Array[],
  places: readonly number[],
): void {
  const last = axes.length - 1;
  let products = [factor];
  for (let a = 0; a < last; a++) {
    const functions = axes[a]?.functions as number;
    const table = tables[a] as Float64Array;
    const from = (places[a] as number) * functions;
    const next: number[] = [];
    for (const product of products)
      for (let k = 0; k < functions; k++) next.push(product * (table[from + k] as number));
    products = next;
  }
  const functions = axes[last]?.functions as number;
  const table = tables[last] as Float64Array;
  const from = (places[last] as number) * functions;
  let to = start;
  for (const product of products) {
    for (let k = 0; k < functions; k++, to++) data[to] = (data[to] as number) + product * (table[from + k] as number);
  }
}
