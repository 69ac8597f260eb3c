import { linear, rng } from "sech";
import { expect, test } from "vitest";

const { matrix, singularValues } = linear;

/** A random orthogonal matrix as a product of reflections. */
function orthogonal(n: number, random: ReturnType<typeof rng>): Float64Array {
  const q = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  for (let round = 0; round < n; round++) {
    const v = Float64Array.from({ length: n }, () => random.normal());
    const size = v.reduce((total, x) => total + x * x, 0);
    for (let i = 0; i < n; i++) {
      let product = 0;
      for (let j = 0; j < n; j++) product += (q[i * n + j] as number) * (v[j] as number);
      for (let j = 0; j < n; j++) q[i * n + j] = (q[i * n + j] as number) - (2 * product * (v[j] as number)) / size;
    }
  }
  return q;
}

test("known singular values over fifteen decades come back to rounding of the largest", () => {
  const random = rng(5);
  const [rows, columns] = [30, 16];
  const [left, right] = [orthogonal(rows, random), orthogonal(columns, random)];
  const sigma = Float64Array.from({ length: columns }, (_, i) => 10 ** -i);
  const a = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++) {
        a[i * columns + j] =
          (a[i * columns + j] as number) +
          (left[i * rows + k] as number) * (sigma[k] as number) * (right[k * columns + j] as number);
      }
    }
  }
  const tall = singularValues(matrix(a, rows, columns));
  const wide = singularValues(linear.transposed(matrix(a, rows, columns)));
  expect(tall.status).toBe("converged");
  sigma.forEach((value, i) => {
    expect(Math.abs((tall.values[i] as number) - value)).toBeLessThan(1e-15);
    expect(Math.abs((wide.values[i] as number) - value)).toBeLessThan(1e-15);
  });
});

test("a matrix without rank has zeros, one that is not finite does not converge, and none is refused", () => {
  expect(Array.from(singularValues(matrix(Float64Array.of(3, 4, 6, 8), 2, 2)).values)).toEqual([
    expect.closeTo(Math.sqrt(125), 13),
    expect.closeTo(0, 14),
  ]);
  expect(Array.from(singularValues(matrix(new Float64Array(6), 3, 2)).values)).toEqual([0, 0]);
  expect(singularValues(matrix(Float64Array.of(1, Number.NaN, 2, 1), 2, 2)).status).toBe("not-converged");
  expect(() => singularValues(matrix(new Float64Array(0), 0, 2))).toThrow(/empty/);
});
