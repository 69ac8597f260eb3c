import { writeFileAtomic } from "./write-file-atomic.ts";

/** A named column of a table. */
export interface Column {
  readonly name: string;
  /** Shape [rows]. */
  readonly data: Float64Array | readonly string[];
}

/** Writes a table as a Parquet file: numbers as DOUBLE, text as UTF-8. The file appears whole or not at all. */
export async function writeParquet(path: string, columns: readonly Column[]): Promise<void> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columnData = columns.map(({ name, data }) =>
    data instanceof Float64Array
      ? { name, data, type: "DOUBLE" as const }
      : { name, data: [...data], type: "STRING" as const },
  );
  await writeFileAtomic(path, new Uint8Array(parquetWriteBuffer({ columnData })));
}
