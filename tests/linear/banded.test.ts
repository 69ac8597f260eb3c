import { describe, expect, test } from "vitest";
import { factoriseBanded, matrix, solveBanded } from "../../src/core/index.ts";
import { denseImplementations } from "../support/dense.ts";

describe.each(denseImplementations.map((kernels) => [kernels.name, kernels] as const))("banded %s", (_, kernels) => {
  test.each([
    [1, 0],
    [70, 1],
    [200, 5],
    [200, 90],
    [150, 149],
  ])("factors of a matrix of %i rows with %i below the diagonal solve its equations", (n, bandwidth) => {
    const element = (i: number, j: number) =>
      Math.abs(i - j) > bandwidth ? 0 : i === j ? 2 * bandwidth + 2 : Math.cos(Math.min(i, j) + 0.3 * Math.abs(i - j));
    const a = matrix(kernels.allocate(n * n), n, n);
    // The upper triangle is not read.
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) a.data[i * n + j] = j <= i ? element(i, j) : Number.NaN;
    }
    const x = Float64Array.from({ length: n }, (_, i) => Math.sin(i) + 2);
    const b = matrix(kernels.allocate(n), n, 1);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) b.data[i]! += element(i, j) * x[j]!;
    }
    expect(factoriseBanded(a, bandwidth, kernels)).toBe(-1);
    solveBanded(a, bandwidth, b, kernels);
    for (let i = 0; i < n; i++) expect(b.data[i]).toBeCloseTo(x[i]!, 11);
  });

  test("name the first row whose pivot is not positive", () => {
    const n = 100;
    const a = matrix(kernels.allocate(n * n), n, n);
    for (let i = 0; i < n; i++) a.data[i * (n + 1)] = i === 71 ? -1 : 1;
    expect(factoriseBanded(a, 3, kernels)).toBe(71);
  });
});
