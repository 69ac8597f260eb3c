import { type FileHandle, open } from "node:fs/promises";
import { fileError, fromSystem } from "./file-error.ts";
import { pieceBytes, type SeriesSource } from "./series-source.ts";

/** Numbers of one type, one behind the other. */
interface Layout {
  readonly offset: number;
  readonly bytes: 1 | 2 | 4 | 8;
  read(view: DataView, at: number): number;
  /** Number of values; rows of `columns` of them. */
  readonly count: number;
  readonly columns: number;
}

/** A raw file of little-endian float64 numbers. */
export async function openRaw(path: string): Promise<SeriesSource> {
  return opened(path, async (file) => {
    const { size } = await file.stat();
    if (size % 8 !== 0) throw fileError("read", path, `its ${size} bytes are not whole float64 numbers`);
    const layout: Layout = { offset: 0, bytes: 8, read: float64, count: size / 8, columns: 1 };
    return { description: "raw float64", length: layout.count, pieces: () => pieces(path, layout, 0) };
  });
}

/** A NumPy array file and its shape; a column of a two-dimensional one, or all its numbers row by row. */
export async function openNpy(
  path: string,
  column?: number,
): Promise<SeriesSource & { readonly shape: readonly number[] }> {
  return opened(path, async (file) => {
    const { shape, ...layout } = await npyLayout(path, file);
    if (column !== undefined && !(Number.isInteger(column) && column >= 0 && column < layout.columns)) {
      throw fileError("read", path, `it has no column ${column}`, `0 to ${layout.columns - 1}`);
    }
    const length = column === undefined ? layout.count : layout.count / layout.columns;
    return {
      shape,
      description: `shape [${shape.join(", ")}]${column === undefined ? "" : `, column ${column}`}`,
      length,
      pieces: () => pieces(path, column === undefined ? { ...layout, columns: 1 } : layout, column ?? 0),
    };
  });
}

const float64 = (view: DataView, at: number) => view.getFloat64(at, true);

/** By NumPy's code of the type; u8 and i8 lose what exceeds 2^53. */
const types: Readonly<Record<string, Pick<Layout, "bytes" | "read">>> = {
  "<f8": { bytes: 8, read: float64 },
  "<f4": { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  "<i8": { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  "<i4": { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  "<i2": { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  "|i1": { bytes: 1, read: (view, at) => view.getInt8(at) },
  "<u8": { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  "<u4": { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  "<u2": { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  "|u1": { bytes: 1, read: (view, at) => view.getUint8(at) },
  ">f8": { bytes: 8, read: (view, at) => view.getFloat64(at) },
};

async function npyLayout(path: string, file: FileHandle): Promise<Layout & { readonly shape: readonly number[] }> {
  const start = new DataView(new ArrayBuffer(12));
  await file.read(start, 0, 12, 0);
  if (start.getUint32(0) !== 0x934e554d) throw fileError("read", path, "it is not a NumPy array file");
  const wide = start.getUint8(6) >= 2;
  const size = wide ? start.getUint32(8, true) : start.getUint16(8, true);
  const text = new Uint8Array(size);
  await file.read(text, 0, size, wide ? 12 : 10);
  const header = new TextDecoder("latin1").decode(text);
  const type = /'descr':\s*'([^']+)'/.exec(header)?.[1] ?? "";
  const known = types[type];
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? "").split(",").filter((part) => part.trim() !== "");
  if (known === undefined) throw fileError("read", path, `its type ${type} is not of real numbers`, "float64");
  if (/'fortran_order':\s*True/.test(header) && shape.length > 1) {
    throw fileError("read", path, "its columns come first", "numpy.ascontiguousarray");
  }
  const extents = shape.map(Number);
  const count = extents.reduce((product, extent) => product * extent, 1);
  const offset = (wide ? 12 : 10) + size;
  if ((await file.stat()).size < offset + count * known.bytes) throw fileError("read", path, "it is cut off");
  return { shape: extents, offset, ...known, count, columns: extents.slice(1).reduce((product, n) => product * n, 1) };
}

async function* pieces(path: string, layout: Layout, column: number): AsyncIterable<Float64Array> {
  const { offset, bytes, read, count, columns } = layout;
  const row = bytes * columns;
  const rows = Math.max(1, Math.floor(pieceBytes / row));
  const view = new DataView(new ArrayBuffer(rows * row));
  const piece = new Float64Array(rows);
  const file = await open(path, "r");
  try {
    for (let done = 0; done < count / columns; ) {
      const { bytesRead } = await file.read(view, 0, view.byteLength, offset + done * row);
      const whole = Math.min(Math.floor(bytesRead / row), count / columns - done);
      if (whole === 0) throw fileError("read", path, "it is cut off");
      for (let i = 0; i < whole; i++) piece[i] = read(view, i * row + column * bytes);
      done += whole;
      yield piece.subarray(0, whole);
    }
  } finally {
    await file.close();
  }
}

async function opened<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw fromSystem("read", path, cause);
  });
  try {
    return await use(file);
  } catch (cause) {
    throw fromSystem("read", path, cause);
  } finally {
    await file.close();
  }
}
