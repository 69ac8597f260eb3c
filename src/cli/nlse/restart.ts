import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Field, field, SechError } from "../../core/index.ts";
import { type Checkpoint, openRowLog, readCheckpoint, writeCheckpoint } from "../../io/index.ts";
import type { Invariants, WaveContinuation, WaveStepInfo } from "../../spectral/index.ts";
import { fromCheckpoint, toCheckpoint } from "./continuation.ts";

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

/** A saved field with its invariants. */
export interface SavedRow {
  readonly t: number;
  readonly psi: Field<"x">;
  readonly values: Invariants;
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

const kind = "nlse";

/**
 * Opens `<scenario>.rows` and `<scenario>.checkpoint` in a directory.
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
  const width = 4 + 2 * points;
  const found = resume ? readCheckpoint(path, kind) : undefined;
  if (found !== undefined) requireIdentity(path, found, identity);
  else rmSync(path, { force: true }); // an old one counts rows that the log is about to lose
  const kept = found && { rows: found.vectors["rows"]?.[0] as number, digest: found.texts["digest"] as string };
  const log = openRowLog(rowsPath, width, kept);
  const packed = new Float64Array(width);
  let lastSteps = found === undefined ? 0 : fromCheckpoint(found).stats.steps;
  let lastSeconds = found?.vectors["seconds"]?.[0] ?? 0;

  function write(continuation: WaveContinuation, seconds: number): void {
    const digest = log.synchronise();
    const { texts, vectors } = toCheckpoint(continuation);
    const counts = { rows: Float64Array.of(log.rows), seconds: Float64Array.of(seconds) };
    writeCheckpoint(path, { kind, texts: { ...texts, identity, digest }, vectors: { ...vectors, ...counts } });
    lastSteps = continuation.stats.steps;
    lastSeconds = seconds;
  }

  return {
    resume: found && fromCheckpoint(found),
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
      rmSync(path, { force: true });
      rmSync(`${path}.tmp`, { force: true });
      log.discard();
    },
    close: () => log.close(),
  };
}

function requireIdentity(path: string, { texts }: Checkpoint, identity: string): void {
  if (texts["identity"] === identity) return;
  throw new SechError("invalid-config", {
    what: `${path} belongs to another configuration`,
    why: difference(texts["identity"] ?? "{}", identity),
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

function pack({ t, psi, values: { mass, momentum, energy } }: SavedRow, into: Float64Array): Float64Array {
  into.set([t, mass, momentum, energy]);
  into.set(psi.re, 4);
  into.set(psi.im, 4 + psi.re.length);
  return into;
}

function unpack(row: Float64Array, points: number): SavedRow {
  const [t, mass, momentum, energy] = row as unknown as [number, number, number, number];
  const psi = field("x", [row.subarray(4, 4 + points), row.subarray(4 + points)]);
  return { t, psi, values: { mass, momentum, energy } };
}
