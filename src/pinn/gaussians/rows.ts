import { type DenseKernels, type Tape, tapeIsLinear } from "../../core/index.ts";
import { type Fields, tensorFields } from "./fields.ts";
import { linearise } from "./linearise.ts";
import type { Nodes } from "./nodes.ts";
import type { Partial, Space } from "./space.ts";

/** Something that must vanish on a grid of points. */
export interface Rows {
  readonly name: string;
  /** Its first inputs are `partials`, the others `given`. */
  readonly tape: Tape;
  readonly partials: readonly Partial[];
  /** One for every axis of the space. */
  readonly nodes: readonly Nodes[];
  /** Further inputs of the tape on the grid, the last axis fastest. */
  readonly given: readonly Float64Array[];
  /** Factor of the rows of each output, beside the square root of the points' weights. */
  readonly weights: readonly number[];
}

/** The grid that the nodes of the axes span: each axis's coordinate, and the root of the weight, at every point. */
export function gridOf(nodes: readonly Nodes[]): {
  readonly columns: readonly Float64Array[];
  readonly roots: Float64Array;
} {
  const count = nodes.reduce((product, { points }) => product * points.length, 1);
  const roots = new Float64Array(count).fill(1);
  let stride = count;
  const columns = nodes.map(({ points, weights }) => {
    stride /= points.length;
    const column = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const at = Math.floor(i / stride) % points.length;
      column[i] = points[at] as number;
      roots[i] = (roots[i] as number) * Math.sqrt(weights[at] as number);
    }
    return column;
  });
  return { columns, roots };
}

/** Rows that have been linearised at some coefficients. */
export interface LinearRows {
  readonly rows: Rows;
  readonly fields: Fields;
  /** Where its residuals start among all. */
  readonly offset: number;
  /** By output, then by partial: [points], weighted, or null for zeros. */
  slopes: readonly (readonly (Float64Array | null)[])[];
}

/** The residuals of several rows as a function of the coefficients, and its derivative. */
export interface RowSystem {
  readonly count: number;
  readonly columns: number;
  readonly linear: boolean;
  readonly parts: readonly LinearRows[];
  /** Weighted residuals at the coefficients, about which the operator is linearised from now on. */
  linearise(coefficients: Float64Array, residuals: Float64Array): void;
  /** out += A v */
  times(v: Float64Array, out: Float64Array): void;
  /** out += Aᵀ v */
  transposedTimes(v: Float64Array, out: Float64Array): void;
  free(): void;
}

/** Gathers rows over one space. */
export function rowSystem(space: Space, all: readonly Rows[], kernels: DenseKernels): RowSystem {
  let offset = 0;
  const parts: LinearRows[] = [];
  const roots: Float64Array[] = [];
  for (const rows of all) {
    const grid = gridOf(rows.nodes);
    const places = rows.nodes.map(({ points }) => points);
    parts.push({ rows, fields: tensorFields(space, rows.partials, places, kernels), offset, slopes: [] });
    roots.push(grid.roots);
    offset += rows.tape.outputs.length * grid.roots.length;
  }
  const columns = space.unknowns * space.functions;
  return {
    count: offset,
    columns,
    linear: all.every(({ tape, partials }) => tapeIsLinear(tape, partials.length)),
    parts,
    linearise(coefficients, residuals) {
      parts.forEach((part, index) => {
        const { rows, fields } = part;
        const { points } = fields;
        const root = roots[index] as Float64Array;
        const inputs = [...fields.forward(coefficients), ...rows.given];
        const { values, slopes } = linearise(rows.tape, inputs, rows.partials.length, points);
        values.forEach((value, o) => {
          const weight = rows.weights[o] as number;
          const start = part.offset + o * points;
          for (let i = 0; i < points; i++) residuals[start + i] = weight * (root[i] as number) * (value[i] as number);
          for (const slope of slopes[o] as readonly (Float64Array | null)[]) {
            if (slope === null) continue;
            for (let i = 0; i < points; i++) slope[i] = weight * (root[i] as number) * (slope[i] as number);
          }
        });
        part.slopes = slopes;
      });
    },
    times(v, out) {
      for (const { fields, slopes, offset } of parts) {
        const inputs = fields.forward(v);
        slopes.forEach((row, o) => {
          row.forEach((slope, p) => {
            if (slope !== null) addProduct(out, offset + o * fields.points, slope, inputs[p] as Float64Array);
          });
        });
      }
    },
    transposedTimes(v, out) {
      for (const { fields, slopes, offset } of parts) {
        fields.inputs.forEach((input, p) => {
          input.fill(0);
          slopes.forEach((row, o) => {
            const slope = row[p];
            if (slope === null || slope === undefined) return;
            const start = offset + o * fields.points;
            for (let i = 0; i < slope.length; i++)
              input[i] = (input[i] as number) + (slope[i] as number) * (v[start + i] as number);
          });
        });
        fields.back(out);
      }
    },
    free() {
      for (const { fields } of parts) fields.free();
    },
  };
}

function addProduct(out: Float64Array, start: number, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) {
    out[start + i] = (out[start + i] as number) + (a[i] as number) * (b[i] as number);
  }
}
