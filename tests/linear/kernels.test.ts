import { describe, expect, test } from "vitest";
import { block, type Matrix, matrix, plainDense, transposed } from "../../src/core/index.ts";
import { wasmDense } from "../../src/kernels/index.ts";
import { randomArray } from "../support/arrays.ts";
import { at, denseImplementations, distance, inside, product, randomMatrix } from "../support/dense.ts";

const bound = 1e-13;
const sizes = [1, 2, 3, 4, 5, 7, 8, 17, 31, 64, 129] as const;

describe.each(denseImplementations.map((kernels) => [kernels.name, kernels] as const))("the %s loops", (_, kernels) => {
  test("multiply matrices of any shape and orientation", () => {
    for (const m of sizes) {
      for (const [n, k] of [
        [1, 5],
        [3, 1],
        [9, 300],
        [65, 33],
        [130, 7],
      ] as const) {
        const a = randomMatrix(kernels, m, k, 1);
        const b = randomMatrix(kernels, k, n, 2);
        const aTurned = transposed(randomMatrix(kernels, k, m, 3));
        const bTurned = transposed(randomMatrix(kernels, n, k, 4));
        for (const left of [a, aTurned]) {
          for (const right of [b, bTurned]) {
            const start = randomMatrix(kernels, m, n, 5);
            const wanted = product(left, right).data.map((value, i) => -0.5 * value + (start.data[i] as number));
            kernels.multiplyAdd(-0.5, left, right, start);
            expect(distance(start, matrix(wanted, m, n))).toBeLessThan(bound);
          }
        }
      }
    }
  });

  test("write the lower triangle alone when asked to", () => {
    for (const n of [1, 3, 4, 6, 33, 150, 1100]) {
      const a = randomMatrix(kernels, 9, n, 1);
      const c = matrix(kernels.allocate(n * n).fill(7), n, n);
      kernels.multiplyAdd(1, transposed(a), a, c, "lower");
      let worst = 0;
      for (let i = 0; i < n; i += n > 200 ? 37 : 1) {
        for (let j = 0; j < n; j++) {
          let wanted = 7;
          for (let p = 0; p < 9 && j <= i; p++) wanted += at(a, p, i) * at(a, p, j);
          worst = Math.max(worst, Math.abs(at(c, i, j) - wanted));
        }
      }
      expect(worst).toBeLessThan(1e-13);
    }
  });

  test("work on blocks inside a larger matrix and leave the rest alone", () => {
    const whole = randomMatrix(kernels, 40, 50, 1);
    const before = whole.data.slice();
    const inner = block(whole, 3, 5, 21, 30);
    const [a, b] = [randomMatrix(kernels, 21, 8, 2), randomMatrix(kernels, 8, 30, 3)];
    const wanted = product(a, b);
    kernels.multiplyAdd(1, a, b, inner);
    let worst = 0;
    for (let i = 0; i < 40; i++) {
      for (let j = 0; j < 50; j++) {
        const inBlock = i >= 3 && i < 24 && j >= 5 && j < 35;
        const change = at(whole, i, j) - (before[i * 50 + j] as number);
        worst = Math.max(worst, Math.abs(change - (inBlock ? at(wanted, i - 3, j - 5) : 0)));
      }
    }
    expect(worst).toBeLessThan(1e-13);
  });

  test("multiply by and update a symmetric matrix", () => {
    for (const n of sizes) {
      const a = randomMatrix(kernels, n, n, 1);
      const full = (i: number, j: number) => (j <= i ? at(a, i, j) : at(a, j, i));
      const symmetric = matrix(
        Float64Array.from({ length: n * n }, (_, k) => full(Math.floor(k / n), k % n)),
        n,
        n,
      );
      const [u, v, y] = [2, 3, 4].map((seed) => randomMatrix(kernels, n, 1, seed)) as [Matrix, Matrix, Matrix];
      kernels.symmetricTimes(a, u.data, y.data);
      expect(distance(y, product(symmetric, u))).toBeLessThan(bound);
      const wanted = symmetric.data.map((value, k) => {
        const [ui, uj] = [at(u, Math.floor(k / n), 0), at(u, k % n, 0)];
        const [vi, vj] = [at(v, Math.floor(k / n), 0), at(v, k % n, 0)];
        return 0.9 * value + 0.3 * ui * uj - 0.7 * (ui * vj + vi * uj) + 1.1 * vi * vj;
      });
      kernels.symmetricUpdate(0.9, a, u.data, v.data, 0.3, -0.7, 1.1);
      expect(distance(a, matrix(wanted, n, n), "lower")).toBeLessThan(bound);
    }
  });
});

describe("the twins agree", () => {
  const wasm = wasmDense();
  const twins = (rows: number, columns: number, seed: number): [Matrix, Matrix] => [
    randomMatrix(plainDense, rows, columns, seed),
    randomMatrix(wasm, rows, columns, seed),
  ];

  test.each([1, 2, 3, 8, 13, 32])("on blocks of %i that are factorised, solved and reflected", (n) => {
    const tall = randomMatrix(plainDense, 2 * n + 3, n, 1);
    const gram = matrix(new Float64Array(n * n), n, n);
    plainDense.multiplyAdd(1, transposed(tall), tall, gram);
    const inWasm = inside(wasm, gram);
    expect(plainDense.factorBlock(gram)).toBe(-1);
    expect(wasm.factorBlock(inWasm)).toBe(-1);
    expect(distance(inWasm, gram, "lower")).toBeLessThan(1e-12);
    for (const columns of [1, 5, 8, 21]) {
      const [b, c] = twins(n, columns, 2);
      plainDense.solveBlock(gram, "lower", b);
      wasm.solveBlock(inWasm, "lower", c);
      expect(distance(c, b)).toBeLessThan(1e-12);
      plainDense.solveBlock(transposed(gram), "upper", b);
      wasm.solveBlock(transposed(inWasm), "upper", c);
      expect(distance(c, b)).toBeLessThan(1e-12);
    }
    const [p, q] = twins(2 * n + 3, n, 3);
    const [tauPlain, tauWasm] = [new Float64Array(n), new Float64Array(n)];
    plainDense.reflectPanel(p, tauPlain);
    wasm.reflectPanel(q, tauWasm);
    expect(distance(q, p)).toBeLessThan(1e-12);
    expect(distance(matrix(tauWasm, n, 1), matrix(tauPlain, n, 1))).toBeLessThan(1e-12);
  });

  test("on rotations of rows", () => {
    const [a, b] = twins(12, 71, 1);
    const angles = randomArray(18, 2);
    plainDense.rotateRows(a, 10, 9, angles);
    wasm.rotateRows(b, 10, 9, angles);
    expect(distance(b, a)).toBeLessThan(1e-14);
  });

  test("on the pivot that is not positive, and on not-a-number", () => {
    for (const bad of [0, -1, Number.NaN]) {
      for (const kernels of [plainDense, wasm]) {
        const a = inside(
          kernels,
          matrix(
            Float64Array.from({ length: 25 }, (_, k) => (k % 6 === 0 ? 2 : 0)),
            5,
            5,
          ),
        );
        a.data[18] = bad;
        expect(kernels.factorBlock(a)).toBe(3);
      }
    }
  });

  test("on arrays that are not in the memory", () => {
    const [a] = twins(20, 20, 1);
    const c = randomMatrix(wasm, 20, 20, 2);
    const wanted = matrix(c.data.slice(), 20, 20);
    plainDense.multiplyAdd(1, a, a, wanted);
    wasm.multiplyAdd(1, a, a, c);
    expect(distance(c, wanted)).toBe(0);
    expect([wasm.owns(a.data), wasm.owns(c.data)]).toEqual([false, true]);
  });
});
