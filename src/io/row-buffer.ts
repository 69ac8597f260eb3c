import { type Dataset, invalid, type Tensor } from "../core/index.ts";
import { rowLength, rowValues } from "./values.ts";

/** One value for each variable along the unlimited dimension: a number, or an array of the variable's other dimensions. */
export type Row = Readonly<Record<string, number | Float64Array | Tensor>>;

/** The buffered rows of one variable. */
interface Column {
  readonly name: string;
  /** Shape of one row. */
  readonly shape: readonly number[];
  /** The rows one behind the other. */
  readonly values: Float64Array;
}

/** Rows that wait to be written. */
export interface RowBuffer {
  /** The dimension along which rows are added. */
  readonly unlimited: string;
  readonly capacity: number;
  readonly rows: number;
  /** Size of the buffered rows. */
  readonly bytes: number;
  /** Copies a row in, or refuses it whole. */
  add(row: Row): void;
  columns(): readonly Column[];
  clear(): void;
}

/** A buffer for the variables along `unlimited`; its coordinate comes last. */
export function rowBuffer({ dimensions, variables }: Dataset, unlimited: string, capacity: number): RowBuffer {
  const names = Object.keys(variables).filter((name) => variables[name]!.dimensions[0] === unlimited);
  names.sort((a, b) => Number(a === unlimited) - Number(b === unlimited));
  const stores = names.map((name) => {
    const shape = variables[name]!.dimensions.slice(1).map((dimension) => dimensions[dimension]!);
    const width = rowLength([1, ...shape]);
    return { name, shape, width, values: new Float64Array(capacity * width) };
  });
  let rows = 0;
  return {
    unlimited,
    capacity,
    get rows() {
      return rows;
    },
    get bytes() {
      return stores.reduce((sum, { width }) => sum + rows * width * Float64Array.BYTES_PER_ELEMENT, 0);
    },
    add: (row) => {
      requireNames(row, names, unlimited);
      const parts = stores.map(({ name, shape }) => flat(row[name]!, name, shape));
      parts.forEach((part, i) => {
        stores[i]!.values.set(part, rows * stores[i]!.width);
      });
      rows++;
    },
    columns: () =>
      stores.map(({ name, shape, width, values }) => ({ name, shape, values: values.subarray(0, rows * width) })),
    clear: () => {
      rows = 0;
    },
  };
}

function requireNames(row: Row, names: readonly string[], unlimited: string): void {
  const got = Object.keys(row);
  if (got.length === names.length && names.every((name) => row[name] !== undefined)) return;
  throw invalid({ what: `a row must have a value for each variable along ${unlimited}: ${names.join(", ")}`, got });
}

function flat(value: Row[string], name: string, shape: readonly number[]): Float64Array {
  if (typeof value === "number" && shape.length === 0) return Float64Array.of(value);
  if (value instanceof Float64Array && value.length === rowLength([1, ...shape])) return value;
  const got = typeof value === "number" ? [] : "shape" in value ? value.shape : [value.length];
  if (got.join() !== shape.join())
    throw invalid({ what: `a row of ${name} must have shape [${shape.join(", ")}]`, got });
  return rowValues(value as Tensor, 0, got[0] ?? 1);
}
