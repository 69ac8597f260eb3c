import { randomBytes } from "node:crypto";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileError, fromSystem } from "./file-error.ts";

/** A file being prepared under a temporary name, which takes its final name only when it is complete. */
interface Replacement {
  /** The final path, absolute, links followed. */
  readonly path: string;
  /** Where to write meanwhile: an empty file in the same folder. */
  readonly temporary: string;
  /** Brings the temporary file to the disk and gives it the final name, replacing what was there. */
  commit(): Promise<void>;
  /** Removes the temporary file. */
  abandon(): Promise<void>;
}

/** Begins to replace the file at `path`, which stays as it is until `commit`. Throws `SechError` with code `"file"`. */
export async function beginReplacement(path: string): Promise<Replacement> {
  const target = await realpath(path).catch(() => resolve(path));
  await refuseOtherKinds(target);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  const abandon = () => rm(temporary, { force: true });
  try {
    await (await open(temporary, "wx")).close();
  } catch (cause) {
    throw fromSystem("write", target, cause);
  }
  async function commit(): Promise<void> {
    try {
      await synchronise(temporary);
      await rename(temporary, target);
    } catch (cause) {
      await abandon();
      throw fromSystem("write", target, cause);
    }
    await synchronise(dirname(target)).catch(() => undefined); // not every system can synchronise a folder
  }
  return { path: target, temporary, commit, abandon };
}

async function refuseOtherKinds(target: string): Promise<void> {
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory()) throw fileError("write", target, "it is a folder", "another name");
  if (found !== undefined && !found.isFile())
    throw fileError("write", target, "it is a device or a pipe", "a file name");
}

async function synchronise(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
