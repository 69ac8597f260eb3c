import { cached, type Fft, fftPlan, linePlans, plainKernels, planePlans } from "../core/index.ts";
import { makeColumns } from "./columns.ts";
import type { Heap } from "./heap.ts";
import { makeLines } from "./lines.ts";
import type { WasmExports } from "./module.ts";

/** The transform plans of the WASM kernels. */
export interface Transforms {
  fft(length: number, batch: number): Fft;
  fft2(rows: number, columns: number): Fft;
}

/** Transforms arrays at addresses, forward and times a factor. */
type Run = (re: number, im: number, factor: number) => void;

/** Plans over a heap; where it is full, a plan is the plain one. */
export function transforms(heap: Heap, exports: WasmExports): Transforms {
  const linesOf = cached((length) => makeLines(heap, exports, length));
  const scratch = scratchSpace(heap);

  /** `run` on arrays that need not be in the memory: others are copied in and out. */
  const onArrays =
    (run: Run, plain: () => Fft) =>
    (re: Float64Array, im: Float64Array, factor: number): void => {
      const atRe = heap.address(re);
      const atIm = heap.address(im);
      if (atRe >= 0 && atIm >= 0) run(atRe, atIm, factor);
      else if (!copied(heap, re, im, (a, b) => run(a, b, factor))) {
        if (factor === 1) plain().forward(re, im);
        else plain().inverse(im, re);
      }
    };

  return {
    fft: linePlans((length, batch) => {
      const plain = () => plainKernels.fft(length, batch);
      return unlessFull(plain, () => {
        const lines = linesOf(length);
        scratch.ensure(lines.scratchBytes);
        const run: Run = (re, im, factor) => lines.run(re, im, batch, factor, scratch.address);
        return fftPlan([length], batch, onArrays(run, plain));
      });
    }),
    fft2: planePlans((rows, columns) => {
      const plain = () => plainKernels.fft2(rows, columns);
      return unlessFull(plain, () => {
        const alongRows = linesOf(columns);
        const alongColumns = makeColumns(heap, exports, rows, columns);
        scratch.ensure(Math.max(alongRows.scratchBytes, alongColumns.scratchBytes));
        const run: Run = (re, im, factor) => {
          alongRows.run(re, im, rows, 1, scratch.address);
          alongColumns.run(re, im, 0, columns, factor, scratch.address);
        };
        return fftPlan([rows, columns], 1, onArrays(run, plain));
      });
    }),
  };
}

/** One work space for all plans, as large as the largest needs. */
function scratchSpace(heap: Heap) {
  let bytes = 0;
  const space = {
    address: 0,
    ensure(wanted: number) {
      if (wanted <= bytes) return;
      const address = heap.take(wanted);
      if (address < 0) throw new RangeError("the memory of the kernels is full");
      if (bytes > 0) heap.give(space.address, bytes);
      space.address = address;
      bytes = wanted;
    },
  };
  return space;
}

/** Runs `work` on copies of two arrays in the memory and copies them back; false where there is no room. */
export function copied(
  heap: Heap,
  re: Float64Array,
  im: Float64Array,
  work: (re: number, im: number) => void,
): boolean {
  const bytes = 8 * re.length;
  const address = heap.take(2 * bytes);
  if (address < 0) return false;
  const copyRe = heap.numbers(address, re.length);
  const copyIm = heap.numbers(address + bytes, im.length);
  copyRe.set(re);
  copyIm.set(im);
  work(address, address + bytes);
  re.set(copyRe);
  im.set(copyIm);
  heap.give(address, 2 * bytes);
  return true;
}

function unlessFull(plain: () => Fft, make: () => Fft): Fft {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return plain();
    throw error;
  }
}
