import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { fromSystem } from "./file-error.ts";
import { lookup3 } from "./lookup3.ts";

/**
 * The end of a growing HDF5 file as its superblock states it.
 *
 * HDF5 writes data and their index first and the new end of the file last, so a process that dies within a flush leaves
 * an index that points behind the stated end, and HDF5 then refuses the file. With an end stated ahead of time the file
 * can be opened at every moment. The room costs no disk: it is a hole at the end, closed with the file.
 */
export interface FileEnd {
  /** States an end with room for the next flush; call after HDF5 has flushed. */
  moveAhead(): void;
  /** States the true end; call after the last flush, before HDF5 closes the file. */
  restore(): void;
}

/** Places in a superblock of version 2 or 3 (HDF5 File Format Specification 3.0, section II.A). */
const superblock = { bytes: 48, version: 8, sizeOfOffsets: 9, end: 28, checksum: 44 } as const;

/**
 * The stated end of the file at `path`, which HDF5 holds open.
 *
 * @param growth More bytes than the data written between two flushes can take. The index takes less than a MiB and a
 * 64th of the file more: then an end that is still the stated one was not written by HDF5.
 */
export function fileEnd(path: string, growth: number): FileEnd {
  let stated: number | undefined;
  let actual = 0;

  function state(room: (end: number) => number): void {
    let file: number | undefined;
    try {
      file = openSync(path, "r+");
      const bytes = new Uint8Array(superblock.bytes);
      const block = new DataView(bytes.buffer);
      if (readSync(file, bytes, 0, bytes.length, 0) < bytes.length || !isKnown(block)) return;
      const found = Number(block.getBigUint64(superblock.end, true));
      if (found !== stated) actual = found;
      stated = actual + room(actual);
      block.setBigUint64(superblock.end, BigInt(stated), true);
      block.setUint32(superblock.checksum, lookup3(bytes.subarray(0, superblock.checksum)), true);
      const { size } = fstatSync(file);
      if (stated > size) ftruncateSync(file, stated); // a file longer than its stated end is sound, a shorter one is not
      writeSync(file, bytes, 0, bytes.length, 0);
      if (stated < size) ftruncateSync(file, stated);
    } catch (cause) {
      throw fromSystem("write", path, cause);
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }
  return {
    moveAhead: () => state((end) => growth + 2 ** 20 + Math.ceil(end / 64)),
    restore: () => state(() => 0),
  };
}

function isKnown(block: DataView): boolean {
  const version = block.getUint8(superblock.version);
  return (version === 2 || version === 3) && block.getUint8(superblock.sizeOfOffsets) === 8;
}
