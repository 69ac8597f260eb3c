import { existsSync } from "node:fs";
import { mkdir, stat, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { SechError } from "../core/index.ts";

const reasons: Readonly<Record<string, string>> = {
  EEXIST: "it is a file",
  ENOTDIR: "a part of it is a file",
  ENOENT: "nothing can be made there",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
};

/** Makes a directory and those above it; throws one clear line where that cannot be. */
export async function makeDirectory(directory: string): Promise<void> {
  await make(directory).catch((error: NodeJS.ErrnoException) => {
    const why = reasons[error.code ?? ""] ?? error.message;
    throw new SechError("file", {
      what: `cannot make the directory ${directory}`,
      why,
      attempt: "--out with another one",
    });
  });
}

/** Throws where a file of so many bytes would not fit into a directory, which need not exist yet. */
export async function requireSpace(directory: string, bytes: number): Promise<void> {
  let existing = resolve(directory);
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  if (bytes <= bavail * bsize || bavail === 0) return; // a file system without blocks of its own has none free
  const gigabytes = (n: number) => `${(n / 1e9).toFixed(1)} GB`;
  throw new SechError("file", {
    what: `the run would write ${gigabytes(bytes)}`,
    why: `${directory} has ${gigabytes(bavail * bsize)}`,
    attempt: "fewer snapshots",
  });
}

// Not mkdir's own `recursive`, which never returns where a file system refuses every entry, as below /proc.
async function make(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(directory)).isDirectory()) return;
    if (code !== "ENOENT" || dirname(directory) === directory) throw error;
    await make(dirname(directory));
    await mkdir(directory);
  }
}
