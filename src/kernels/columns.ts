import type { Heap } from "./heap.ts";
import { type Lines, makeLines } from "./lines.ts";
import type { WasmExports } from "./module.ts";
import { packedRadices, writeProgram } from "./programs.ts";

/** Transforms the columns from `begin` to `end` of a row-major plane at an address, forward and times a factor. */
export interface Columns {
  readonly scratchBytes: number;
  run(re: number, im: number, begin: number, end: number, factor: number, scratch: number): void;
}

/** Columns that are packed at once, as in assembly/kernels/fft/lines.ts. */
const packed = 16;

/** The transform of columns of `rows` numbers in rows of `stride`. */
export function makeColumns(heap: Heap, exports: WasmExports, rows: number, stride: number): Columns {
  const radices = packedRadices(rows);
  if (radices === null) return gatheredColumns(heap, makeLines(heap, exports, rows), rows, stride);
  const program = writeProgram(heap, rows, radices, false);
  return {
    scratchBytes: 48 * packed * rows + 1024,
    run: (re, im, begin, end, factor, scratch) =>
      exports.columns(program, rows, stride, begin, end, re, im, factor, scratch),
  };
}

/** The same for a length without a program: one column after the other is copied to a line and back. */
function gatheredColumns(heap: Heap, lines: Lines, rows: number, stride: number): Columns {
  return {
    scratchBytes: 16 * rows + lines.scratchBytes,
    run(re, im, begin, end, factor, scratch) {
      const planes = [re, im].map((address) => heap.numbers(address, rows * stride));
      const line = [scratch, scratch + 8 * rows].map((address) => heap.numbers(address, rows));
      for (let column = begin; column < end; column++) {
        planes.forEach((plane, part) => {
          for (let r = 0; r < rows; r++) line[part]![r] = plane[r * stride + column] as number;
        });
        lines.run(scratch, scratch + 8 * rows, scratch, scratch + 8 * rows, 1, factor, scratch + 16 * rows);
        planes.forEach((plane, part) => {
          for (let r = 0; r < rows; r++) plane[r * stride + column] = line[part]![r] as number;
        });
      }
    },
  };
}
