import { instantiate, type WasmExports } from "./module.ts";
import {
  announce,
  argument,
  argumentsAt,
  type HelperTask,
  type PlaneLines,
  waitFor,
  word,
} from "./parallel-protocol.ts";

/** Does one half of every transform of a plane until the caller says that there will be no more. Blocks its thread. */
export function helpWithPlane(task: HelperTask): void {
  const exports = instantiate(task.memory, task.bytes);
  const words = new Int32Array(task.memory.buffer, task.control, 4);
  const values = new Float64Array(task.memory.buffer, task.control + argumentsAt, 5);
  const value = (at: number) => values[at] as number;
  announce(words, word.helperReady, 1);
  for (let job = 1; waitFor(words, word.job, job) >= 0; job++) {
    const [outRe, outIm] = [value(argument.outRe), value(argument.outIm)];
    alongRows(exports, task.rows, value(argument.re), value(argument.im), outRe, outIm, task.scratch);
    announce(words, word.helperDone, 2 * job - 1);
    if (waitFor(words, word.callerDone, job) < 0) return;
    alongColumns(exports, task.columns, task.rows.length, outRe, outIm, value(argument.factor), task.scratch);
    announce(words, word.helperDone, 2 * job);
  }
}

/** Transforms the rows of a part, from the planes at (re, im) to those at (outRe, outIm). */
export function alongRows(
  exports: WasmExports,
  { paired, program, length, begin, end }: PlaneLines,
  re: number,
  im: number,
  outRe: number,
  outIm: number,
  scratch: number,
): void {
  const skip = 8 * length * begin;
  const run = paired ? exports.pairedLines : exports.evenLines;
  run(program, length, end - begin, re + skip, im + skip, outRe + skip, outIm + skip, 1, scratch);
}

/** Transforms the columns of a part in place, times a factor, in planes with rows of `stride`. */
export function alongColumns(
  exports: WasmExports,
  { program, length, begin, end }: PlaneLines,
  stride: number,
  re: number,
  im: number,
  factor: number,
  scratch: number,
): void {
  exports.columns(program, length, stride, begin, end, re, im, factor, scratch);
}
