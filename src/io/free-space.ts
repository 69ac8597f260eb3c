import { statfsSync } from "node:fs";
import { diskFull } from "./file-error.ts";

/** Room for what HDF5 writes about the data itself. */
const reserve = 2 ** 20;

/**
 * Throws unless the disk has room for `bytes` more of data in an open file.
 *
 * Asked before HDF5 begins to write, because a disk that fills up in the middle leaves a file that cannot be opened.
 */
export function requireSpace(path: string, bytes: number): void {
  const { bavail, blocks, bsize } = statfsSync(path);
  if (blocks === 0 || bavail * bsize >= bytes + reserve) return; // some file systems do not say
  throw diskFull(path);
}
