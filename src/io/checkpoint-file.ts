import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { fromSystem } from "./file-error.ts";

/**
 * Writes the bytes of a checkpoint, or leaves the one before: they are written under a temporary name in the same folder,
 * brought to the disk and renamed, so that a process which dies at any moment leaves a whole one. It returns when that is
 * done, for a run that goes on must not change what is being written.
 *
 * @throws SechError with code `"file"` or `"disk-full"`.
 */
export function writeCheckpointFile(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.tmp`; // one run writes it, so what a killed one left is overwritten
  let file: number | undefined;
  try {
    file = openSync(temporary, "w");
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    fsyncSync(file);
    renameSync(temporary, path);
  } catch (cause) {
    if (file !== undefined) rmSync(temporary, { force: true });
    throw fromSystem("write", path, cause);
  } finally {
    if (file !== undefined) closeSync(file);
  }
  synchroniseFolder(dirname(path));
}

/** The bytes of a checkpoint; undefined where there is no file. @throws SechError with code `"file"`. */
export function readCheckpointFile(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw fromSystem("read", path, cause);
  }
}

/** Removes a checkpoint, and what a killed process began to write of the next. */
export function removeCheckpointFile(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}.tmp`, { force: true });
}

/** Makes the new name last; not every system can synchronise a folder. */
function synchroniseFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // the file itself is safe
  }
}
