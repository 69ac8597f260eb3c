import type { OrdinalSpace } from "./space.ts";

/** Whether the earlier sample at index i counts as larger than the later one at j. */
export type Exceeds = (x: ArrayLike<number>, i: number, j: number) => boolean;

/** The order relation of a space. `offset` is the index in the whole series of the first sample of x. */
export function exceeds({ ties, seed }: OrdinalSpace, offset = 0): Exceeds {
  if (ties === "first") return (x, i, j) => (x[i] as number) > (x[j] as number);
  if (ties === "random") {
    return (x, i, j) => {
      const a = x[i] as number;
      const b = x[j] as number;
      return a === b ? lot(seed, offset + i) > lot(seed, offset + j) : a > b;
    };
  }
  const { tolerance } = ties;
  return (x, i, j) => (x[i] as number) - (x[j] as number) > tolerance;
}

/** A 32-bit lot for one sample: the same in all windows that hold it, so that overlapping windows agree. */
function lot(seed: number, index: number): number {
  const low = mix((index >>> 0) ^ mix((seed >>> 0) + 0x9e3779b9));
  return mix(low ^ Math.floor(index / 2 ** 32) ^ Math.floor(seed / 2 ** 32)) >>> 0;
}

/** The finaliser of MurmurHash3 (A. Appleby, in the public domain): a bijection of 32 bits without visible structure. */
function mix(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
