import { unitRoots } from "../core/index.ts";
import type { Heap } from "./heap.ts";
import type { WasmExports } from "./module.ts";
import { evenRadices, packedRadices, reserve, writeProgram } from "./programs.ts";

/** Transforms contiguous lines from addresses to others or the same, forward and times a factor. */
export interface Lines {
  /** The size of the work space that `run` needs. */
  readonly scratchBytes: number;
  /** The program of `evenLine` where this is the method, else null. */
  readonly program: number | null;
  run(re: number, im: number, outRe: number, outIm: number, batch: number, factor: number, scratch: number): void;
}

/** Room for the skews between work lines. */
const skews = 1024;

/** The transform of contiguous lines of one length, by the method that suits it. */
export function makeLines(heap: Heap, exports: WasmExports, length: number): Lines {
  if (length === 1) return points(heap);
  const even = evenRadices(length);
  if (even !== null) {
    const program = writeProgram(heap, length, even, true);
    return {
      scratchBytes: 32 * length + skews,
      program,
      run: (re, im, outRe, outIm, batch, factor, scratch) =>
        exports.evenLines(program, length, batch, re, im, outRe, outIm, factor, scratch),
    };
  }
  const paired = packedRadices(length);
  if (paired !== null) {
    const program = writeProgram(heap, length, paired, false);
    return {
      scratchBytes: 96 * length + skews,
      program: null,
      run: (re, im, outRe, outIm, batch, factor, scratch) =>
        exports.pairedLines(program, length, batch, re, im, outRe, outIm, factor, scratch),
    };
  }
  return bluesteinLines(heap, exports, length);
}

/** Lines of one number, which are their own transform. */
function points(heap: Heap): Lines {
  return {
    scratchBytes: 0,
    program: null,
    run(re, im, outRe, outIm, batch, factor) {
      const parts = [re, im].map((address) => heap.numbers(address, batch).map((value) => factor * value));
      [outRe, outIm].forEach((address, part) => {
        heap.numbers(address, batch).set(parts[part] as Float64Array);
      });
    },
  };
}

/** The transform of a length with a prime factor above 5, as a convolution with the chirp exp(−πi j²/N). */
function bluesteinLines(heap: Heap, exports: WasmExports, length: number): Lines {
  const padded = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const program = writeProgram(heap, padded, evenRadices(padded) ?? [], true);
  const convolve = makeLines(heap, exports, padded);
  const chirp = unitRoots(2 * length, length, (j) => j * j);
  const at = { chirp: reserve(heap, 16 * length), filter: reserve(heap, 16 * padded), tables: reserve(heap, 20) };
  heap.numbers(at.chirp, length).set(chirp.re);
  heap.numbers(at.chirp + 8 * length, length).set(chirp.im);
  // The spectrum of conj(w_j), j = −(N−1) … N−1, on a ring of `padded` points.
  const re = heap.numbers(at.filter, padded).fill(0);
  const im = heap.numbers(at.filter + 8 * padded, padded).fill(0);
  for (let j = 0; j < length; j++) {
    for (const place of [j, (padded - j) % padded]) {
      re[place] = chirp.re[j] as number;
      im[place] = -(chirp.im[j] as number);
    }
  }
  const scratch = reserve(heap, convolve.scratchBytes);
  convolve.run(at.filter, at.filter + 8 * padded, at.filter, at.filter + 8 * padded, 1, 1, scratch);
  heap.give(scratch, convolve.scratchBytes);
  const addresses = [at.chirp, at.chirp + 8 * length, at.filter, at.filter + 8 * padded, program];
  heap.words(at.tables, 5).set(addresses);
  return {
    scratchBytes: 48 * padded + skews,
    program: null,
    run: (lineRe, lineIm, outRe, outIm, batch, factor, work) =>
      exports.bluesteinLines(at.tables, length, padded, batch, lineRe, lineIm, outRe, outIm, factor, work),
  };
}
