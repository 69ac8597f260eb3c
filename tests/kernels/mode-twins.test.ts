import { describe, expect, test } from "vitest";
import { type Kernels, type ModeFactor, plainKernels } from "../../src/core/index.ts";
import { wasmKernels } from "../../src/kernels/index.ts";
import { randomArray, relativeError } from "../support/arrays.ts";

const wasm = wasmKernels();
const bound = 1e-13;

/** The numbers in the memory of some kernels. */
function inside(kernels: Kernels, values: Float64Array): Float64Array {
  const copy = kernels.allocate(values.length);
  copy.set(values);
  return copy;
}

function expectTwins(work: (kernels: Kernels) => Float64Array): void {
  const none = new Float64Array(0);
  expect(relativeError([work(wasm), none], [work(plainKernels), none])).toBeLessThan(bound);
}

describe("the twins agree on loops over modes:", () => {
  const factors: (readonly [string, boolean | null, boolean | null])[] = [
    ["no factors", null, null],
    ["a factor before", false, null],
    ["a conjugate factor before and a factor after", true, false],
    ["a factor before and a conjugate one after", false, true],
  ];

  test.each(factors)("pointwise terms with %s, in place and out of place", (_, first, second) => {
    for (const length of [2, 4, 8, 12, 15, 22, 64, 250, 512, 1024]) {
      for (const term of ["cubic", "rotate"] as const) {
        for (const inPlace of [false, true]) {
          expectTwins((kernels) => {
            const u = inside(kernels, randomArray(2 * length, 1));
            const out = inPlace ? u : kernels.allocate(2 * length);
            const table = inside(kernels, randomArray(2 * length, 2));
            const factor = (conjugate: boolean | null): ModeFactor | undefined =>
              conjugate === null ? undefined : { table, conjugate };
            kernels.pointwise(length)[term](0.3, u, out, factor(first), factor(second));
            return out;
          });
        }
      }
    }
  });

  // Runs forwards and backwards, of all lengths that leave a remainder, with and without conjugation.
  const runs = [
    [0, 9, 0, 1, 1, 9],
    [9, 10, 9, 1, -1, 4],
    [10, 13, 10, 1, 1, 1],
    [13, 17, 15, -1, 1, 3],
    [17, 24, 8, -1, -1, 9],
    [24, 31, 2, 1, -1, 2],
  ];

  test.each(["predict", "extrapolate", "estimate", "correct"])("%s", (what) => {
    const n = 31;
    expectTwins((kernels) => {
      const groups = 17;
      const coefficients = {
        groups,
        rows: inside(kernels, randomArray(2 * groups * 12, 1)),
        pieces: inside(kernels, Float64Array.of(runs.length, ...runs.flat())),
        extrapolation: inside(kernels, randomArray(81, 2)),
        maxOrder: 9,
      };
      const history = { vectors: inside(kernels, randomArray(10 * 70, 3)), rows: 10, stride: 70, first: 4 };
      const [v, slope] = [inside(kernels, randomArray(2 * n, 4)), inside(kernels, randomArray(2 * n, 5))];
      const [out, extrapolated, error] = [2 * n, 2 * n, 2 * n].map((size) => kernels.allocate(size)) as Triple;
      kernels.predict(coefficients, history, v, out, extrapolated);
      if (what === "predict") return out;
      if (what === "extrapolate") return extrapolated;
      kernels.correct(coefficients, slope, extrapolated, error, out);
      return what === "estimate" ? error : out;
    });
  });

  test("moments, of angles in any order and number", () => {
    for (const n of [1, 3, 4, 7, 61]) {
      for (const range of [0.1, 3, 30]) {
        for (const ascending of [true, false]) {
          expectTwins((kernels) => {
            const y = randomArray(n, 1).map((value) => range * Math.abs(value));
            if (ascending) y.sort();
            const e = Float64Array.of(...y.map((angle) => Math.cos(angle)), ...y.map((angle) => -Math.sin(angle)));
            const out = kernels.allocate(20 * n);
            kernels.moments(inside(kernels, y), inside(kernels, e), 10, out);
            return out;
          });
        }
      }
    }
  });

  test("weights of a multistep method, which for one or many nodes agree to the bit", () => {
    for (const order of [1, 2, 5, 9, 10]) {
      for (const corrects of [true, false]) {
        const results = [wasm, plainKernels].map((kernels) => {
          const nodes = inside(
            kernels,
            randomArray(order, 1)
              .map(Math.abs)
              .sort()
              .reverse()
              .map((node, j) => -j - node),
          );
          const weights = kernels.allocate((order + 2) * (order + 1));
          const ends = kernels.allocate(12);
          kernels.multistepWeights(nodes, order, 0.03, corrects, weights, ends, 2);
          return [...weights, ...ends];
        });
        expect(results[0]).toEqual(results[1]);
        expect(results[0]?.some((value) => value !== 0)).toBe(true);
      }
    }
  });

  test("weights of a multistep method, whose polynomials are those of Lagrange", () => {
    const nodes = Float64Array.of(0, -1, -2.5);
    const [weights, ends] = [new Float64Array(20), new Float64Array(3)];
    plainKernels.multistepWeights(nodes, 3, 2, true, weights, ends, 0);
    const at = (row: number, s: number) =>
      weights.subarray(4 * row, 4 * row + 4).reduce((sum, coefficient, m) => sum + coefficient * s ** m, 0);
    const D = (1 - 0) * (1 + 1) * (1 + 2.5);
    for (const s of [-0.7, 0.3, 1]) {
      const error = (2 * (s - 1) * s * (s + 1)) / D;
      expect(at(0, s)).toBeCloseTo(error, 13);
      expect(at(1, s)).toBeCloseTo((2 * s * (s + 1) * (s + 2.5)) / D - error, 13);
      expect(at(2, s)).toBeCloseTo((2 * (s + 1) * (s + 2.5)) / 2.5, 13);
      expect(at(3, s)).toBeCloseTo((2 * s * (s + 2.5)) / -1.5, 13);
    }
    expect(ends[1]).toBeCloseTo(3.5 / -1.5, 13);
  });

  test("combinations of rows, which leave the other columns as they are", () => {
    for (const [from, to] of [
      [0, 23],
      [0, 4],
      [3, 5],
      [5, 12],
      [20, 23],
      [7, 7],
    ] as const) {
      for (const rows of [1, 4, 6, 11]) {
        expectTwins((kernels) => {
          const out = inside(kernels, randomArray(2 * 23 * 13, 1));
          const weights = inside(kernels, randomArray(rows * 7, 2));
          kernels.combineRows(weights, 7, rows, inside(kernels, randomArray(2 * 23 * 7, 3)), out, 2, 23, from, to);
          return out;
        });
      }
    }
  });

  test.each([1, 2, 7, 64])("the sums and changes of a projection on %i modes", (n) => {
    const state = (kernels: Kernels, seed: number) => inside(kernels, randomArray(2 * n, seed));
    expectTwins((kernels) => {
      const sums = kernels.allocate(8);
      kernels.gradientSums(state(kernels, 1), 0.7, 1, state(kernels, 2), state(kernels, 3), sums);
      return sums;
    });
    expectTwins((kernels) => {
      const u = state(kernels, 2);
      kernels.addGradients(state(kernels, 1), 0.2, -0.4, 1.5, u, state(kernels, 3));
      return u;
    });
  });

  test.each([4, 5, 8, 9, 64])("the mirror image of %i modes", (n) => {
    expectTwins((kernels) => {
      const u = inside(kernels, randomArray(2 * n, 1));
      kernels.mirror(u, Math.floor(n / 2) + 1);
      return u;
    });
  });

  test("and take arrays from outside the memory", () => {
    const n = 16;
    const wanted = new Float64Array(2 * n);
    plainKernels.pointwise(n).cubic(1, randomArray(2 * n, 1), wanted);
    const got = new Float64Array(2 * n);
    wasm.pointwise(n).cubic(1, randomArray(2 * n, 1), got);
    expect(relativeError([got, got], [wanted, wanted])).toBeLessThan(bound);
  });
});

type Triple = [Float64Array, Float64Array, Float64Array];
