/** A matrix inside an array: element (i, j) is `data[offset + i rowStride + j columnStride]`. */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** A row-major matrix; without `offset` and `rowStride` it fills the array from its start. */
export function matrix(data: Float64Array, rows: number, columns: number, offset = 0, rowStride = columns): Matrix {
  return { data, rows, columns, offset, rowStride, columnStride: 1 };
}

/** The same numbers with rows and columns exchanged. */
export function transposed({ data, rows, columns, offset, rowStride, columnStride }: Matrix): Matrix {
  return { data, rows: columns, columns: rows, offset, rowStride: columnStride, columnStride: rowStride };
}

/** The rows from `row` and the columns from `column` on. */
export function block(a: Matrix, row: number, column: number, rows: number, columns: number): Matrix {
  const { data, offset, rowStride, columnStride } = a;
  return { data, rows, columns, offset: offset + row * rowStride + column * columnStride, rowStride, columnStride };
}
