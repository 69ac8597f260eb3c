import { describe, expect, test } from "vitest";
import { SechError } from "../../src/core/index.ts";
import { randomArray, relativeError } from "../support/arrays.ts";
import { directDft } from "../support/direct-dft.ts";
import { implementations } from "../support/kernels.ts";

type Complex = [Float64Array, Float64Array];

const misused = expect.objectContaining({ code: "invalid-argument" });

describe.each(implementations)("the plans of the $name kernels", (kernels) => {
  test.each([1, 2, 7, 12, 17, 64, 100])("do a batch of length %i like one transform after the other", (length) => {
    for (const direction of ["forward", "inverse"] as const) {
      const batch = 5;
      const line: Complex = [randomArray(batch * length, 3), randomArray(batch * length, 4)];
      const together: Complex = [line[0].slice(), line[1].slice()];
      kernels.fft(length, batch)[direction](...together);
      for (let at = 0; at < batch; at++) {
        const part = (x: Float64Array) => x.slice(at * length, (at + 1) * length);
        const alone: Complex = [part(line[0]), part(line[1])];
        kernels.fft(length)[direction](...alone);
        expect(relativeError([part(together[0]), part(together[1])], alone)).toBeLessThan(1e-15);
      }
    }
  });

  test.each([
    [6, 10],
    [8, 8],
    [7, 5],
    [1, 9],
    [12, 1],
    [16, 17],
    [3, 64],
  ])("transform %i × %i points as the DFT along rows, then along columns", (rows, columns) => {
    const plane: Complex = [randomArray(rows * columns, 5), randomArray(rows * columns, 6)];
    const wanted: Complex = [plane[0].slice(), plane[1].slice()];
    const apply = (count: number, at: (line: number) => number[]) => {
      for (let line = 0; line < count; line++) {
        const places = at(line);
        const pick = (x: Float64Array) => Float64Array.from(places, (place) => x[place] as number);
        const [re, im] = directDft(pick(wanted[0]), pick(wanted[1]));
        for (const [j, place] of places.entries()) {
          wanted[0][place] = re[j] as number;
          wanted[1][place] = im[j] as number;
        }
      }
    };
    apply(rows, (r) => Array.from({ length: columns }, (_, c) => r * columns + c));
    apply(columns, (c) => Array.from({ length: rows }, (_, r) => r * columns + c));
    const got: Complex = [plane[0].slice(), plane[1].slice()];
    kernels.fft2(rows, columns).forward(...got);
    expect(relativeError(got, wanted)).toBeLessThan(2e-15);
    kernels.fft2(rows, columns).inverse(...got);
    expect(relativeError(got, plane)).toBeLessThan(2e-15);
  });

  test("refuse lines beyond what any memory for them holds, before they ask for any", () => {
    for (const length of [2 ** 25, 2 ** 28, 3 ** 16, 2 ** 52]) {
      expect(() => kernels.fft(length)).toThrow("must be at most 16777216");
      expect(() => kernels.fft2(8, length)).toThrow("the columns of a transform must be at most 16777216");
      expect(() => kernels.fft2(length, 8)).toThrow("the rows of a transform must be at most 16777216");
    }
    for (const length of [2 ** 23 + 9, 17 * 2 ** 19])
      expect(() => kernels.fft(length)).toThrow("must be at most 8388608");
    expect(() => kernels.fft(2 ** 28)).toThrow(misused);
  });

  test("find the one wavenumber of a plane wave on a 24 × 40 grid", () => {
    const [rows, columns, p, q] = [24, 40, 5, 33];
    const angle = (at: number) =>
      2 * Math.PI * ((p * Math.floor(at / columns)) / rows + (q * (at % columns)) / columns);
    const re = Float64Array.from({ length: rows * columns }, (_, at) => Math.cos(angle(at)));
    const im = Float64Array.from({ length: rows * columns }, (_, at) => Math.sin(angle(at)));
    kernels.fft2(rows, columns).forward(re, im);
    const wanted = new Float64Array(rows * columns);
    wanted[p * columns + q] = rows * columns;
    expect(relativeError([re, im], [wanted, new Float64Array(rows * columns)])).toBeLessThan(1e-13);
  });

  test("are made once for each shape, and tell it", () => {
    expect(kernels.fft(48)).toBe(kernels.fft(48));
    expect(kernels.fft(48, 3)).toBe(kernels.fft(48, 3));
    expect(kernels.fft2(6, 8)).toBe(kernels.fft2(6, 8));
    expect(kernels.fft(48, 3)).not.toBe(kernels.fft(48));
    expect(kernels.fft2(6, 8)).not.toBe(kernels.fft2(8, 6));
    expect(kernels.fft(48)).toMatchObject({ shape: [48], batch: 1 });
    expect(kernels.fft(48, 3)).toMatchObject({ shape: [48], batch: 3 });
    expect(kernels.fft2(6, 8)).toMatchObject({ shape: [6, 8], batch: 1 });
  });

  test("work on arrays from allocate, which are zeroed, as on any other", () => {
    const re = kernels.allocate(60);
    const im = kernels.allocate(60);
    expect([...re, ...im].every((value) => value === 0)).toBe(true);
    const line: Complex = [randomArray(60, 7), randomArray(60, 8)];
    re.set(line[0]);
    im.set(line[1]);
    kernels.fft(60).forward(re, im);
    kernels.fft(60).forward(...line);
    expect([re, im]).toEqual(line);
  });

  test.each([0, -8, 2.5, Number.NaN, Number.POSITIVE_INFINITY])("refuse the length %d, in every place", (length) => {
    expect(() => kernels.fft(length)).toThrow(misused);
    expect(() => kernels.fft(8, length)).toThrow(misused);
    expect(() => kernels.fft2(length, 8)).toThrow(misused);
    expect(() => kernels.fft2(8, length)).toThrow(misused);
  });

  test("refuse arrays of another size", () => {
    const call = () => kernels.fft(8, 2).forward(new Float64Array(16), new Float64Array(8));
    expect(call).toThrow(SechError);
    expect(call).toThrow("16");
    expect(() => kernels.fft(8).inverse(new Float64Array(16), new Float64Array(16))).toThrow(misused);
  });
});
