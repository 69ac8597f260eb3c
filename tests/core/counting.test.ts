import { describe, expect, test } from "vitest";
import { countingKernels } from "../../src/core/index.ts";
import { randomArray } from "../support/arrays.ts";
import { implementations } from "../support/kernels.ts";

const zeros = (length: number): [Float64Array, Float64Array] => [new Float64Array(length), new Float64Array(length)];

describe.each(implementations)("counting on the $name kernels", (plain) => {
  test("counts each transform, forward and inverse, and not the making of plans", () => {
    const { kernels, count } = countingKernels(plain);
    const fft = kernels.fft(16);
    expect(count()).toBe(0);
    fft.forward(...zeros(16));
    fft.inverse(...zeros(16));
    expect(count()).toBe(2);
  });

  test("counts a batch by its size and a plane by its rows and columns", () => {
    const { kernels, count } = countingKernels(plain);
    kernels.fft(16, 5).forward(...zeros(80));
    expect(count()).toBe(5);
    kernels.fft2(6, 10).inverse(...zeros(60));
    expect(count()).toBe(5 + 16);
  });

  test("counts a transform of the doubled grid as two, given the grid's length", () => {
    const { kernels, count } = countingKernels(plain, 16);
    kernels.fft(16).forward(...zeros(16));
    kernels.fft(32).forward(...zeros(32));
    kernels.fft(24, 2).forward(...zeros(48));
    expect(count()).toBe(1 + 2 + 3);
    kernels.fft2(16, 16).forward(...zeros(256));
    expect(count()).toBe(6 + 32);
  });

  test("leaves out what runs excluded, nested or failing, and hands on its result", () => {
    const { kernels, count, excluded } = countingKernels(plain);
    const transform = () => kernels.fft(8).forward(...zeros(8));
    transform();
    const result = excluded(() => {
      transform();
      excluded(transform);
      return "saved";
    });
    expect(result).toBe("saved");
    expect(() =>
      excluded(() => {
        transform();
        throw new RangeError("broken diagnostic");
      }),
    ).toThrow(RangeError);
    expect(count()).toBe(1);
    transform();
    expect(count()).toBe(2);
  });

  test("does not count a refused call", () => {
    const { kernels, count } = countingKernels(plain);
    expect(() => kernels.fft(8).forward(...zeros(7))).toThrow();
    expect(count()).toBe(0);
  });

  test("changes no result, keeps one plan for each shape, and counts apart from other counters", () => {
    const first = countingKernels(plain);
    const second = countingKernels(plain);
    expect(first.kernels.fft(12)).toBe(first.kernels.fft(12, 1));
    const [re, im] = [randomArray(12, 1), randomArray(12, 2)];
    const [wantedRe, wantedIm] = [re.slice(), im.slice()];
    first.kernels.fft(12).forward(re, im);
    plain.fft(12).forward(wantedRe, wantedIm);
    expect([re, im]).toEqual([wantedRe, wantedIm]);
    expect([first.count(), second.count()]).toEqual([1, 0]);
    expect(first.kernels.name).toBe(plain.name);
    expect(first.kernels.sumOfSquares(Float64Array.of(3, 4))).toBe(25);
  });

  test("refuses a base length that is not positive", () => {
    expect(() => countingKernels(plain, 0)).toThrow("baseLength must be positive, got 0");
  });
});
