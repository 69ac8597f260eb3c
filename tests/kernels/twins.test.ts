import { describe, expect, test } from "vitest";
import { plainKernels } from "../../src/core/index.ts";
import { wasmKernels } from "../../src/kernels/index.ts";
import { randomArray, relativeError } from "../support/arrays.ts";

const wasm = wasmKernels();
const bound = 1e-13;

/** The same numbers, once outside the memory of the kernels and once inside. */
function inside(array: Float64Array): Float64Array {
  const copy = wasm.allocate(array.length);
  copy.set(array);
  return copy;
}

describe("the twins agree", () => {
  test.each([2, 4, 6, 8, 10, 12, 15, 22, 30, 64, 97, 250, 512, 1000, 2048, 8192, 10_007, 32_768])(
    "on transforms of length %i, in place and out of place",
    (length) => {
      const line: [Float64Array, Float64Array] = [randomArray(length, 1), randomArray(length, 2)];
      for (const direction of ["forward", "inverse"] as const) {
        const wanted: [Float64Array, Float64Array] = [line[0].slice(), line[1].slice()];
        plainKernels.fft(length)[direction](...wanted);
        const from: [Float64Array, Float64Array] = [inside(line[0]), inside(line[1])];
        const to: [Float64Array, Float64Array] = [wasm.allocate(length), wasm.allocate(length)];
        wasm.fft(length)[direction](...from, ...to);
        expect(relativeError(to, wanted)).toBeLessThan(bound);
        expect(from).toEqual(line);
        wasm.fft(length)[direction](...from);
        expect(from).toEqual(to);
        const plainTo: [Float64Array, Float64Array] = [new Float64Array(length), new Float64Array(length)];
        plainKernels.fft(length)[direction](...line, ...plainTo);
        expect(plainTo).toEqual(wanted);
      }
    },
  );

  test.each([1, 2, 3, 5, 8, 1001])("on the array loops at length %i, whatever the size of the phases", (length) => {
    const [a, b, c, d] = [1, 2, 3, 4].map((seed) => randomArray(length, seed)) as Quartet;
    for (const scale of [0, 1e-12, 1e-3, 0.02, 0.3, 1, 40, 1e4, 1e7]) {
      const plain = [a.slice(), b.slice()] as Pair;
      plainKernels.rotateByIntensity(scale, ...plain);
      const own = [inside(a), inside(b)] as Pair;
      wasm.rotateByIntensity(scale, ...own);
      // A phase of 1e7 is rounded to 1e-9 before it is turned, by both alike.
      expect(relativeError(own, plain)).toBeLessThan(bound);
      const outPlain = [a.slice(), a.slice()] as Pair;
      plainKernels.exponential(c.map(Math.sign), d, scale === 1e7 ? 1 : Math.min(scale, 40), ...outPlain);
      const out = [inside(a), inside(a)] as Pair;
      wasm.exponential(inside(c.map(Math.sign)), inside(d), scale === 1e7 ? 1 : Math.min(scale, 40), ...out);
      expect(relativeError(out, outPlain)).toBeLessThan(bound);
    }
  });

  test.each([1, 2, 3, 8, 17, 1001])("to the bit where only sums and products are formed, at length %i", (length) => {
    const vectors = Array.from({ length: 40 }, (_, j) => randomArray(length, j));
    const insideVectors = vectors.map(inside);
    const weights = randomArray(40, 99);
    for (const count of [0, 1, 2, 3, 4, 5, 13, 31, 32, 33, 40]) {
      const out = [new Float64Array(length), wasm.allocate(length)] as Pair;
      plainKernels.combine(vectors[0] as Float64Array, vectors, weights, count, out[0]);
      wasm.combine(insideVectors[0] as Float64Array, insideVectors, weights, count, out[1]);
      expect(out[1]).toEqual(out[0]);
    }
    const [a, b, c, d] = vectors as Float64Array[] as Quartet;
    expect(wasm.sumOfSquares(inside(a))).toBe(plainKernels.sumOfSquares(a));
    const products = [a.slice(), b.slice(), inside(a), inside(b)] as Quartet;
    plainKernels.multiply(c, d, products[0], products[1]);
    wasm.multiply(inside(c), inside(d), products[2], products[3]);
    expect(products.slice(2)).toEqual(products.slice(0, 2));
    plainKernels.cubic(-0.3, products[0], products[1]);
    wasm.cubic(-0.3, products[2], products[3]);
    expect(products.slice(2)).toEqual(products.slice(0, 2));
    const out = [
      new Float64Array(length),
      new Float64Array(length),
      wasm.allocate(length),
      wasm.allocate(length),
    ] as Quartet;
    plainKernels.multiply(c, d, a, b, out[0], out[1]);
    wasm.multiply(inside(c), inside(d), inside(a), inside(b), out[2], out[3]);
    expect(out.slice(2)).toEqual(out.slice(0, 2));
  });

  test("on not-a-number, which stays where it is", () => {
    const re = inside(Float64Array.of(1, Number.NaN, 2, 3, 4));
    const im = inside(Float64Array.of(0, 1, 0, 1, 0));
    wasm.rotateByIntensity(0.1, re, im);
    expect(Array.from(re, Number.isNaN)).toEqual([false, true, false, false, false]);
    expect(Array.from(im, Number.isNaN)).toEqual([false, true, false, false, false]);
  });
});

type Pair = [Float64Array, Float64Array];
type Quartet = [Float64Array, Float64Array, Float64Array, Float64Array];
