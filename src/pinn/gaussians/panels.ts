import { block, type DenseKernels, type Matrix, matrix, transposed } from "../../core/index.ts";
import { axisTable } from "./axis.ts";
import { denseRows } from "./dense-rows.ts";
import type { LinearRows, RowSystem } from "./rows.ts";
import type { Space } from "./space.ts";

/** Rows of a matrix that are zero outside some neighbouring columns. */
export interface Panel {
  readonly matrix: Matrix;
  readonly firstColumn: number;
}

/** A matrix by its panels, its columns in an order in which they are narrow. */
export interface Panels {
  readonly panels: readonly Panel[];
  readonly columns: number;
  /** The largest row − column of AᵀA. */
  readonly bandwidth: number;
  /** The place among the columns of every coefficient. */
  readonly places: Uint32Array;
  free(): void;
}

/** All rows as one panel. */
export function densePanels(space: Space, system: RowSystem, kernels: DenseKernels): Panels {
  const { columns } = system;
  const all = denseRows(space, system, kernels);
  return {
    panels: [{ matrix: all, firstColumn: 0 }],
    columns,
    bandwidth: columns,
    places: Uint32Array.from({ length: columns }, (_, i) => i),
    free: () => kernels.free(all.data),
  };
}

/** Beyond so many widths Gaussians are left out; the refinement of the solution sees them. */
const reach = 6;
/** Columns by which a panel may be wider than each of its rows. */
const slack = 16;

/**
 * Panels for Gaussians along one coordinate (times functions of time): those that a point does not reach are left out, and
 * unknowns and times stand together. On a ring the columns alternate between its two halves, so that they stay narrow.
 */
export function localPanels(space: Space, system: RowSystem, kernels: DenseKernels): Panels {
  const line = space.axes.length - 1;
  const axis = space.axes[line] as Space["axes"][number];
  const n = axis.functions;
  const times = space.functions / n;
  const group = times * space.unknowns;
  const position = (j: number) => (axis.periodic ? (j < n / 2 ? 2 * j : 2 * (n - 1 - j) + 1) : j);
  const places = Uint32Array.from({ length: system.columns }, (_, i) => {
    const unknown = Math.floor(i / space.functions);
    const rest = i % space.functions;
    return position(rest % n) * group + unknown * times + Math.floor(rest / n);
  });
  const panels: Panel[] = [];
  for (const part of system.parts) {
    for (const { points, low, high } of groupsOf(part, space, position)) {
      const wide = (high - low + 1) * group;
      const perPoint = part.rows.tape.outputs.length * (part.fields.points / pointsOf(part, line));
      const made = matrix(kernels.allocate(points.length * perPoint * wide), points.length * perPoint, wide);
      fill(made, part, space, points, (unknown, t, j) => (position(j) - low) * group + unknown * times + t, [
        low,
        high,
      ]);
      panels.push({ matrix: made, firstColumn: low * group });
    }
  }
  return {
    panels,
    columns: system.columns,
    bandwidth: panels.reduce((most, panel) => Math.max(most, panel.matrix.columns - 1), 0),
    places,
    free() {
      for (const panel of panels) kernels.free(panel.matrix.data);
    },
  };

  /** The centres within reach of a point, in the order of the columns. */
  function reached(x: number): readonly [low: number, high: number] {
    let [low, high] = [n, -1];
    const period = axis.to - axis.from;
    for (let j = 0; j < n; j++) {
      let distance = Math.abs(x - (axis.centres[j] as number));
      if (axis.periodic) distance = Math.min(distance, Math.abs(period - distance));
      if (distance > reach * (axis.widths[j] as number)) continue;
      low = Math.min(low, position(j));
      high = Math.max(high, position(j));
    }
    return [low, high];
  }

  /** The points along the line in groups that reach nearly the same centres. */
  function groupsOf(part: LinearRows, _space: Space, _position: (j: number) => number) {
    const xs = part.rows.nodes[line]?.points as Float64Array;
    const ranges = Array.from(xs, (x, i) => [i, ...reached(x)] as const).sort((a, b) => a[1] - b[1] || a[2] - b[2]);
    const groups: { points: number[]; low: number; high: number; least: number }[] = [];
    for (const [i, low, high] of ranges) {
      const last = groups.at(-1);
      const width = high - low;
      if (last !== undefined) {
        const joined = Math.max(last.high, high) - last.low;
        if (joined <= Math.min(last.least, width) + slack) {
          last.points.push(i);
          last.high = Math.max(last.high, high);
          last.least = Math.min(last.least, width);
          continue;
        }
      }
      groups.push({ points: [i], low, high, least: width });
    }
    return groups;
  }

  function pointsOf(part: LinearRows, a: number): number {
    return part.rows.nodes[a]?.points.length as number;
  }

  /** Writes the rows of some points of a part. */
  function fill(
    to: Matrix,
    { rows, slopes }: LinearRows,
    { axes }: Space,
    points: readonly number[],
    columnOf: (unknown: number, t: number, j: number) => number,
    [low, high]: readonly [number, number],
  ): void {
    const xs = rows.nodes[line]?.points as Float64Array;
    const ts = axes.length > 1 ? (rows.nodes[0]?.points as Float64Array) : Float64Array.of(0);
    const inTime = rows.partials.map(({ orders }) =>
      axes.length > 1 ? axisTable(axes[0] as Space["axes"][number], ts, orders[0] as number) : Float64Array.of(1),
    );
    const inSpace = rows.partials.map(({ orders }) => axisTable(axis, xs, orders[line] as number));
    const centres = [...Array(n).keys()].filter((j) => position(j) >= low && position(j) <= high);
    let row = 0;
    slopes.forEach((outputs) => {
      for (let t = 0; t < ts.length; t++) {
        for (const i of points) {
          const start = row * to.columns;
          row += 1;
          outputs.forEach((slope, p) => {
            const factor = slope?.[t * xs.length + i] ?? 0;
            if (factor === 0) return;
            const space = inSpace[p] as Float64Array;
            const time = inTime[p] as Float64Array;
            const unknown = rows.partials[p]?.unknown as number;
            for (const j of centres) {
              const value = factor * (space[i * n + j] as number);
              if (value === 0) continue;
              const column = start + columnOf(unknown, 0, j);
              for (let k = 0; k < times; k++) {
                to.data[column + k] = (to.data[column + k] as number) + value * (time[t * times + k] as number);
              }
            }
          });
        }
      }
    });
  }
}

/** The lower triangle of AᵀA inside its band, [columns][columns]; the caller frees it. */
export function normalMatrix({ panels, columns }: Panels, kernels: DenseKernels): Matrix {
  const normal = matrix(kernels.allocate(columns * columns), columns, columns);
  for (const { matrix: rows, firstColumn } of panels) {
    const to = block(normal, firstColumn, firstColumn, rows.columns, rows.columns);
    kernels.multiplyAdd(1, transposed(rows), rows, to, "lower");
  }
  return normal;
}
