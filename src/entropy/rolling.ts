import { dropFirst } from "./drop-first.ts";

/**
 * Counts the windows that start at first, first + delay, … by the pattern of the one before: order − 1 comparisons, one
 * look-up and one increment a sample. One function an order, since a loop over the comparisons costs twice the time.
 * Returns NaN where a sample is not finite.
 */
type Roll = (x: Float64Array, first: number, delay: number, counts: Float64Array, drop: Uint16Array) => number;

/** Adds the patterns of every phase of the delay; the plain twin of the WASM counter. */
export function countRolling(x: Float64Array, order: number, delay: number, counts: Float64Array): boolean {
  const roll = rolls[order - 2] as Roll;
  const drop = dropFirst(order);
  const history = (order - 1) * delay;
  let check = 0;
  for (let phase = 0; phase < delay && phase + history < x.length; phase++) {
    for (let i = phase; i < phase + history; i += delay) check += (x[i] as number) * 0;
    check += roll(x, phase, delay, counts, drop);
  }
  // Where the delay exceeds the number of windows, some samples are in none.
  for (let i = Math.max(0, x.length - history); i < Math.min(history, x.length); i++) check += (x[i] as number) * 0;
  return check === 0;
}

/** The pattern without its last sample, of the window that starts at `first`. */
function start(x: Float64Array, order: number, first: number, delay: number): number {
  let index = 0;
  let weight = 1;
  for (let j = 1; j < order - 1; j++) {
    weight *= j;
    for (let i = 0; i < j; i++)
      if ((x[first + i * delay] as number) > (x[first + j * delay] as number)) index += weight;
  }
  return index;
}

const roll2: Roll = (x, first, d, counts, drop) => {
  let rest = start(x, 2, first, d);
  let check = 0;
  for (let i = first + 1 * d; i < x.length; i += d) {
    const v = x[i] as number;
    const above = +((x[i - d] as number) > v);
    const index = rest + 1 * above;
    rest = drop[index] as number;
    counts[index] = (counts[index] as number) + 1;
    check += v * 0;
  }
  return check;
};

const roll3: Roll = (x, first, d, counts, drop) => {
  let rest = start(x, 3, first, d);
  let check = 0;
  for (let i = first + 2 * d; i < x.length; i += d) {
    const v = x[i] as number;
    const above = +((x[i - d] as number) > v) + +((x[i - 2 * d] as number) > v);
    const index = rest + 2 * above;
    rest = drop[index] as number;
    counts[index] = (counts[index] as number) + 1;
    check += v * 0;
  }
  return check;
};

const roll4: Roll = (x, first, d, counts, drop) => {
  let rest = start(x, 4, first, d);
  let check = 0;
  for (let i = first + 3 * d; i < x.length; i += d) {
    const v = x[i] as number;
    const above = +((x[i - d] as number) > v) + +((x[i - 2 * d] as number) > v) + +((x[i - 3 * d] as number) > v);
    const index = rest + 6 * above;
    rest = drop[index] as number;
    counts[index] = (counts[index] as number) + 1;
    check += v * 0;
  }
  return check;
};

const roll5: Roll = (x, first, d, counts, drop) => {
  let rest = start(x, 5, first, d);
  let check = 0;
  for (let i = first + 4 * d; i < x.length; i += d) {
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
};

const roll6: Roll = (x, first, d, counts, drop) => {
  let rest = start(x, 6, first, d);
  let check = 0;
  for (let i = first + 5 * d; i < x.length; i += d) {
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
};

const roll7: Roll = (x, first, d, counts, drop) => {
  let rest = start(x, 7, first, d);
  let check = 0;
  for (let i = first + 6 * d; i < x.length; i += d) {
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
};

const roll8: Roll = (x, first, d, counts, drop) => {
  let rest = start(x, 8, first, d);
  let check = 0;
  for (let i = first + 7 * d; i < x.length; i += d) {
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
};

const rolls: readonly Roll[] = [roll2, roll3, roll4, roll5, roll6, roll7, roll8];
