import FFT from "fft.js";
import type { Transform } from "./transform.ts";

/**
 * The transform of a power of two N ≥ 2, by the radix-4 library fft.js on an interleaved copy.
 *
 * The copy is a plain array, on which the library is faster than on a Float64Array.
 */
export function powerOfTwo(length: number): Transform {
  const library = new FFT(length);
  const input = new Array<number>(2 * length).fill(0);
  const output = new Array<number>(2 * length).fill(0);
  return (re, im, offset, scale) => {
    for (let j = 0; j < length; j++) {
      input[2 * j] = re[offset + j] as number;
      input[2 * j + 1] = im[offset + j] as number;
    }
    library.transform(output, input);
    for (let k = 0; k < length; k++) {
      re[offset + k] = scale * (output[2 * k] as number);
      im[offset + k] = scale * (output[2 * k + 1] as number);
    }
  };
}
