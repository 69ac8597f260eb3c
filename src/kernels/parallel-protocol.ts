import { SechError } from "../core/index.ts";
import type { WasmMemory } from "./webassembly.ts";

/** What a second thread needs to do its half of the transforms of a plane; can be posted. */
export interface HelperTask {
  readonly memory: WasmMemory;
  /** The module, with the flag of a shared memory. */
  readonly bytes: Uint8Array;
  /** Where the control words are. */
  readonly control: number;
  /** Where the work space of the helper is. */
  readonly scratch: number;
  readonly rows: PlaneLines;
  readonly columns: PlaneLines;
}

/** Lines along one direction of a plane: the program for them, their length, their number and how many are taken at once. */
export interface PlaneLines {
  readonly paired: boolean;
  readonly program: number;
  readonly length: number;
  readonly count: number;
  readonly pack: number;
}

/**
 * The control words, 32-bit: `job` counts up when the caller has a transform, and is negative when there will be no more;
 * `helperDone` and `callerDone` count the directions that either thread has done, and the last two the lines of a
 * transform that have been taken.
 */
export const word = { job: 0, helperReady: 1, helperDone: 2, callerDone: 3, rowsTaken: 4, columnsTaken: 5 } as const;

/** The arguments of a job, 64-bit, after the control words. */
export const argument = { re: 0, im: 1, outRe: 2, outIm: 3, factor: 4 } as const;

/** How many control words there are. */
export const controlWords = 6;

/** Bytes of the control words, those of the arguments included. */
export const controlBytes = 128;
export const argumentsAt = 64;

/** How many looks at a word come before sleep: about 20 µs, the usual wait when both threads have a core. */
const looks = 2000;

/** Milliseconds that a sleep takes at most. */
const nap = 100;

/**
 * Waits until a control word is at least `value`, or negative; gives it.
 *
 * @throws SechError after `patience` milliseconds of sleep: the other thread is dead, and half of a transform with it.
 */
export function waitFor(words: Int32Array, at: number, value: number, patience = Infinity): number {
  for (let look = 0; ; look++) {
    const seen = Atomics.load(words, at);
    if (seen >= value || seen < 0) return seen;
    // Busy waiting would take the core from the other thread where there is only one.
    if (look <= looks) continue;
    if ((look - looks) * nap > patience) {
      throw new SechError("thread-lost", {
        what: "the second thread of a transform does not answer",
        why: "it may be dead",
      });
    }
    Atomics.wait(words, at, seen, nap);
  }
}

/** Sets a control word and wakes who waits for it. */
export function announce(words: Int32Array, at: number, value: number): void {
  Atomics.store(words, at, value);
  Atomics.notify(words, at);
}
