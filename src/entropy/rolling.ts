import { dropFirst } from "./drop-first.ts";
import { exceeding } from "./exceeding.ts";
import { factorial } from "./space.ts";

/**
 * Adds the patterns of all windows to `counts`; false where a sample is not finite. The plain twin of the WASM counter.
 *
 * Along each phase of the delay a window has the pattern of the one before without its first sample, and its new sample:
 * order − 1 comparisons, one look-up and one increment.
 */
export function countRolling(x: Float64Array, order: number, delay: number, counts: Float64Array): boolean {
  const roll = rolls[order - 2] as Roll;
  const drop = dropFirst(order);
  const history = (order - 1) * delay;
  let check = 0;
  for (let i = 0; i < history && i < x.length; i++) check += (x[i] as number) * 0;
  for (let phase = 0; phase < delay && phase + history < x.length; phase++) {
    check += roll(x, phase + history, delay, counts, drop, firstSamples(x, order, phase, delay));
  }
  return check === 0;
}

/** The pattern of the window that starts at `first`, without its last sample. */
function firstSamples(x: Float64Array, order: number, first: number, delay: number): number {
  let index = 0;
  for (let j = 1; j < order - 1; j++) index += factorial(j) * exceeding(x, first + j * delay, delay, j);
  return index;
}

/**
 * Counts the windows that end at i, i + d, …; `rest` is the first one's pattern without its last sample. Returns zero, or NaN
 * where one of these samples is not finite. One function an order, its comparisons written out: a loop that chooses them
 * for every sample takes half as long again.
 */
type Roll = (x: Float64Array, i: number, d: number, counts: Float64Array, drop: Uint16Array, rest: number) => number;

const rolls: readonly Roll[] = [
  (x, i, d, counts, drop, rest) => {
    let check = 0;
    for (; i < x.length; i += d) {
      const v = x[i] as number;
      const above = +((x[i - d] as number) > v);
      const index = rest + above;
      rest = drop[index] as number;
      counts[index] = (counts[index] as number) + 1;
      check += v * 0;
    }
    return check;
  },
  (x, i, d, counts, drop, rest) => {
    let check = 0;
    for (; i < x.length; i += d) {
      const v = x[i] as number;
      const above = +((x[i - d] as number) > v) + +((x[i - 2 * d] as number) > v);
      const index = rest + 2 * above;
      rest = drop[index] as number;
      counts[index] = (counts[index] as number) + 1;
      check += v * 0;
    }
    return check;
  },
  (x, i, d, counts, drop, rest) => {
    let check = 0;
    for (; i < x.length; i += d) {
      const v = x[i] as number;
      const above = +((x[i - d] as number) > v) + +((x[i - 2 * d] as number) > v) + +((x[i - 3 * d] as number) > v);
      const index = rest + 6 * above;
      rest = drop[index] as number;
      counts[index] = (counts[index] as number) + 1;
      check += v * 0;
    }
    return check;
  },
  (x, i, d, counts, drop, rest) => {
    let check = 0;
    for (; i < x.length; i += d) {
      const v = x[i] as number;
      const above =
        +((x[i - d] as number) > v) +
        +((x[i - 2 * d] as number) > v) +
        +((x[i - 3 * d] as number) > v) +
        +((x[i - 4 * d] as number) > v);
      const index = rest + 24 * above;
      rest = drop[index] as number;
      counts[index] = (counts[index] as number) + 1;
      check += v * 0;
    }
    return check;
  },
  (x, i, d, counts, drop, rest) => {
    let check = 0;
    for (; i < x.length; i += d) {
      const v = x[i] as number;
      const above =
        +((x[i - d] as number) > v) +
        +((x[i - 2 * d] as number) > v) +
        +((x[i - 3 * d] as number) > v) +
        +((x[i - 4 * d] as number) > v) +
        +((x[i - 5 * d] as number) > v);
      const index = rest + 120 * above;
      rest = drop[index] as number;
      counts[index] = (counts[index] as number) + 1;
      check += v * 0;
    }
    return check;
  },
  (x, i, d, counts, drop, rest) => {
    let check = 0;
    for (; i < x.length; i += d) {
      const v = x[i] as number;
      const above =
        +((x[i - d] as number) > v) +
        +((x[i - 2 * d] as number) > v) +
        +((x[i - 3 * d] as number) > v) +
        +((x[i - 4 * d] as number) > v) +
        +((x[i - 5 * d] as number) > v) +
        +((x[i - 6 * d] as number) > v);
      const index = rest + 720 * above;
      rest = drop[index] as number;
      counts[index] = (counts[index] as number) + 1;
      check += v * 0;
    }
    return check;
  },
  (x, i, d, counts, drop, rest) => {
    let check = 0;
    for (; i < x.length; i += d) {
      const v = x[i] as number;
      const above =
        +((x[i - d] as number) > v) +
        +((x[i - 2 * d] as number) > v) +
        +((x[i - 3 * d] as number) > v) +
        +((x[i - 4 * d] as number) > v) +
        +((x[i - 5 * d] as number) > v) +
        +((x[i - 6 * d] as number) > v) +
        +((x[i - 7 * d] as number) > v);
      const index = rest + 5040 * above;
      rest = drop[index] as number;
      counts[index] = (counts[index] as number) + 1;
      check += v * 0;
    }
    return check;
  },
];
