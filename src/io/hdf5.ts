import type * as H5 from "h5wasm/node";
import { SechError } from "../core/index.ts";
import { diskFull, type FileAction, fileError } from "./file-error.ts";

/** The HDF5 library, compiled to WebAssembly. */
export type Hdf5 = typeof H5;

let loading: Promise<Hdf5> | undefined;

/** Loads the HDF5 library on first use: 0.1 s. */
export function loadHdf5(): Promise<Hdf5> {
  loading ??= import("h5wasm/node").then(async (library) => {
    await library.ready;
    return library;
  });
  return loading;
}

/**
 * Runs HDF5 calls on one file and throws `SechError` with code `"file"` when any of them failed.
 *
 * The library returns no status from most calls but reports each failure on its error stream; that report is caught
 * here instead of being printed, and is the sign of failure.
 */
export function guarded<T>(hdf5: Hdf5, action: FileAction, path: string, work: () => T): T {
  const report = captureErrors(hdf5);
  try {
    const result = work();
    const text = report.stop();
    if (text === "") return result;
    throw reported(action, path, text);
  } catch (cause) {
    const text = report.stop();
    if (cause instanceof SechError) throw cause;
    if (text === "") throw fileError(action, path, String(cause), undefined, cause);
    throw reported(action, path, text);
  }
}

function reported(action: FileAction, path: string, text: string): SechError {
  const system = systemMessage(text);
  if (system !== undefined && noRoom.has(system)) return diskFull(path);
  return fileError(action, path, ...explain(text));
}

/** What the C library says where a file cannot grow (ENOSPC, EFBIG, EDQUOT). */
const noRoom: ReadonlySet<string> = new Set([
  "No space left on device",
  "File too large",
  "Disk quota exceeded",
  "Quota exceeded",
]);

const stderr = 2;

/** Collects what the library writes to its error stream until `stop`, which hands the text back. */
function captureErrors({ FS }: Hdf5): { stop(): string } {
  if (FS === null) throw new Error("the HDF5 library is not loaded");
  const { write } = FS;
  const parts: string[] = [];
  FS.write = (stream, buffer, offset, length, position) => {
    if ((stream as { fd?: number }).fd !== stderr) return write(stream, buffer, offset, length, position);
    parts.push(new TextDecoder().decode(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length)));
    return length;
  };
  return {
    stop: () => {
      FS.write = write;
      return parts.join("");
    },
  };
}

/** The reason in a report, outermost failure first, of the HDF5 library; the first that is understood. */
function explain(report: string): readonly [why: string, attempt?: string] {
  const truncated = /truncated file: eof = (\d+).*?stored_eof = (\d+)/.exec(report);
  if (truncated) return [`it is cut off: ${truncated[1]} of ${truncated[2]} bytes are there`, "an intact copy"];
  if (/signature not found/.test(report)) return ["it is not an HDF5 or netCDF-4 file", "another file"];
  const system = systemMessage(report);
  if (system !== undefined) return [system];
  const innermost = [...report.matchAll(/in \w+\(\): (.+)/g)].at(-1);
  return [`HDF5: ${innermost?.[1] ?? report.split("\n")[0]}`];
}

function systemMessage(report: string): string | undefined {
  return /error message = '([^']+)'/.exec(report)?.[1];
}
