import { describe, expect, test } from "vitest";
import {
  type DenseKernels,
  factorise,
  type Matrix,
  matrix,
  solveFactorised,
  solveLeastSquares,
  solveTriangle,
  symmetricEigen,
  transposed,
} from "../../src/core/index.ts";
import { at, denseImplementations, distance, inside, product, randomMatrix } from "../support/dense.ts";

/** Aᵀ A + shift I of a random square A. */
function positiveMatrix(kernels: DenseKernels, n: number, shift: number): Matrix {
  const a = randomMatrix(kernels, n, n, 11);
  const gram = matrix(kernels.allocate(n * n), n, n);
  kernels.multiplyAdd(1, transposed(a), a, gram);
  for (let i = 0; i < n; i++) gram.data[i * n + i] = at(gram, i, i) + shift;
  return gram;
}

function lowerPart(a: Matrix): Matrix {
  return matrix(
    a.data.map((value, k) => (k % a.columns <= Math.floor(k / a.columns) ? value : 0)),
    a.rows,
    a.columns,
  );
}

describe.each(denseImplementations.map((kernels) => [kernels.name, kernels] as const))(
  "on %s kernels",
  (_, kernels) => {
    test.each([1, 5, 32, 33, 100, 257])(
      "Cholesky of %i rows gives factors whose product is the matrix, and solves",
      (n) => {
        const a = positiveMatrix(kernels, n, 1);
        const factor = inside(kernels, a);
        expect(factorise(factor, kernels)).toBe(-1);
        const l = lowerPart(factor);
        expect(distance(product(l, transposed(l)), a)).toBeLessThan(1e-13);
        const x = randomMatrix(kernels, n, 3, 2);
        const b = inside(kernels, product(a, x));
        solveFactorised(factor, b, kernels);
        expect(distance(b, x)).toBeLessThan(1e-9);
      },
    );

    test("a matrix that is not positive definite is reported with its pivot, wherever that is", () => {
      for (const pivot of [0, 31, 32, 50, 99]) {
        const a = matrix(kernels.allocate(10_000), 100, 100);
        for (let i = 0; i < 100; i++) a.data[i * 101] = i === pivot ? -1e-9 : 2;
        expect(factorise(a, kernels)).toBe(pivot);
      }
    });

    test("triangles of either kind are solved from either side", () => {
      const n = 77;
      const t = randomMatrix(kernels, n, n, 1);
      for (let i = 0; i < n; i++) t.data[i * n + i] = 20 + i / n;
      const x = randomMatrix(kernels, n, 9, 2);
      const lower = lowerPart(t);
      for (const [triangle, view, full] of [
        ["lower", t, lower],
        ["upper", transposed(t), transposed(lower)],
      ] as const) {
        const b = inside(kernels, product(full, x));
        solveTriangle(view, triangle, b, kernels);
        expect(distance(b, x)).toBeLessThan(1e-12);
        // Xᵀ Tᵀ = Bᵀ, with B stored by columns.
        const byColumns = inside(kernels, product(transposed(x), transposed(full)));
        solveTriangle(view, triangle, transposed(byColumns), kernels);
        expect(distance(transposed(byColumns), x)).toBeLessThan(1e-12);
      }
    });

    test.each([
      [1, 1],
      [40, 7],
      [90, 64],
      [150, 101],
    ])("least squares of %i × %i leave a residual at right angles to all columns", (m, n) => {
      const a = randomMatrix(kernels, m, n, 1);
      const b = randomMatrix(kernels, m, 2, 2);
      const x = inside(kernels, b);
      const report = solveLeastSquares(inside(kernels, a), x, undefined, kernels);
      expect([report.rank, report.status]).toEqual([n, "full-rank"]);
      const solution = matrix(x.data.slice(0, 2 * n), n, 2);
      const residual = product(a, solution).data.map((value, i) => value - (b.data[i] as number));
      const slopes = product(transposed(a), matrix(residual, m, 2)).data;
      expect(Math.max(...slopes.map(Math.abs))).toBeLessThan(1e-11);
      const minimum = residual.reduce((total, value) => total + value * value, 0);
      const below = x.data.slice(2 * n).reduce((total, value) => total + value * value, 0);
      expect(Math.abs(minimum - below)).toBeLessThan(1e-11 * Math.max(minimum, 1));
    });

    test("the Longley data give the certified coefficients to eleven digits of the worst", () => {
      // NIST StRD, data set Longley: n = 16, seven coefficients, condition 5e9.
      const x = longley.flatMap((row) => [1, ...row.slice(1)]);
      const a = inside(kernels, matrix(Float64Array.from(x), 16, 7));
      const b = inside(
        kernels,
        matrix(
          Float64Array.from(longley, (row) => row[0] as number),
          16,
          1,
        ),
      );
      expect(solveLeastSquares(a, b, undefined, kernels).rank).toBe(7);
      const errors = certified.map((value, i) => Math.abs((b.data[i] as number) / value - 1));
      expect(Math.max(...errors)).toBeLessThan(1e-9);
    });

    test("dependent columns are counted, and what can be fitted is fitted", () => {
      for (const dependent of [1, 5]) {
        const [m, n] = [120, 50];
        const a = randomMatrix(kernels, m, n, 1);
        // The last columns are sums of the first.
        for (let i = 0; i < m; i++) {
          for (let d = 0; d < dependent; d++) a.data[i * n + n - 1 - d] = at(a, i, d) + 2 * at(a, i, d + 10);
        }
        const x = randomMatrix(kernels, n, 1, 2);
        const b = inside(kernels, product(a, x));
        const wanted = b.data.slice();
        const report = solveLeastSquares(inside(kernels, a), b, 1e-12, kernels);
        expect([report.rank, report.status]).toEqual([n - dependent, "rank-deficient"]);
        const fitted = product(a, matrix(b.data.slice(0, n), n, 1));
        expect(distance(fitted, matrix(wanted, m, 1))).toBeLessThan(1e-12);
        expect(b.data.slice(0, n).filter((value) => value === 0)).toHaveLength(dependent);
      }
    });

    test("a matrix of zeros has rank zero, and one that is not finite says so", () => {
      const zero = matrix(kernels.allocate(12), 4, 3);
      const b = randomMatrix(kernels, 4, 1, 1);
      expect(solveLeastSquares(zero, b, undefined, kernels)).toMatchObject({ rank: 0, status: "rank-deficient" });
      expect([...b.data.slice(0, 3)]).toEqual([0, 0, 0]);
      const bad = randomMatrix(kernels, 4, 3, 1);
      bad.data[4] = Number.NaN;
      expect(solveLeastSquares(bad, b, undefined, kernels).status).toBe("not-finite");
    });

    test.each([1, 2, 3, 20, 65, 130])(
      "the eigenvectors of %i rows are orthonormal and turn the matrix diagonal",
      (n) => {
        const a = positiveMatrix(kernels, n, -n);
        const { values, vectors, status } = symmetricEigen(inside(kernels, a), kernels);
        expect(status).toBe("converged");
        const v = matrix(vectors, n, n);
        const identity = matrix(
          Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0)),
          n,
          n,
        );
        expect(distance(product(v, transposed(v)), identity)).toBeLessThan(1e-12);
        const diagonal = matrix(
          Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? (values[k % n] as number) : 0)),
          n,
          n,
        );
        expect(distance(product(product(v, a), transposed(v)), diagonal)).toBeLessThan(1e-12);
        expect([...values]).toEqual([...values].sort((x, y) => x - y));
      },
    );

    test("the eigenvalues of the second difference are known in closed form", () => {
      const n = 100;
      const a = matrix(kernels.allocate(n * n), n, n);
      for (let i = 0; i < n; i++) {
        a.data[i * n + i] = 2;
        if (i > 0) a.data[i * n + i - 1] = -1;
      }
      const { values } = symmetricEigen(a, kernels);
      const wanted = Array.from({ length: n }, (_, k) => 4 * Math.sin(((k + 1) * Math.PI) / (2 * (n + 1))) ** 2);
      expect(Math.max(...wanted.map((value, k) => Math.abs(value - (values[k] as number))))).toBeLessThan(1e-13);
    });

    test("equal eigenvalues and numbers that are not finite are no obstacle", () => {
      const equal = matrix(kernels.allocate(49), 7, 7);
      for (let i = 0; i < 7; i++) equal.data[i * 8] = 3;
      expect([...symmetricEigen(equal, kernels).values]).toEqual([3, 3, 3, 3, 3, 3, 3]);
      const bad = randomMatrix(kernels, 7, 7, 1);
      bad.data[7] = Number.NaN;
      expect(symmetricEigen(bad, kernels).status).toBe("not-converged");
    });
  },
);

test("least squares with fewer rows than columns are refused", () => {
  const a = matrix(new Float64Array(6), 2, 3);
  expect(() => solveLeastSquares(a, matrix(new Float64Array(2), 2, 1))).toThrow(/at least as many rows as columns/);
});

/** y, x1 … x6: https://www.itl.nist.gov/div898/strd/lls/data/Longley.shtml (public domain). */
const longley = [
  [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
  [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
  [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
  [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
  [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
  [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
  [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
  [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
  [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
  [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
  [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
  [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
  [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
  [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
];
const certified = [
  -3482258.63459582, 15.0618722713733, -0.35819179292591e-1, -2.02022980381683, -1.03322686717359,
  -0.511041056535807e-1, 1829.15146461355,
];
