import { createHash } from "node:crypto";
import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import type { SechError } from "../core/index.ts";
import { type FileAction, fileError, fromSystem } from "./file-error.ts";

/**
 * Rows of float64 numbers in a file that only grows: what a run has saved so far, beside its checkpoint.
 *
 * Rows are raw numbers in the byte order of the machine, one behind the other. A checkpoint that notes the number of rows
 * and their digest after `synchronise` can rely on them, whatever is appended or half appended later.
 */
export interface RowLog {
  readonly rows: number;
  /** Hands every row on, in order; the array is overwritten afterwards. */
  forEach(use: (row: Float64Array) => void): void;
  /** Adds a row. */
  append(row: Float64Array): void;
  /** Brings the rows to the disk, and hands back the SHA-256 of all of them in hexadecimal. */
  synchronise(): string;
  close(): void;
  /** Closes and removes the file. */
  discard(): void;
}

/** How much of a log is kept when it is opened again. */
export interface KeptRows {
  readonly rows: number;
  /** What `synchronise` said after that many rows. */
  readonly digest: string;
}

/**
 * Opens a log of rows with `width` numbers each: an empty one, or one with the rows to be kept, from which everything
 * behind them is cut off.
 *
 * @throws SechError with code `"file"` when kept rows are missing or damaged, here and from every method when the file
 * cannot be written.
 */
export function openRowLog(path: string, width: number, kept?: KeptRows): RowLog {
  const hash = createHash("sha256");
  const guarded = <T>(work: () => T, action: FileAction = "write"): T => {
    try {
      return work();
    } catch (cause) {
      throw fromSystem(action, path, cause);
    }
  };
  const file = kept === undefined ? guarded(() => openSync(path, "w")) : guarded(() => openSync(path, "r+"), "read");
  let rows = kept?.rows ?? 0;
  let open = true;
  function close(): void {
    if (open) closeSync(file);
    open = false;
  }
  const forEach = (use: (row: Float64Array) => void) => eachRow(file, path, width, rows, use);
  if (kept !== undefined) {
    try {
      forEach((row) => hash.update(new Uint8Array(row.buffer)));
      if (hash.copy().digest("hex") !== kept.digest) throw unusable(path, "its checksum does not match");
      guarded(() => ftruncateSync(file, 8 * width * rows));
    } catch (error) {
      close();
      throw error;
    }
  }
  return {
    get rows() {
      return rows;
    },
    forEach,
    append(row) {
      const bytes = new Uint8Array(row.buffer, row.byteOffset, row.byteLength).slice();
      const start = 8 * width * rows;
      guarded(() => {
        for (let done = 0; done < bytes.length; ) {
          done += writeSync(file, bytes, done, bytes.length - done, start + done);
        }
      });
      hash.update(bytes);
      rows += 1;
    },
    synchronise: () => {
      guarded(() => fsyncSync(file));
      return hash.copy().digest("hex");
    },
    close,
    discard() {
      close();
      rmSync(path, { force: true });
    },
  };
}

function eachRow(file: number, path: string, width: number, rows: number, use: (row: Float64Array) => void): void {
  const row = new Float64Array(width);
  const bytes = new Uint8Array(row.buffer);
  for (let n = 0; n < rows; n++) {
    if (readSync(file, bytes, 0, bytes.length, n * bytes.length) < bytes.length) {
      throw unusable(path, `it has ${n} of the ${rows} rows that its checkpoint needs`);
    }
    use(row);
  }
}

function unusable(path: string, why: string): SechError {
  return fileError("read", path, why, "removing the checkpoint, to start from the beginning");
}
