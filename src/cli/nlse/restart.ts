import { join } from "node:path";
import { decodeCheckpoint, encodeCheckpoint, type Field, field, type Plain, SechError } from "../../core/index.ts";
import { openRowLog, readCheckpointFile, removeCheckpointFile, writeCheckpointFile } from "../../io/index.ts";
import type { WaveContinuation, WaveStepInfo } from "../../spectral/index.ts";

/** When a run writes what it needs to be resumed. */
export interface CheckpointEvery {
  readonly steps?: number | undefined;
  readonly seconds?: number | undefined;
}

/** How a run is kept safe. */
export interface RestartOptions {
  /** The configuration as a text; only a run with the same one may go on. */
  readonly identity: string;
  readonly every: CheckpointEvery;
  /** Go on from the checkpoint in the directory, if there is one. */
  readonly resume: boolean;
}

/** A saved field. */
export interface SavedRow {
  readonly t: number;
  readonly psi: Field<"x">;
}

/** What keeps a run safe while it goes: a log of its saved rows and a checkpoint of its state. */
export interface Restart {
  /** Where the run goes on, or undefined at its beginning. */
  readonly resume: WaveContinuation | undefined;
  /** Seconds that earlier parts of the run took. */
  readonly secondsBefore: number;
  /** Hands on the rows that earlier parts of the run saved, in order. */
  replay(onRow: (row: SavedRow, index: number) => void): void;
  saved(row: SavedRow): void;
  /** Writes a checkpoint when one is due. */
  stepped(step: WaveStepInfo, seconds: number): void;
  /** Ends the keeping: a finished run needs no checkpoint any more, one that stopped gets a last one. */
  end(stopped: WaveContinuation | null, seconds: number): void;
  close(): void;
}

/** What a checkpoint of a run holds. */
interface Kept {
  readonly kind: "nlse";
  readonly identity: string;
  /** How many rows of the log belong to it, and their checksum. */
  readonly rows: number;
  readonly digest: string;
  readonly seconds: number;
  readonly continuation: WaveContinuation;
}

/**
 * For fields of `points` complex numbers, opens `<scenario>.rows` and `<scenario>.checkpoint` in a directory.
 *
 * Rows are on the disk before the checkpoint that counts them, so whatever moment a process dies at, the files it leaves
 * hold the whole run up to the last checkpoint.
 *
 * @throws SechError when the checkpoint belongs to another configuration or is damaged.
 */
export function openRestart(
  directory: string,
  scenario: string,
  points: number,
  { identity, every, resume }: RestartOptions,
): Restart {
  const path = join(directory, `${scenario}.checkpoint`);
  const rowsPath = join(directory, `${scenario}.rows`);
  const width = 1 + 2 * points;
  const found = resume ? read(path) : undefined;
  if (found !== undefined) requireIdentity(path, found.identity, identity);
  else removeCheckpointFile(path); // an old one counts rows that the log is about to lose
  const log = openRowLog(rowsPath, width, found);
  const packed = new Float64Array(width);
  let lastSteps = found?.continuation.stats.steps ?? 0;
  let lastSeconds = found?.seconds ?? 0;

  function write(continuation: WaveContinuation, seconds: number): void {
    const digest = log.synchronise();
    const kept: Kept = { kind: "nlse", identity, rows: log.rows, digest, seconds, continuation };
    writeCheckpointFile(path, encodeCheckpoint(kept as unknown as Plain));
    lastSteps = continuation.stats.steps;
    lastSeconds = seconds;
  }

  return {
    resume: found?.continuation,
    secondsBefore: lastSeconds,
    replay(onRow) {
      let index = 0;
      log.forEach((row) => onRow(unpack(row.slice(), points), index++));
    },
    saved(row) {
      log.append(pack(row, packed));
    },
    stepped(step, seconds) {
      const { steps = Infinity, seconds: interval = Infinity } = every;
      if (step.steps - lastSteps >= steps || seconds - lastSeconds >= interval) write(step.continuation(), seconds);
    },
    end(stopped, seconds) {
      if (stopped !== null) return write(stopped, seconds);
      removeCheckpointFile(path);
      log.discard();
    },
    close: () => log.close(),
  };
}

function read(path: string): Kept | undefined {
  const bytes = readCheckpointFile(path);
  if (bytes === undefined) return undefined;
  const kept = decodeCheckpoint(bytes) as unknown as Kept;
  if (kept.kind === "nlse") return kept;
  throw new SechError("invalid-data", {
    what: `the checkpoint ${path} belongs to a run of another command`,
    attempt: "another --out",
  });
}

function requireIdentity(path: string, before: string, identity: string): void {
  if (before === identity) return;
  throw new SechError("invalid-config", {
    what: `${path} belongs to another configuration`,
    why: difference(before, identity),
    attempt: "the same one, another --out, or no --resume",
  });
}

/** The first key in which two configurations differ. */
function difference(before: string, now: string): string {
  const [old, wanted] = [before, now].map((text) => new Map(leaves(JSON.parse(text), ""))) as [
    Map<string, unknown>,
    Map<string, unknown>,
  ];
  const key = [...new Set([...old.keys(), ...wanted.keys()])].find((name) => old.get(name) !== wanted.get(name));
  const show = (value: unknown) => (value === undefined ? "absent" : JSON.stringify(value));
  return key === undefined
    ? "another version wrote it"
    : `${key} was ${show(old.get(key))}, now ${show(wanted.get(key))}`;
}

function leaves(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
}

function pack({ t, psi }: SavedRow, into: Float64Array): Float64Array {
  into[0] = t;
  into.set(psi.re, 1);
  into.set(psi.im, 1 + psi.re.length);
  return into;
}

function unpack(row: Float64Array, points: number): SavedRow {
  return { t: row[0] as number, psi: field("x", [row.subarray(1, 1 + points), row.subarray(1 + points)]) };
}
