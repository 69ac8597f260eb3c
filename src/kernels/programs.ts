import { unitRoots } from "../core/index.ts";
import type { Heap } from "./heap.ts";

/** Beyond this the 24 streams of a last pass of radix 8 drive each other out of the nearest cache. */
const longest8 = 4096;

/**
 * The radices of an even length in the order of its passes, or null where it has a prime factor above 5, is odd or has
 * one pass. The first is even, because only then are all later strides; 8 comes last, where it has no twiddles.
 */
export function evenRadices(length: number): number[] | null {
  const { twos, odd } = factors(length);
  if (odd === null || twos === 0 || [2, 4, 8].includes(length)) return null;
  if (twos === 1) return [2, ...odd];
  const rest = twos - 2;
  const fours = (count: number) => new Array<number>(count).fill(4);
  if (rest % 2 === 0) return [4, ...odd, ...fours(rest / 2)];
  return rest === 1 || length > longest8
    ? [4, ...odd, ...fours((rest - 1) / 2), 2]
    : [4, ...odd, ...fours((rest - 3) / 2), 8];
}

/** The radices of a length whose lines are packed at least two by two, or null where it is 1 or has a prime factor above 5. */
export function packedRadices(length: number): number[] | null {
  const { twos, odd } = factors(length);
  if (odd === null || length === 1) return null;
  const fours = (count: number) => new Array<number>(count).fill(4);
  if (twos % 2 === 0) return [...odd, ...fours(twos / 2)];
  return twos === 1 ? [...odd, 2] : [...odd, ...fours((twos - 3) / 2), 8];
}

/** The power of two in a length, and its other prime factors where they are 3 and 5. */
function factors(length: number): { twos: number; odd: number[] | null } {
  let rest = length;
  let twos = 0;
  for (; rest % 2 === 0; rest /= 2) twos += 1;
  const odd: number[] = [];
  for (const radix of [5, 3]) {
    for (; rest % radix === 0; rest /= radix) odd.push(radix);
  }
  return { twos, odd: rest === 1 ? odd : null };
}

/**
 * Writes a program for assembly/kernels/fft/run.ts: the number of passes, then for each its radix R, its m = n/R, its
 * stride and the address of its twiddles, which the last pass has none of.
 *
 * @param splitFirst Whether the first pass goes over pairs of p, which need another table.
 */
export function writeProgram(heap: Heap, length: number, radices: readonly number[], splitFirst: boolean): number {
  const program = reserve(heap, 4 * (1 + 4 * radices.length));
  const words = heap.words(program, 1 + 4 * radices.length);
  words[0] = radices.length;
  let n = length;
  let stride = 1;
  radices.forEach((radix, at) => {
    const m = n / radix;
    const last = at === radices.length - 1;
    const table = last ? 0 : writeTwiddles(heap, radix, n, splitFirst && at === 0);
    words.set([radix, m, stride, table], 1 + 4 * at);
    n = m;
    stride *= radix;
  });
  return program;
}

/** w_p^k = exp(−2πi pk/n): of every p [re w, im w, re w², …], of every pair of p [re, re, im, im] of w, then of w² … */
function writeTwiddles(heap: Heap, radix: number, n: number, pairs: boolean): number {
  const row = radix - 1;
  const m = n / radix;
  const padded = pairs ? 2 * Math.ceil(m / 2) : m;
  const address = reserve(heap, 16 * padded * row);
  const { re, im } = unitRoots(n, padded * row, (at) => Math.floor(at / row) * ((at % row) + 1));
  const table = heap.numbers(address, 2 * padded * row);
  for (let at = 0; at < padded * row; at++) {
    const p = Math.floor(at / row);
    const k = at % row;
    const place = pairs ? 4 * ((p >> 1) * row + k) + (p & 1) : 2 * at;
    table[place] = re[at] as number;
    table[place + (pairs ? 2 : 1)] = im[at] as number;
  }
  return address;
}

/** A place that is kept. */
export function reserve(heap: Heap, bytes: number): number {
  const address = heap.take(bytes);
  if (address < 0) throw new RangeError("the memory of the kernels is full");
  return address;
}
