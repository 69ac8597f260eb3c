import { countPair } from "./pair";
import { countOne } from "./window";

/** Where the counts are, u32, up to 8! of them. */
export const countsAddress: usize = 1024;
/** Where the samples are to be put, f64. */
export const samplesAddress: usize = 163840;
/** How many samples fit. */
export const capacity: i32 = 73728;

/** `countPair` for one order, as a function of its own. */
function countPairOfOrder(order: i32, p: usize, apart: usize, stride: usize, windows: i32): f64 {
  switch (order) {
    case 2:
      return countPair(2, p, apart, stride, windows, countsAddress);
    case 3:
      return countPair(3, p, apart, stride, windows, countsAddress);
    case 4:
      return countPair(4, p, apart, stride, windows, countsAddress);
    case 5:
      return countPair(5, p, apart, stride, windows, countsAddress);
    case 6:
      return countPair(6, p, apart, stride, windows, countsAddress);
    case 7:
      return countPair(7, p, apart, stride, windows, countsAddress);
    default:
      return countPair(8, p, apart, stride, windows, countsAddress);
  }
}

/**
 * Adds the ordinal patterns of the first `length` samples to the counts.
 *
 * @returns Whether all samples are finite; if not, the counts are meaningless.
 */
export function count(length: i32, order: i32, delay: i32): bool {
  const windows = length - (order - 1) * delay;
  const stride = <usize>delay << 3;
  let check: f64 = 0;
  // Two neighbouring phases of the delay are a pair; a last single one is cut into halves.
  for (let phase = 0; phase < delay && phase < windows; phase += 2) {
    const p = samplesAddress + (<usize>phase << 3);
    const own = (windows - phase + delay - 1) / delay;
    if (phase + 1 < delay) {
      const others = (windows - phase - 1 + delay - 1) / delay;
      if (others > 0) check += countPairOfOrder(order, p, 8, stride, others);
      if (own > others) countOne(p + <usize>others * stride, stride, order, countsAddress);
    } else {
      const half = own >> 1;
      if (half > 0) check += countPairOfOrder(order, p, <usize>half * stride, stride, half);
      if (own & 1) countOne(p + <usize>(own - 1) * stride, stride, order, countsAddress);
    }
  }
  // The samples that only single windows reached, and those that none did.
  const tail = min(length, order * delay);
  for (let i = length - tail; i < length; i++) check += load<f64>(samplesAddress + (<usize>i << 3)) * 0;
  return check == 0;
}
