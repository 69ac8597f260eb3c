import { describe, expect, test } from "vitest";
import { randomArray, relativeError } from "../support/arrays.ts";
import { directDft } from "../support/direct-dft.ts";
import { implementations } from "../support/kernels.ts";

interface Case {
  readonly length: number;
  readonly line: [Float64Array, Float64Array];
  readonly spectrum: [Float64Array, Float64Array];
}

const cases = [...Array.from({ length: 511 }, (_, at) => at + 2), 521, 1021, 2039].map((length): Case => {
  const line: [Float64Array, Float64Array] = [randomArray(length, 1), randomArray(length, 2)];
  return { length, line, spectrum: directDft(...line) };
});

/** A tenth of the required 1e-14 log2 N: what an FFT with exact twiddles keeps with room to spare. */
const bound = (length: number) => 1e-15 * Math.log2(length);

describe.each(implementations)("the FFT of the $name kernels", (kernels) => {
  test("agrees with the direct DFT at every length from 2 to 512 and at the primes 521, 1021 and 2039", () => {
    const misses = cases.flatMap(({ length, line: [re, im], spectrum }) => {
      const got: [Float64Array, Float64Array] = [re.slice(), im.slice()];
      kernels.fft(length).forward(...got);
      const error = relativeError(got, spectrum);
      return error <= bound(length) ? [] : [{ length, error }];
    });
    expect(misses).toEqual([]);
  });

  test("is undone by the inverse at the same lengths", () => {
    const misses = cases.flatMap(({ length, line, spectrum: [re, im] }) => {
      const got: [Float64Array, Float64Array] = [re.slice(), im.slice()];
      kernels.fft(length).inverse(...got);
      const error = relativeError(got, line);
      return error <= bound(length) ? [] : [{ length, error }];
    });
    expect(misses).toEqual([]);
  });

  test.each([4096, 3 ** 7, 10_000, 7 ** 4, 11 ** 3 * 2, 13 ** 3, 4099])(
    "finds a single wave and nothing else at length %i",
    (length) => {
      const mode = Math.floor(length / 3);
      const angle = (j: number) => (2 * Math.PI * ((j * mode) % length)) / length;
      const re = Float64Array.from({ length }, (_, j) => Math.cos(angle(j)));
      const im = Float64Array.from({ length }, (_, j) => Math.sin(angle(j)));
      kernels.fft(length).forward(re, im);
      const wanted = new Float64Array(length);
      wanted[mode] = length;
      expect(relativeError([re, im], [wanted, new Float64Array(length)])).toBeLessThan(bound(length));
    },
  );
});
