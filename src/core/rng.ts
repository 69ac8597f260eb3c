import { invalid } from "./errors.ts";
import { philox } from "./philox.ts";

/**
 * A reproducible stream of random numbers that can be split.
 *
 * The words are Philox4x32-10 (see `philox.ts`) under a 64-bit key, over the counters (block, stream), 64 bits each: a
 * seed gives the key and stream 0. `log` and `sqrt` apart, which engines may round differently, every engine draws the
 * same numbers.
 */
export interface Rng {
  /** Uniform on [0, 1): a multiple of 2^−53. */
  uniform(): number;
  /**
   * Standard normal, exact up to rounding.
   *
   * Source: G. Marsaglia and T. A. Bray, A convenient method for generating normal variables, SIAM Review 6 (1964)
   * 260–264.
   */
  normal(): number;
  /** Uniform on the whole numbers 0 … n − 1, without bias; 1 ≤ n ≤ 2^53. */
  integer(n: number): number;
  /**
   * The child stream of the given index, 0 … 2^52 − 1. It depends on this stream's seed and path alone, not on what was
   * drawn from it, so run i is the same on any worker.
   */
  split(index: number): Rng;
  /** All that a continuation needs: eight finite numbers. */
  save(): Float64Array;
  /** Makes this generator continue where the saved one was; equal to the bit. */
  restore(saved: ArrayLike<number>): void;
}

/** What seeds a generator: a whole number from 0 to 2^64 − 1, or any text. */
export type Seed = number | bigint | string;

/** Makes a generator. Equal seeds give equal streams; 7 and 7n are equal, the text "7" is another. */
export function rng(seed: Seed): Rng {
  return stream(typeof seed === "string" ? wordsOfText(seed) : wordsOfNumber(seed));
}

/** The identity of a stream: two key words and two stream words, which are the upper half of its counter. */
type Identity = Uint32Array;

function stream(initial: Identity): Rng {
  const identity = Uint32Array.from(initial);
  const words = new Uint32Array(4);
  let block = 0; // of the words at hand: the block before the next one
  let used = 4; // of the words at hand: 2 or 4
  let spare = 0; // the second normal of a pair
  let hasSpare = false;

  const bits53 = (): number => {
    if (used === 4) {
      fill(identity, block++, 0, words);
      used = 0;
    }
    used += 2;
    return ((words[used - 2] as number) >>> 5) * 2 ** 26 + ((words[used - 1] as number) >>> 6);
  };
  const uniform = (): number => bits53() * 2 ** -53;

  return {
    uniform,
    normal() {
      if (hasSpare) {
        hasSpare = false;
        return spare;
      }
      for (;;) {
        const x = 2 * uniform() - 1;
        const y = 2 * uniform() - 1;
        const square = x * x + y * y;
        if (square >= 1 || square === 0) continue;
        const factor = Math.sqrt((-2 * Math.log(square)) / square);
        spare = factor * y;
        hasSpare = true;
        return factor * x;
      }
    },
    integer(n) {
      if (!Number.isInteger(n) || n < 1 || n > 2 ** 53) {
        throw invalid({ what: "the bound of a random integer must be a whole number from 1 to 2^53", got: n });
      }
      const limit = 2 ** 53 - (2 ** 53 % n);
      for (;;) {
        const draw = bits53();
        if (draw < limit) return draw % n;
      }
    },
    split(index) {
      if (!Number.isInteger(index) || index < 0 || index >= 2 ** 52) {
        throw invalid({ what: "the index of a split must be a whole number from 0 to 2^52 − 1", got: index });
      }
      const child = new Uint32Array(4);
      fill(identity, index, splitMark, child);
      return stream(child);
    },
    save: () => Float64Array.of(...identity, block, used, hasSpare ? 1 : 0, hasSpare ? spare : 0),
    restore(saved) {
      const [k0, k1, s0, s1, savedBlock, savedUsed, flag, savedSpare] = requireState(saved);
      identity.set([k0, k1, s0, s1]);
      block = savedBlock;
      used = savedUsed;
      hasSpare = flag === 1;
      spare = savedSpare;
      if (used === 2) fill(identity, block - 1, 0, words);
    },
  };
}

/** Set in the counter of a split, where that of a drawn block, below 2^53, has a zero. */
const splitMark = 0x80000000;

/** The four random words of one counter of a stream. */
function fill(identity: Identity, index: number, mark: number, out: Uint32Array): void {
  out[0] = index % 2 ** 32;
  out[1] = Math.floor(index / 2 ** 32) | mark;
  out[2] = identity[2] as number;
  out[3] = identity[3] as number;
  philox(identity, out);
}

function wordsOfNumber(seed: number | bigint): Identity {
  const whole = typeof seed === "bigint" || Number.isSafeInteger(seed);
  if (!whole || seed < 0 || seed >= 2n ** 64n) {
    throw invalid({
      what: "a seed must be a whole number from 0 to 2^64 − 1, exact, or text",
      got: seed,
      attempt: "7",
    });
  }
  const value = BigInt(seed);
  return Uint32Array.of(Number(value & 0xffffffffn), Number(value >> 32n), 0, 0);
}

/** Hashes text: Philox as the block cipher of a Davies–Meyer chain over pairs of UTF-16 units, length first. */
function wordsOfText(text: string): Identity {
  const hash = Uint32Array.of(0x73656564, 0, 0, 0); // "seed"
  const absorb = (first: number, second: number) => {
    const before = hash.slice();
    philox(Uint32Array.of(first, second), hash);
    for (let i = 0; i < 4; i++) hash[i] = (hash[i] as number) ^ (before[i] as number);
  };
  absorb(text.length, 0);
  for (let at = 0; at < text.length; at += 2) {
    absorb(text.charCodeAt(at), at + 1 < text.length ? text.charCodeAt(at + 1) : 0);
  }
  return hash;
}

type State = [number, number, number, number, number, number, number, number];

function requireState(saved: ArrayLike<number>): State {
  const state = Array.from(saved);
  const [k0 = -1, k1 = -1, s0 = -1, s1 = -1, block = -1, used = -1, flag = -1] = state;
  const sound =
    state.length === 8 &&
    state.every(Number.isFinite) &&
    [k0, k1, s0, s1].every((word) => word === word >>> 0) &&
    Number.isSafeInteger(block) &&
    [2, 4].includes(used) &&
    block >= (used === 4 ? 0 : 1) &&
    [0, 1].includes(flag);
  if (!sound) throw invalid({ what: "the state of a generator must be what its save() returned", got: state });
  return state as State;
}
