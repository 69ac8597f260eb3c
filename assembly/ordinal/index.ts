import { countPair } from "./pair";
import { countOne } from "./window";

/** Where the counts are, u32, up to 8! of them. */
export const countsAddress: usize = 1024;
/** Where the samples are to be put, f64. */
export const samplesAddress: usize = 163840;
/** How many samples fit. */
export const capacity: i32 = 73728;

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

/**
 * Adds the ordinal patterns of the first `length` samples to the counts, which are at `countsAddress`.
 *
 * @returns Whether all samples are finite; if not, the counts are meaningless.
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
      if (others > 0) check += countPairOfOrder(order, p, 8, stride, others, counts);
      if (own > others) countOne(p + <usize>others * stride, stride, order, counts);
    } else {
      const half = own >> 1;
      if (half > 0) check += countPairOfOrder(order, p, <usize>half * stride, stride, half, counts);
      if (own & 1) countOne(p + <usize>(own - 1) * stride, stride, order, counts);
    }
  }
  // The samples that only single windows reached, and those that none did.
  const tail = min(length, order * delay);
  for (let i = length - tail; i < length; i++) check += load<f64>(samplesAddress + (<usize>i << 3)) * 0;
  return check == 0;
}
