import type { Fft, HelperThread, ParallelFft } from "../core/index.ts";
import type { Heap } from "./heap.ts";
import { alongColumns, alongRows } from "./helper.ts";
import type { WasmInstance } from "./module.ts";
import {
  announce,
  argument,
  argumentsAt,
  controlBytes,
  controlWords,
  type HelperTask,
  type PlaneLines,
  waitFor,
  word,
} from "./parallel-protocol.ts";
import { evenRadices, packedRadices, reserve, writeProgram } from "./programs.ts";

/** Milliseconds that the other thread may take for its part of the rows or columns, whatever else the machine does. */
const patience = 20_000;

/** Rows that a thread takes at once. */
const rowPack = 8;

/** Columns that a thread takes at once: as many as the module packs. */
const columnPack = 16;

/**
 * A plan of a plane whose rows, and then columns, are shared with a second thread. `single` runs until the thread is
 * there, and always where memory cannot be shared or a length has no program.
 */
export function parallelPlane(
  instance: WasmInstance,
  heap: Heap,
  single: Fft,
  createWorker: () => HelperThread,
): ParallelFft {
  const [rows, columns] = single.shape as readonly [number, number];
  const alongRow = lineProgram(heap, columns);
  const columnRadices = packedRadices(rows);
  if (!instance.shared || alongRow === null || columnRadices === null || rows < 2 || columns <= columnPack) {
    return { ...single, threads: () => 1, close() {} };
  }
  const { exports, memory, bytes } = instance;
  const columnProgram = writeProgram(heap, rows, columnRadices, false);
  const lines: { rows: PlaneLines; columns: PlaneLines } = {
    rows: { ...alongRow, length: columns, count: rows, pack: rowPack },
    columns: { paired: true, program: columnProgram, length: rows, count: columns, pack: columnPack },
  };
  const scratchBytes = Math.max(96 * columns, 48 * columnPack * rows) + 1024;
  const scratch = [reserve(heap, scratchBytes), reserve(heap, scratchBytes)] as const;
  const control = reserve(heap, controlBytes);
  heap.words(control, controlBytes / 4).fill(0);
  const words = new Int32Array(memory.buffer, control, controlWords);
  const values = heap.numbers(control + argumentsAt, 5);

  const task: HelperTask = { memory, bytes, control, scratch: scratch[1], ...lines };
  const worker = createWorker();
  worker.postMessage(task);
  let job = 0;
  let closed = false;

  const threads = () => (!closed && Atomics.load(words, word.helperReady) === 1 ? 2 : 1);
  const run = (re: number, im: number, outRe: number, outIm: number, factor: number) => {
    job += 1;
    values[argument.re] = re;
    values[argument.im] = im;
    values[argument.outRe] = outRe;
    values[argument.outIm] = outIm;
    values[argument.factor] = factor;
    Atomics.store(words, word.rowsTaken, 0);
    Atomics.store(words, word.columnsTaken, 0);
    announce(words, word.job, job);
    alongRows(exports, words, lines.rows, re, im, outRe, outIm, scratch[0]);
    announce(words, word.callerDone, job);
    waitFor(words, word.helperDone, 2 * job - 1, patience);
    alongColumns(exports, words, lines.columns, columns, outRe, outIm, factor, scratch[0]);
    waitFor(words, word.helperDone, 2 * job, patience);
  };
  /** False where only one thread can do it. */
  const shared = (re: Float64Array, im: Float64Array, outRe: Float64Array, outIm: Float64Array, factor: number) => {
    const size = rows * columns;
    if (threads() === 1 || re.length !== size || outRe.length !== size) return false;
    const [a, b, c, d] = [heap.address(re), heap.address(im), heap.address(outRe), heap.address(outIm)];
    if (a < 0 || b < 0 || c < 0 || d < 0) return false;
    run(a, b, c, d, factor);
    return true;
  };
  return {
    ...single,
    threads,
    forward(re, im, outRe = re, outIm = im) {
      if (!shared(re, im, outRe, outIm, 1)) single.forward(re, im, outRe, outIm);
    },
    inverse(re, im, outRe = re, outIm = im) {
      if (!shared(im, re, outIm, outRe, 1 / (rows * columns))) single.inverse(re, im, outRe, outIm);
    },
    close() {
      if (closed) return;
      closed = true;
      announce(words, word.job, -1);
      for (const address of scratch) heap.give(address, scratchBytes);
    },
  };
}

/** The program of lines of a length, and whether they are packed in pairs; null where there is none. */
function lineProgram(heap: Heap, length: number): Pick<PlaneLines, "paired" | "program"> | null {
  const even = evenRadices(length);
  if (even !== null) return { paired: false, program: writeProgram(heap, length, even, true) };
  const packed = packedRadices(length);
  return packed === null ? null : { paired: true, program: writeProgram(heap, length, packed, false) };
}
