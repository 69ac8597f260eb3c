import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { fileError, fromSystem } from "./file-error.ts";

/** What a program keeps in order to go on later: texts and float64 vectors by name. */
export interface Checkpoint {
  /** What kind of run it belongs to, e.g. `"nlse"`. */
  readonly kind: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly vectors: Readonly<Record<string, Float64Array>>;
}

/**
 * The file: 8 bytes of signature, the version and the length of the header as little-endian uint32, the header as JSON in
 * UTF-8 padded by spaces to 8 bytes, the vectors one behind the other in the byte order of the machine, and the SHA-256 of
 * all that.
 */
const signature = "SECHCKPT";
const version = 1;
const prefix = 16;
const digestBytes = 32;

interface Header {
  readonly kind: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly vectors: readonly (readonly [name: string, length: number])[];
}

/**
 * Writes a checkpoint, or leaves the one before: it is written under a temporary name in the same folder, brought to the
 * disk and renamed, so that a process which dies at any moment leaves a whole one.
 *
 * @throws SechError with code `"file"` or `"disk-full"`.
 */
export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  const temporary = `${path}.tmp`; // one run writes it, so what a killed one left is overwritten
  try {
    const file = openSync(temporary, "w");
    try {
      for (const part of encode(checkpoint)) writeAll(file, part);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw fromSystem("write", path, cause);
  }
  synchroniseFolder(dirname(path));
}

/**
 * Reads a checkpoint; undefined where there is no file.
 *
 * @throws SechError with code `"file"` when it is damaged, of another kind, or of a later version of the format.
 */
export function readCheckpoint(path: string, kind: string): Checkpoint | undefined {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(path));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw fromSystem("read", path, cause);
  }
  const refuse = (why: string) => fileError("read", path, why, "removing it, to start from the beginning");
  if (bytes.length < prefix + digestBytes || text(bytes.subarray(0, 8)) !== signature) {
    throw refuse("it is not a checkpoint");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(8, true) !== version) throw refuse(`its format has version ${view.getUint32(8, true)}`);
  const body = bytes.subarray(0, bytes.length - digestBytes);
  if (!createHash("sha256").update(body).digest().equals(bytes.subarray(body.length))) {
    throw refuse("its checksum does not match");
  }
  const headerEnd = prefix + view.getUint32(12, true);
  const header = JSON.parse(text(bytes.subarray(prefix, headerEnd))) as Header;
  if (header.kind !== kind) throw refuse(`it belongs to a run of ${header.kind}`);
  let at = headerEnd;
  const entries = header.vectors.map(([name, length]) => {
    const start = at;
    at += 8 * length;
    return [name, new Float64Array(body.slice(start, at).buffer)] as const;
  });
  return { kind, texts: header.texts, vectors: Object.fromEntries(entries) };
}

function encode({ kind, texts, vectors }: Checkpoint): Uint8Array[] {
  const entries = Object.entries(vectors);
  const header: Header = { kind, texts, vectors: entries.map(([name, { length }]) => [name, length]) };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(8 * Math.ceil(json.length / 8)).fill(0x20);
  padded.set(json);
  const start = new Uint8Array(prefix);
  start.set(new TextEncoder().encode(signature));
  const view = new DataView(start.buffer);
  view.setUint32(8, version, true);
  view.setUint32(12, padded.length, true);
  const parts = [
    start,
    padded,
    ...entries.map(([, { buffer, byteOffset, byteLength }]) => copy(buffer, byteOffset, byteLength)),
  ];
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return [...parts, hash.digest()];
}

/** A copy of bytes that no other thread can change. */
function copy(buffer: ArrayBufferLike, offset: number, length: number): Uint8Array {
  return new Uint8Array(buffer, offset, length).slice();
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
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
