import { rmSync } from "node:fs";
import type * as H5 from "h5wasm/node";
import { type Attribute, type Dataset, requireNumber } from "../core/index.ts";
import { putAttributes, requireAttributes } from "./attributes.ts";
import { netcdfOptions } from "./define.ts";
import { type FileEnd, fileEnd } from "./file-end.ts";
import { fileError } from "./file-error.ts";
import { requireSpace } from "./free-space.ts";
import { guarded, type Hdf5, loadHdf5 } from "./hdf5.ts";
import { growthLimit, layout } from "./layout.ts";
import { type Row, type RowBuffer, rowBuffer } from "./row-buffer.ts";
import { replaceNetcdf } from "./write-netcdf.ts";

/** How a growing file is written. */
export interface CreateNetcdfOptions {
  /** The dimension that grows: the first of every variable that has it. */
  readonly unlimited: string;
  /** Rows after which the file is brought up to date. @defaultValue `16` */
  readonly flushEvery?: number;
}

/** A netCDF file that grows row by row along its unlimited dimension. */
export interface NetcdfWriter {
  /** The file's absolute path. */
  readonly path: string;
  /** Rows in the file and in the buffer. */
  readonly rows: number;
  /**
   * Adds one row: a value for every variable along the unlimited dimension, a number for a variable that has no other
   * dimension. Values are copied. A row that does not fit is refused whole; one that cannot be written, because the disk
   * is full, stays in the buffer for the next flush.
   */
  append(row: Row): void;
  /** Writes buffered rows; what is written survives the death of the process, but not a power failure. */
  flush(): void;
  /** Writes buffered rows and attributes of the whole file, and closes it. A second call does nothing. */
  close(attributes?: Readonly<Record<string, Attribute>>): void;
  /** Closes and removes the file. */
  discard(): void;
}

/**
 * Creates a netCDF-4 file that is then appended to, in constant memory.
 *
 * A file that exists at the path is replaced once the new one has its complete header, so a process that dies before
 * leaves the old file, and one that dies later a file with the rows of the last flush; rows of a flush that it was in
 * may be there too, or be NaN. HDF5 itself gives no guarantee for death within a flush, and one weak moment is left:
 * between a few writes of every 64th flush, when the index of a variable divides. Keep restart data in a file of its own.
 *
 * @param header Dimensions, variables and attributes; its rows along the unlimited dimension, if any, come first.
 * @throws SechError as `writeNetcdf` does, here and from every method.
 */
export async function createNetcdf(path: string, header: Dataset, options: CreateNetcdfOptions): Promise<NetcdfWriter> {
  const { unlimited, flushEvery = 16 } = options;
  requireNumber("flushEvery", flushEvery, (n) => Number.isInteger(n) && n >= 1, "a positive integer", "16");
  const plan = layout(header, unlimited, flushEvery);
  const hdf5 = await loadHdf5();
  const target = await replaceNetcdf(hdf5, path, plan);
  return guarded(hdf5, "write", target, () => {
    const open = { path: target, hdf5, file: new hdf5.File(target, "a", netcdfOptions) };
    return writer(open, rowBuffer(header, unlimited, plan.block), header, fileEnd(target, growthLimit(plan)));
  });
}

interface OpenFile {
  readonly path: string;
  readonly hdf5: Hdf5;
  readonly file: H5.File;
}

function writer({ path, hdf5, file }: OpenFile, buffer: RowBuffer, header: Dataset, end: FileEnd): NetcdfWriter {
  let written = header.dimensions[buffer.unlimited]!;
  let open = true;
  end.moveAhead();

  function guard(work: () => void): void {
    if (!open) throw fileError("write", path, "its writer is closed", "createNetcdf");
    guarded(hdf5, "write", path, work);
  }
  function flush(): void {
    guard(() => {
      if (buffer.rows === 0) return;
      requireSpace(path, buffer.bytes);
      extend(file, buffer, header, written);
      file.flush();
    });
    written += buffer.rows;
    buffer.clear();
    end.moveAhead();
  }
  function shut(): void {
    open = false;
    try {
      end.restore();
    } finally {
      guarded(hdf5, "write", path, () => file.close());
    }
  }
  return {
    path,
    get rows() {
      return written + buffer.rows;
    },
    append: (row) => {
      if (buffer.rows === buffer.capacity) flush(); // left by a flush that failed
      guard(() => buffer.add(row));
      if (buffer.rows === buffer.capacity) flush();
    },
    flush,
    close: (attributes = {}) => {
      if (!open) return;
      requireAttributes(attributes);
      try {
        flush();
        guard(() => {
          putAttributes(file, attributes);
          file.flush();
        });
      } finally {
        shut();
      }
    },
    discard: () => {
      try {
        if (open) shut();
      } finally {
        rmSync(path, { force: true });
      }
    },
  };
}

/** Makes room for the buffered rows and writes them; a dimension without coordinate only becomes longer. */
function extend(file: H5.File, buffer: RowBuffer, header: Dataset, start: number): void {
  const stop = start + buffer.rows;
  for (const { name, shape, values } of buffer.columns()) {
    const target = file.get(name) as H5.Dataset;
    target.resize([stop, ...shape]);
    target.write_slice([[start, stop]], values);
  }
  if (header.variables[buffer.unlimited] === undefined) (file.get(buffer.unlimited) as H5.Dataset).resize([stop]);
}
