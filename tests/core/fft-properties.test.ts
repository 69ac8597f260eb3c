import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { norm, randomArray, relativeError } from "../support/arrays.ts";
import { check } from "../support/check.ts";
import { implementations } from "../support/kernels.ts";

const lengths = fc.integer({ min: 1, max: 400 });
const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const tolerance = 1e-14;

describe.each(implementations)("the FFT of the $name kernels", (kernels) => {
  const transformed = (re: Float64Array, im: Float64Array): [Float64Array, Float64Array] => {
    const out: [Float64Array, Float64Array] = [re.slice(), im.slice()];
    kernels.fft(re.length).forward(...out);
    return out;
  };

  test("is linear", () => {
    const weights = fc.double({ min: -2, max: 2, noNaN: true });
    check(
      fc.property(lengths, seeds, weights, weights, (length, seed, a, b) => {
        const [xRe, xIm, yRe, yIm] = [0, 1, 2, 3].map((at) => randomArray(length, seed + at)) as Quartet;
        const mix = (x: Float64Array, y: Float64Array) =>
          x.map((value, j) => 2 * value + a * value + b * (y[j] as number));
        const [fxRe, fxIm] = transformed(xRe, xIm);
        const [fyRe, fyIm] = transformed(yRe, yIm);
        const got = transformed(mix(xRe, yRe), mix(xIm, yIm));
        const wanted: [Float64Array, Float64Array] = [mix(fxRe, fyRe), mix(fxIm, fyIm)];
        const scale = 4 * norm(fxRe, fxIm) + 2 * norm(fyRe, fyIm);
        const difference = norm(
          got[0].map((value, k) => value - (wanted[0][k] as number)),
          got[1].map((value, k) => value - (wanted[1][k] as number)),
        );
        expect(difference / scale).toBeLessThan(tolerance);
      }),
    );
  });

  test("turns a shift by s points into the phase exp(2πi ks/N)", () => {
    check(
      fc.property(lengths, seeds, fc.nat(1000), (length, seed, shift) => {
        const re = randomArray(length, seed);
        const im = randomArray(length, seed + 1);
        const shifted = (x: Float64Array) => x.map((_, j) => x[(j + shift) % length] as number);
        const got = transformed(shifted(re), shifted(im));
        const [vRe, vIm] = transformed(re, im);
        const wanted: [Float64Array, Float64Array] = [new Float64Array(length), new Float64Array(length)];
        for (let k = 0; k < length; k++) {
          const angle = (2 * Math.PI * ((k * shift) % length)) / length;
          wanted[0][k] = (vRe[k] as number) * Math.cos(angle) - (vIm[k] as number) * Math.sin(angle);
          wanted[1][k] = (vRe[k] as number) * Math.sin(angle) + (vIm[k] as number) * Math.cos(angle);
        }
        expect(relativeError(got, wanted)).toBeLessThan(tolerance);
      }),
    );
  });

  test("keeps the norm up to √N (Parseval)", () => {
    check(
      fc.property(lengths, seeds, (length, seed) => {
        const re = randomArray(length, seed);
        const im = randomArray(length, seed + 1);
        const ratio = norm(...transformed(re, im)) / (Math.sqrt(length) * norm(re, im));
        expect(Math.abs(ratio - 1)).toBeLessThan(tolerance);
      }),
    );
  });

  test("gives a real line a spectrum with v(−k) = conj v(k)", () => {
    check(
      fc.property(lengths, seeds, (length, seed) => {
        const [re, im] = transformed(randomArray(length, seed), new Float64Array(length));
        const mirrored = (x: Float64Array, sign: number) =>
          x.map((_, k) => sign * (x[(length - k) % length] as number));
        expect(relativeError([mirrored(re, 1), mirrored(im, -1)], [re, im])).toBeLessThan(tolerance);
      }),
    );
  });

  test("does nothing at length 1", () => {
    const re = Float64Array.of(3);
    const im = Float64Array.of(-4);
    kernels.fft(1).forward(re, im);
    kernels.fft(1).inverse(re, im);
    expect([re[0], im[0]]).toEqual([3, -4]);
  });
});

type Quartet = [Float64Array, Float64Array, Float64Array, Float64Array];
