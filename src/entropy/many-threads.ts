import type { HelperThread, PatternCounter } from "../core/index.ts";
import { complexities, type RowComplexities } from "./many.ts";
import type { OrdinalSpace } from "./space.ts";

/** What a thread needs to take part; all its arrays are in shared memory. Can be posted. */
export interface RowsTask {
  readonly space: OrdinalSpace;
  /** Shape [series, length]. */
  readonly rows: Float64Array;
  readonly length: number;
  /** Series in a block. */
  readonly block: number;
  readonly H: Float64Array;
  readonly C: Float64Array;
  readonly patterns: Float64Array;
  /** The next block to be taken, and then the state of each block. */
  readonly words: Int32Array;
}

/** Options of `complexitiesOnThreads`. */
export interface ThreadsOptions {
  /** How many threads work, this one included. */
  readonly threads: number;
  /** Starts a thread that hands its first message to `helpWithRows`. */
  readonly createWorker: () => HelperThread;
  readonly counter?: PatternCounter;
}

/** Samples of a block: about 3 ms of work. */
const blockSamples = 2 ** 20;
const state = { open: 0, done: 1, failed: 2 } as const;
/** Milliseconds to wait for a block that another thread has taken; then it is done here. */
const patience = 1000;

/**
 * `complexities` on several threads: equal to it to the bit, since no series depends on another. Threads take blocks of
 * series in turn, this one too, which starts at once and waits at the end: in a page call it from a worker. Rows that
 * are not in shared memory are copied there. Where memory cannot be shared, all is done by this thread.
 */
export function complexitiesOnThreads(
  space: OrdinalSpace,
  rows: Float64Array,
  length: number,
  { threads, createWorker, counter }: ThreadsOptions,
): RowComplexities {
  const series = rows.length / length;
  const block = Math.max(1, Math.floor(blockSamples / length));
  const blocks = Math.ceil(series / block);
  if (typeof SharedArrayBuffer === "undefined" || !(threads > 1) || !(blocks > 1) || !Number.isInteger(series)) {
    return complexities(space, rows, length, counter);
  }
  const task: RowsTask = {
    space,
    rows: inSharedMemory(rows),
    length,
    block,
    H: sharedNumbers(series),
    C: sharedNumbers(series),
    patterns: sharedNumbers(series),
    words: new Int32Array(new SharedArrayBuffer(4 * (1 + blocks))),
  };
  for (let i = 1; i < Math.min(threads, blocks); i++) createWorker().postMessage(task);
  helpWithRows(task, counter);
  for (let at = 1; at <= blocks; at++) {
    if (Atomics.load(task.words, at) === state.open) Atomics.wait(task.words, at, state.open, patience);
    // A thread that has not come back in this time may have died.
    if (Atomics.load(task.words, at) === state.open) doBlock(task, at - 1, counter);
  }
  // One thread alone names the first sample that is at fault.
  if (task.words.subarray(1).includes(state.failed)) return complexities(space, rows, length, counter);
  return { H: task.H.slice(), C: task.C.slice(), patterns: task.patterns.slice() };
}

/** What a thread does with its task: takes blocks until there are none. */
export function helpWithRows(task: RowsTask, counter?: PatternCounter): void {
  for (;;) {
    const next = Atomics.add(task.words, 0, 1);
    if (next >= task.words.length - 1) return;
    doBlock(task, next, counter);
  }
}

function doBlock(task: RowsTask, index: number, counter?: PatternCounter): void {
  const { space, rows, length, block, H, C, patterns, words } = task;
  let end: number = state.done;
  try {
    const part = complexities(
      space,
      rows.subarray(index * block * length, (index + 1) * block * length),
      length,
      counter,
    );
    H.set(part.H, index * block);
    C.set(part.C, index * block);
    patterns.set(part.patterns, index * block);
  } catch {
    end = state.failed;
  }
  Atomics.store(words, 1 + index, end);
  Atomics.notify(words, 1 + index);
}

function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

function inSharedMemory(rows: Float64Array): Float64Array {
  if (rows.buffer instanceof SharedArrayBuffer) return rows;
  const copy = sharedNumbers(rows.length);
  copy.set(rows);
  return copy;
}
