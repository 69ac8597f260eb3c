import { writeFileAtomic } from "./write-file-atomic.ts";

/** A named column of a table. */
export interface Column {
  readonly name: string;
  /** Shape [rows]; null is a missing text. */
  readonly data: Float64Array | readonly (string | null)[];
  /** The number that stands for a missing one; NaN may. @defaultValue none is missing */
  readonly missing?: number;
}

/** Writes a table as a Parquet file: numbers as DOUBLE, text as UTF-8. The file appears whole or not at all. */
export async function writeParquet(path: string, columns: readonly Column[]): Promise<void> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columnData = columns.map(({ name, data, missing }) =>
    data instanceof Float64Array
      ? { name, data: withNulls(data, missing), type: "DOUBLE" as const }
      : { name, data: [...data], type: "STRING" as const },
  );
  await writeFileAtomic(path, new Uint8Array(parquetWriteBuffer({ columnData })));
}

function withNulls(data: Float64Array, missing: number | undefined): Float64Array | (number | null)[] {
  if (missing === undefined || !data.some((value) => Object.is(value, missing))) return data;
  return Array.from(data, (value) => (Object.is(value, missing) ? null : value));
}
