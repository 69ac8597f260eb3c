import { countPair } from "./pair";
import { countWide, fold, writeDrop } from "./wide";
import { countOne } from "./window";

/** Where the counts are, u32, up to 8! of them. */
export const countsAddress: usize = 1024;
/** Where the samples are to be put, f64. */
export const samplesAddress: usize = 163840;
/** How many samples fit. */
export const capacity: i32 = 73728;
/** Behind the samples: the counts of windows of six samples, u32, and what remains of each without its first, u16. */
const wideCounts: usize = 753664;
const dropAddress: usize = 756736;
/** Fewest windows of a pair of sequences that repay what the counts of windows of six samples cost at the end. */
const wideFrom: i32 = 2048;
let prepared = false;
/** Whether there are counts of windows of six samples to fold. */
let filled = false;

/**
 * `countPair` for one order. The counts' address is an argument, not a constant: else the optimiser folds what the orders
 * have in common into one place, and every sample jumps there, at twice the time.
 */
function countPairOfOrder(order: i32, p: usize, apart: usize, stride: usize, windows: i32, counts: usize): f64 {
  switch (order) {
    case 2:
      return countPair(2, p, apart, stride, windows, counts);
    case 3:
      return countPair(3, p, apart, stride, windows, counts);
    case 4:
      return countPair(4, p, apart, stride, windows, counts);
    case 5:
      return countPair(5, p, apart, stride, windows, counts);
    case 6:
      return countPair(6, p, apart, stride, windows, counts);
    case 7:
      return countPair(7, p, apart, stride, windows, counts);
    default:
      return countPair(8, p, apart, stride, windows, counts);
  }
}

/** Counts `windows` windows of each of two sequences; the arguments are as of `countPair`. */
function countBoth(order: i32, p: usize, apart: usize, stride: usize, windows: i32, counts: usize): f64 {
  if (order > 5 || windows < wideFrom) return countPairOfOrder(order, p, apart, stride, windows, counts);
  if (!prepared) writeDrop(dropAddress);
  prepared = true;
  filled = true;
  const pairs = (windows + order - 5) >> 1;
  const check = countWide(p, apart, stride, pairs, wideCounts);
  for (let i = 2 * pairs; i < windows; i++) {
    countOne(p + <usize>i * stride, stride, order, counts);
    countOne(p + <usize>i * stride + apart, stride, order, counts);
  }
  return check;
}

/** Completes the counts after the last call of `count`. */
export function finish(patterns: i32, counts: usize): void {
  if (filled) fold(wideCounts, dropAddress, patterns, counts);
  filled = false;
}

/**
 * Adds the ordinal patterns of the first `length` samples to the counts, which are at `countsAddress` and complete after
 * `finish`.
 *
 * @returns Whether all samples are surely finite: false also where their sum overflows.
 */
export function count(length: i32, order: i32, delay: i32, counts: usize): bool {
  const windows = length - (order - 1) * delay;
  const stride = <usize>delay << 3;
  let check: f64 = 0;
  // Two neighbouring phases of the delay are a pair; a last single one is cut into halves.
  for (let phase = 0; phase < delay && phase < windows; phase += 2) {
    const p = samplesAddress + (<usize>phase << 3);
    const own = (windows - phase + delay - 1) / delay;
    if (phase + 1 < delay) {
      const others = (windows - phase - 1 + delay - 1) / delay;
      if (others > 0) check += countBoth(order, p, 8, stride, others, counts);
      if (own > others) countOne(p + <usize>others * stride, stride, order, counts);
    } else {
      const half = own >> 1;
      if (half > 0) check += countBoth(order, p, <usize>half * stride, stride, half, counts);
      if (own & 1) countOne(p + <usize>(own - 1) * stride, stride, order, counts);
    }
  }
  // The samples that only single windows reached, and those that none did.
  const tail = min(length, order * delay);
  for (let i = length - tail; i < length; i++) check += load<f64>(samplesAddress + (<usize>i << 3)) * 0;
  return check - check == 0;
}
