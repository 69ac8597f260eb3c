import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dot, rng, sum } from "../../src/core/index.ts";
import { check } from "../support/check.ts";

/** Numbers m 2^e with |m| < 2^53 and −30 ≤ e ≤ 30. */
function wideNumbers(count: number, seed: number): number[] {
  const random = rng(seed);
  const sign = () => 1 - 2 * random.integer(2);
  return Array.from({ length: count }, () => sign() * random.integer(2 ** 53) * 2 ** (random.integer(61) - 30));
}

/** The proven bound of both algorithms, u |exact| + γ² Σ|terms|, a little enlarged; u = 2^−53. */
const errorBound = (count: number, exact: number, size: number) =>
  2 ** -52 * Math.abs(exact) + 2 * count ** 2 * 2 ** -106 * size;

const seeds = fc.nat(2 ** 30);

const plainDot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((total, x, i) => total + x * (b[i] as number), 0);

describe("sum", () => {
  test("keeps what cancellation would lose", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum([1e100, 1, -1e100])).toBe(1);
    expect(sum([1, 2 ** -60, -1])).toBe(2 ** -60);
    expect(sum(new Float64Array(10).fill(0.1))).toBe(1);
  });

  test("keeps its error bound where terms cancel and plain summation does not", () => {
    let plainWasWorse = 0;
    check(
      fc.property(fc.integer({ min: 1, max: 60 }), seeds, (count, seed) => {
        const half = wideNumbers(count, seed);
        const terms = [...half, ...half.map((x) => -x).reverse(), 1.25 + seed * 2 ** -30];
        const exact = Number(terms.reduce((total, x) => total + BigInt(x * 2 ** 30), 0n)) * 2 ** -30;
        const size = terms.reduce((total, x) => total + Math.abs(x), 0);
        const bound = errorBound(terms.length, exact, size);
        expect(Math.abs(sum(terms) - exact)).toBeLessThanOrEqual(bound);
        if (Math.abs(terms.reduce((total, x) => total + x, 0) - exact) > bound) plainWasWorse++;
      }),
    );
    expect(plainWasWorse).toBeGreaterThan(50);
  });

  test("of nothing is 0, and NaN and infinity pass through", () => {
    expect(sum([])).toBe(0);
    expect(sum([1, Number.NaN, 2])).toBeNaN();
    expect(sum([1, Number.POSITIVE_INFINITY, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(sum([1e308, 1e308])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("dot", () => {
  test("keeps what cancellation would lose", () => {
    expect(dot([1, 1e100, 1, -1e100], [1, 1, 1, 1])).toBe(2);
    expect(dot([2 ** 200, 1, -(2 ** 200)], [2 ** 300, 1, 2 ** 300])).toBe(1);
  });

  test("keeps the rounding errors of the products", () => {
    const x = 1 + 2 ** -30;
    expect(x * x - (1 + 2 ** -29)).toBe(0);
    expect(dot([x, -1, -1], [x, 1, 2 ** -29])).toBe(2 ** -60);
  });

  test("agrees with the exact product where plain summation has lost every digit", () => {
    let plainWasWorse = 0;
    check(
      fc.property(fc.integer({ min: 2, max: 40 }), seeds, (count, seed) => {
        const [x, y] = [wideNumbers(count, seed), wideNumbers(count, seed + 1)];
        const lowered = y.map((value) => value * (1 + 2 ** -40)); // rounded: so the pairs cancel, but not quite
        const [a, b] = [
          [...x, ...x.map((value) => -value)],
          [...y, ...lowered],
        ];
        const exactTotal = a.reduce((total, value, i) => total + scaled(value) * scaled(b[i] as number), 0n);
        const exact = Number(exactTotal) * 2 ** -200;
        const size = a.reduce((total, value, i) => total + Math.abs(value * (b[i] as number)), 0);
        const bound = errorBound(a.length, exact, size);
        expect(Math.abs(dot(a, b) - exact)).toBeLessThanOrEqual(bound);
        if (Math.abs(plainDot(a, b) - exact) > bound) plainWasWorse++;
      }),
    );
    expect(plainWasWorse).toBeGreaterThan(50);
  });

  test("falls back to the plain sum where splitting a factor overflows", () => {
    expect(dot([2 ** 1010, 3], [2 ** -1010, 4])).toBe(13);
  });

  test("of nothing is 0, and lists of different lengths are refused", () => {
    expect(dot([], [])).toBe(0);
    expect(() => dot([1, 2], [1])).toThrow("a dot product needs two lists of one length, got [2,1]");
  });
});

/** x as a whole multiple of 2^−100. */
function scaled(x: number): bigint {
  return BigInt(x * 2 ** 100);
}
