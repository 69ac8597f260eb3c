/** Files: netCDF-4 data sets, written whole or row by row, and atomic writing of any file. Runs in Node only. */
export { readCheckpointFile, removeCheckpointFile, writeCheckpointFile } from "./checkpoint-file.ts";
export { type CreateNetcdfOptions, createNetcdf, type NetcdfWriter } from "./create-netcdf.ts";
export { openNpy, openRaw } from "./read-binary.ts";
export { csvColumns, openCsv } from "./read-csv.ts";
export { readNetcdf } from "./read-netcdf.ts";
export type { Row } from "./row-buffer.ts";
export { type KeptRows, openRowLog, type RowLog } from "./row-log.ts";
export type { SeriesSource } from "./series-source.ts";
export { writeFileAtomic } from "./write-file-atomic.ts";
export { type WriteNetcdfOptions, writeNetcdf } from "./write-netcdf.ts";
export { type Column, writeParquet } from "./write-parquet.ts";
