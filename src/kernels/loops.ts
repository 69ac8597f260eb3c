import { type Kernels, plainKernels } from "../core/index.ts";
import type { Heap } from "./heap.ts";
import type { WasmExports } from "./module.ts";
import { reserve } from "./programs.ts";
import { copied } from "./transforms.ts";

type Loops = Pick<Kernels, "combine" | "sumOfSquares" | "exponential" | "multiply" | "cubic" | "rotateByIntensity">;

/** Most vectors of one call of the module's `combine`. */
const most = 32;

/**
 * The array loops over arrays of a heap. On other arrays the cheap ones run in the plain twin, which does the same to the
 * bit, and the others on copies.
 */
export function loops(heap: Heap, exports: WasmExports): Loops {
  const { address } = heap;
  const weightsAt = reserve(heap, 8 * most);
  const vectorsAt = reserve(heap, 4 * most);
  const weightList = heap.numbers(weightsAt, most);
  const vectorList = heap.words(vectorsAt, most);

  const combine: Loops["combine"] = (base, vectors, weights, count, out) => {
    if (count > most) {
      combine(base, vectors, weights, most, out);
      combine(out, vectors.slice(most), weights.subarray(most), count - most, out);
      return;
    }
    const from = address(base);
    const to = address(out);
    let inside = from >= 0 && to >= 0;
    for (let j = 0; inside && j < count; j++) {
      const at = address(vectors[j] as Float64Array);
      inside = at >= 0;
      vectorList[j] = at;
      weightList[j] = weights[j] as number;
    }
    if (inside) exports.combine(from, vectorsAt, weightsAt, count, to, out.length);
    else plainKernels.combine(base, vectors, weights, count, out);
  };

  return {
    combine,
    sumOfSquares(a) {
      const at = address(a);
      return at >= 0 ? exports.sumOfSquares(at, a.length) : plainKernels.sumOfSquares(a);
    },
    exponential(re, im, scale, outRe, outIm) {
      const [a, b, c, d] = [address(re), address(im), address(outRe), address(outIm)];
      if (a >= 0 && b >= 0 && c >= 0 && d >= 0) return exports.exponential(a, b, scale, c, d, outRe.length);
      if (outRe !== re) outRe.set(re);
      if (outIm !== im) outIm.set(im);
      const run = (x: number, y: number) => exports.exponential(x, y, scale, x, y, outRe.length);
      if (!copied(heap, outRe, outIm, run)) plainKernels.exponential(outRe, outIm, scale, outRe, outIm);
    },
    multiply(factorRe, factorIm, re, im, outRe = re, outIm = im) {
      const [a, b, c, d] = [address(factorRe), address(factorIm), address(re), address(im)];
      const x = outRe === re ? c : address(outRe);
      const y = outIm === im ? d : address(outIm);
      if (a >= 0 && b >= 0 && c >= 0 && d >= 0 && x >= 0 && y >= 0) exports.multiply(a, b, c, d, x, y, re.length);
      else plainKernels.multiply(factorRe, factorIm, re, im, outRe, outIm);
    },
    cubic(gamma, re, im) {
      const a = address(re);
      const b = address(im);
      if (a >= 0 && b >= 0) exports.cubic(gamma, a, b, re.length);
      else plainKernels.cubic(gamma, re, im);
    },
    rotateByIntensity(angle, re, im) {
      const a = address(re);
      const b = address(im);
      const run = (x: number, y: number) => exports.rotateByIntensity(angle, x, y, re.length);
      if (a >= 0 && b >= 0) run(a, b);
      else if (!copied(heap, re, im, run)) plainKernels.rotateByIntensity(angle, re, im);
    },
  };
}
