import type { Dataset } from "../core/index.ts";
import { define, netcdfOptions } from "./define.ts";
import { guarded, type Hdf5, loadHdf5 } from "./hdf5.ts";
import { type Layout, layout } from "./layout.ts";
import { beginReplacement } from "./replacement.ts";

/** How `writeNetcdf` lays out a file. */
export interface WriteNetcdfOptions {
  /** A dimension that other programs may extend. @defaultValue none: every dimension has a fixed length */
  readonly unlimited?: string;
}

/**
 * Writes a whole dataset as a netCDF-4 file, which is also an HDF5 file.
 *
 * Every dimension is a dimension scale, with the variable of its name as the coordinate; units and long names are
 * attributes of the variables; numbers are float64, text is UTF-8. The file is complete or is not there: it is written
 * under a temporary name in the same folder, and replaces a file of its name at the end.
 *
 * @throws SechError with code `"file"` when the file cannot be written, `"invalid-argument"` when netCDF cannot hold it.
 */
export async function writeNetcdf(path: string, dataset: Dataset, options: WriteNetcdfOptions = {}): Promise<void> {
  await replaceNetcdf(await loadHdf5(), path, layout(dataset, options.unlimited, 1024));
}

/** Writes the file of a layout under a temporary name and renames it; hands its absolute path back. */
export async function replaceNetcdf(hdf5: Hdf5, path: string, plan: Layout): Promise<string> {
  const replacement = await beginReplacement(path);
  try {
    guarded(hdf5, "write", replacement.path, () => create(hdf5, replacement.temporary, plan));
  } catch (cause) {
    await replacement.abandon();
    throw cause;
  }
  await replacement.commit();
  return replacement.path;
}

function create(hdf5: Hdf5, temporary: string, plan: Layout): void {
  const file = new hdf5.File(temporary, "w", netcdfOptions);
  try {
    define(file, plan);
    file.flush();
  } finally {
    file.close();
  }
}
