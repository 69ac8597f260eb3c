import { instantiate, type WasmExports } from "./module.ts";
import {
  announce,
  argument,
  argumentsAt,
  controlWords,
  type HelperTask,
  type PlaneLines,
  waitFor,
  word,
} from "./parallel-protocol.ts";

/** Does a part of every transform of a plane until the caller says that there will be no more. Blocks its thread. */
export function helpWithPlane(task: HelperTask): void {
  const exports = instantiate(task.memory, task.bytes);
  const words = new Int32Array(task.memory.buffer, task.control, controlWords);
  const values = new Float64Array(task.memory.buffer, task.control + argumentsAt, 5);
  const value = (at: number) => values[at] as number;
  announce(words, word.helperReady, 1);
  for (let job = 1; waitFor(words, word.job, job) >= 0; job++) {
    const [outRe, outIm] = [value(argument.outRe), value(argument.outIm)];
    alongRows(exports, words, task.rows, value(argument.re), value(argument.im), outRe, outIm, task.scratch);
    announce(words, word.helperDone, 2 * job - 1);
    if (waitFor(words, word.callerDone, job) < 0) return;
    alongColumns(exports, words, task.columns, task.rows.length, outRe, outIm, value(argument.factor), task.scratch);
    announce(words, word.helperDone, 2 * job);
  }
}

/**
 * Transforms rows, from the planes at (re, im) to those at (outRe, outIm), as long as there are any that the other thread has
 * not taken: so a thread that wakes late or shares its core does less, and neither waits long for the other.
 */
export function alongRows(
  exports: WasmExports,
  words: Int32Array,
  { paired, program, length, count, pack }: PlaneLines,
  re: number,
  im: number,
  outRe: number,
  outIm: number,
  scratch: number,
): void {
  const run = paired ? exports.pairedLines : exports.evenLines;
  for (let row = take(words, word.rowsTaken, pack); row < count; row = take(words, word.rowsTaken, pack)) {
    const skip = 8 * length * row;
    run(program, length, Math.min(pack, count - row), re + skip, im + skip, outRe + skip, outIm + skip, 1, scratch);
  }
}

/** Transforms columns in place likewise, times a factor, in planes with rows of `stride`. */
export function alongColumns(
  exports: WasmExports,
  words: Int32Array,
  { program, length, count, pack }: PlaneLines,
  stride: number,
  re: number,
  im: number,
  factor: number,
  scratch: number,
): void {
  for (let column = take(words, word.columnsTaken, pack); column < count; ) {
    exports.columns(program, length, stride, column, Math.min(column + pack, count), re, im, factor, scratch);
    column = take(words, word.columnsTaken, pack);
  }
}

/** The first of the next `pack` lines, which are the caller's from now on. */
function take(words: Int32Array, at: number, pack: number): number {
  return Atomics.add(words, at, pack);
}
