import { describe, expect, test } from "vitest";
import { randomArray } from "../support/arrays.ts";
import { implementations } from "../support/kernels.ts";

/** Lengths with every remainder that an unrolled loop can leave. */
const lengths = [0, 1, 2, 3, 4, 5, 6, 7, 8, 63, 1001];

function expectClose(got: Float64Array, wanted: ArrayLike<number>, tolerance = 4e-15): void {
  expect(got.length).toBe(wanted.length);
  const misses = Array.from(got).flatMap((value, at) => {
    const target = wanted[at] as number;
    return Math.abs(value - target) <= tolerance * (1 + Math.abs(target)) ? [] : [{ at, value, target }];
  });
  expect(misses).toEqual([]);
}

describe.each(implementations)("the array loops of the $name kernels", (kernels) => {
  describe.each(lengths)("at length %i", (length) => {
    const a = randomArray(length, 11);
    const b = randomArray(length, 12);

    test("combine adds the first `count` weighted vectors to the base, for every count", () => {
      const vectors = Array.from({ length: 13 }, (_, j) => randomArray(length, 20 + j));
      const weights = randomArray(13, 40);
      for (let count = 0; count <= 13; count++) {
        const wanted = Array.from(a, (value, i) =>
          vectors
            .slice(0, count)
            .reduce((total, vector, j) => total + (weights[j] as number) * (vector[i] as number), value),
        );
        const base = a.slice();
        const out = new Float64Array(length).fill(Number.NaN);
        kernels.combine(base, vectors, weights, count, out);
        expectClose(out, wanted, 2e-14);
        expect(base).toEqual(a);
        kernels.combine(base, vectors, weights, count, base);
        expectClose(base, wanted, 2e-14);
      }
    });

    test("sumOfSquares adds the squares", () => {
      const wanted = a.reduce((total, value) => total + value * value, 0);
      expect(Math.abs(kernels.sumOfSquares(a) - wanted)).toBeLessThanOrEqual(1e-14 * wanted);
    });

    test("exponential is exp of the scaled complex number, also in place", () => {
      const scale = -1.7;
      const wantedRe = a.map((re, i) => Math.exp(scale * re) * Math.cos(scale * (b[i] as number)));
      const wantedIm = a.map((re, i) => Math.exp(scale * re) * Math.sin(scale * (b[i] as number)));
      const [outRe, outIm] = [new Float64Array(length), new Float64Array(length)];
      kernels.exponential(a, b, scale, outRe, outIm);
      expectClose(outRe, wantedRe);
      expectClose(outIm, wantedIm);
      const [re, im] = [a.slice(), b.slice()];
      kernels.exponential(re, im, scale, re, im);
      expectClose(re, wantedRe);
      expectClose(im, wantedIm);
    });

    test("multiply is the complex product, also of a field with itself", () => {
      const [c, d] = [randomArray(length, 13), randomArray(length, 14)];
      const [re, im] = [a.slice(), b.slice()];
      kernels.multiply(c, d, re, im);
      expectClose(re, product(a, b, c, d).re);
      expectClose(im, product(a, b, c, d).im);
      const [squareRe, squareIm] = [a.slice(), b.slice()];
      kernels.multiply(squareRe, squareIm, squareRe, squareIm);
      expectClose(squareRe, product(a, b, a, b).re);
      expectClose(squareIm, product(a, b, a, b).im);
    });

    test("cubic is i γ |ψ|² ψ", () => {
      const gamma = 0.7;
      const rate = a.map((re, i) => gamma * (re ** 2 + (b[i] as number) ** 2));
      const [re, im] = [a.slice(), b.slice()];
      kernels.cubic(gamma, re, im);
      expectClose(
        re,
        b.map((value, i) => -value * (rate[i] as number)),
      );
      expectClose(
        im,
        a.map((value, i) => value * (rate[i] as number)),
      );
    });

    test("rotateByIntensity turns every ψ by angle |ψ|²", () => {
      const phase = a.map((re, i) => 0.3 * (re ** 2 + (b[i] as number) ** 2));
      const [re, im] = [a.slice(), b.slice()];
      kernels.rotateByIntensity(0.3, re, im);
      const wanted = product(a, b, phase.map(Math.cos), phase.map(Math.sin));
      expectClose(re, wanted.re);
      expectClose(im, wanted.im);
    });
  });

  test("combine never reads a vector or a weight beyond the count", () => {
    const out = new Float64Array(5);
    const ones = new Float64Array(5).fill(1);
    const poison = new Float64Array(5).fill(Number.NaN);
    for (let count = 0; count <= 9; count++) {
      const vectors = Array.from({ length: 12 }, (_, j) => (j < count ? ones : poison));
      const weights = Float64Array.from({ length: 12 }, (_, j) => (j < count ? 2 : Number.NaN));
      kernels.combine(ones, vectors, weights, count, out);
      expect([...out]).toEqual(Array(5).fill(1 + 2 * count));
    }
  });

  test("rotateByIntensity keeps |ψ| for phases from tiny to huge", () => {
    for (const angle of [1e-9, 1, 1e3, 1e6]) {
      const [re, im] = [randomArray(500, 15), randomArray(500, 16)];
      const before = re.map((value, i) => Math.hypot(value, im[i] as number));
      kernels.rotateByIntensity(angle, re, im);
      expectClose(
        re.map((value, i) => Math.hypot(value, im[i] as number)),
        before,
      );
    }
  });
});

function product(a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array) {
  return {
    re: a.map((value, i) => value * (c[i] as number) - (b[i] as number) * (d[i] as number)),
    im: a.map((value, i) => value * (d[i] as number) + (b[i] as number) * (c[i] as number)),
  };
}
