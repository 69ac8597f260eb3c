import { cached, type Fft, fftPlan, linePlans, plainKernels, planePlans, type RunFft } from "../core/index.ts";
import { makeColumns } from "./columns.ts";
import type { Heap } from "./heap.ts";
import { makeLines } from "./lines.ts";
import type { WasmExports } from "./module.ts";

/** The transform plans of the WASM kernels. */
export interface Transforms {
  fft(length: number, batch: number): Fft;
  fft2(rows: number, columns: number): Fft;
  /** What a fused loop needs to transform one line of even length itself; null where that takes another method or no room. */
  evenLines(length: number): { readonly program: number; scratch(): number } | null;
}

/** Transforms arrays at addresses, forward and times a factor, into others or the same. */
type Run = (re: number, im: number, outRe: number, outIm: number, factor: number) => void;

/** Plans over a heap; where it is full, a plan is the plain one. */
export function transforms(heap: Heap, exports: WasmExports): Transforms {
  const linesOf = cached((length) => makeLines(heap, exports, length));
  const scratch = scratchSpace(heap);

  /** `run` on arrays that need not be in the memory: others are copied in and out. */
  const onArrays =
    (run: Run, plain: () => Fft): RunFft =>
    (re, im, outRe, outIm, factor) => {
      const a = heap.address(re);
      const b = heap.address(im);
      const c = outRe === re ? a : heap.address(outRe);
      const d = outIm === im ? b : heap.address(outIm);
      if (a >= 0 && b >= 0 && c >= 0 && d >= 0) return run(a, b, c, d, factor);
      if (outRe !== re) outRe.set(re);
      if (outIm !== im) outIm.set(im);
      if (copied(heap, outRe, outIm, (x, y) => run(x, y, x, y, factor))) return;
      if (factor === 1) plain().forward(outRe, outIm);
      else plain().inverse(outIm, outRe);
    };

  return {
    evenLines(length) {
      try {
        const lines = linesOf(length);
        scratch.ensure(lines.scratchBytes);
        return lines.program === null ? null : { program: lines.program, scratch: () => scratch.address };
      } catch (error) {
        if (error instanceof RangeError) return null;
        throw error;
      }
    },
    fft: linePlans((length, batch) => {
      const plain = () => plainKernels.fft(length, batch);
      return unlessFull(plain, () => {
        const lines = linesOf(length);
        scratch.ensure(lines.scratchBytes);
        const run: Run = (re, im, outRe, outIm, factor) =>
          lines.run(re, im, outRe, outIm, batch, factor, scratch.address);
        return fftPlan([length], batch, onArrays(run, plain));
      });
    }),
    fft2: planePlans((rows, columns) => {
      const plain = () => plainKernels.fft2(rows, columns);
      return unlessFull(plain, () => {
        const alongRows = linesOf(columns);
        const alongColumns = makeColumns(heap, exports, rows, columns);
        scratch.ensure(Math.max(alongRows.scratchBytes, alongColumns.scratchBytes));
        const run: Run = (re, im, outRe, outIm, factor) => {
          alongRows.run(re, im, outRe, outIm, rows, 1, scratch.address);
          alongColumns.run(outRe, outIm, 0, columns, factor, scratch.address);
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
