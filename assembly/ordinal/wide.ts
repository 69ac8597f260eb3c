import { both } from "./pair";
import { part } from "./step";
import { increment } from "./window";

/**
 * Two windows of order 5, or of less, by one increment: every second window of six samples is counted by its code, from
 * which `fold` later tells what its first and its second window of the lower order are.
 *
 * A sample is an odd position of the open windows, one of which it completes, or an even one. Three windows are open at a
 * time, in fields of 10 bits.
 */
const bits: u64 = 10;
/** How many codes six samples have. */
const codes: i32 = 720;

/** After a sample at positions 5, 3 and 1, in the fields 0, 1 and 2: the window in the lowest field is complete. */
// @ts-ignore: decorator
@inline
// biome-ignore format: registers side by side
function completing(a: v128, x: v128, b1: v128, b2: v128, b3: v128, b4: v128, b5: v128,
  from1: v128, from3: v128, from5: v128): v128 {
  const near = i64x2.add(part(b1, x, from1), i64x2.add(part(b2, x, from3), part(b3, x, from3)));
  const far = i64x2.add(part(b4, x, from5), part(b5, x, from5));
  return i64x2.add(i64x2.shr_u(a, <i32>bits), i64x2.add(near, far));
}

/** After a sample at positions 4 and 2, in the fields that the next sample will shift to 0 and 1. */
// @ts-ignore: decorator
@inline
// biome-ignore format: registers side by side
function between(a: v128, x: v128, b1: v128, b2: v128, b3: v128, b4: v128, from2: v128, from4: v128): v128 {
  const near = i64x2.add(part(b1, x, from2), part(b2, x, from2));
  const far = i64x2.add(part(b3, x, from4), part(b4, x, from4));
  return i64x2.add(a, i64x2.add(near, far));
}

// @ts-ignore: decorator
@inline
function record(a: v128, counts: usize): void {
  increment(counts, <i32>i64x2.extract_lane(a, 0) & 0x3ff);
  increment(counts, <i32>i64x2.extract_lane(a, 1) & 0x3ff);
}

/**
 * Counts `windows` windows of six samples, two samples apart, of each of two sequences; the arguments are as of `countPair`.
 *
 * @returns A number that is finite if all samples are and their sum does not overflow.
 */
export function countWide(p: usize, apart: usize, stride: usize, windows: i32, counts: usize): f64 {
  const from5 = i64x2.splat(120);
  const from3 = i64x2.splat(120 | (6 << bits));
  const from1 = i64x2.splat(120 | (6 << bits) | (1 << (2 * bits)));
  const from4 = i64x2.splat(24 << bits);
  const from2 = i64x2.splat((24 << bits) | (2 << (2 * bits)));
  const nought = f64x2.splat(0);
  let a = nought;
  let total = nought;
  let x0 = nought;
  let x1 = nought;
  let x2 = nought;
  let x3 = nought;
  let x4 = nought;
  let x5 = nought;
  // Until the registers hold a whole window, nothing is recorded; then, one by one, what is not a multiple of three.
  const single = 2 + (windows % 3);
  for (let i = 0; i < single; i++) {
    x0 = both(p, apart);
    a = between(a, x0, x1, x2, x3, x4, from2, from4);
    const y = both(p + stride, apart);
    total = f64x2.add(total, f64x2.add(x0, y));
    a = completing(a, y, x0, x1, x2, x3, x4, from1, from3, from5);
    if (i > 1) record(a, counts);
    p += 2 * stride;
    x5 = x3;
    x4 = x2;
    x3 = x1;
    x2 = x0;
    x1 = y;
  }
  // Six samples a turn, so that the predecessors stay in their registers.
  for (let i = windows / 3; i > 0; i--) {
    x0 = both(p, apart);
    total = f64x2.add(total, x0);
    a = between(a, x0, x1, x2, x3, x4, from2, from4);
    x5 = both(p + stride, apart);
    total = f64x2.add(total, x5);
    a = completing(a, x5, x0, x1, x2, x3, x4, from1, from3, from5);
    record(a, counts);
    p += 2 * stride;
    x4 = both(p, apart);
    total = f64x2.add(total, x4);
    a = between(a, x4, x5, x0, x1, x2, from2, from4);
    x3 = both(p + stride, apart);
    total = f64x2.add(total, x3);
    a = completing(a, x3, x4, x5, x0, x1, x2, from1, from3, from5);
    record(a, counts);
    p += 2 * stride;
    x2 = both(p, apart);
    total = f64x2.add(total, x2);
    a = between(a, x2, x3, x4, x5, x0, from2, from4);
    x1 = both(p + stride, apart);
    total = f64x2.add(total, x1);
    a = completing(a, x1, x2, x3, x4, x5, x0, from1, from3, from5);
    record(a, counts);
    p += 2 * stride;
  }
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}

/** Moves the counts of windows of six samples to those of the first and the second window of `patterns` = order! codes. */
export function fold(wide: usize, drop: usize, patterns: i32, counts: usize): void {
  for (let code = 0; code < codes; code++) {
    const address = wide + (<usize>code << 2);
    const times = load<u32>(address);
    if (times == 0) continue;
    store<u32>(address, 0);
    // The code is Σ j! a_j: without its last samples, what remains of it by order!.
    add(counts, code % patterns, times);
    add(counts, <i32>load<u16>(drop + (<usize>code << 1)) % patterns, times);
  }
}

function add(counts: usize, code: i32, times: u32): void {
  const address = counts + (<usize>code << 2);
  store<u32>(address, load<u32>(address) + times);
}

/** Writes, for each code of six samples, that of the last five of them; u16. */
export function writeDrop(drop: usize): void {
  const ranks = drop + codes * 2; // six bytes of work space
  for (let code = 0; code < codes; code++) {
    // The ranks among the samples so far: a sample that a_j of them exceed has rank j − a_j, and moves those up.
    let rest = code;
    for (let j = 0; j < 6; j++) {
      const above = rest % (j + 1);
      rest /= j + 1;
      for (let i = 0; i < j; i++) {
        const rank = load<u8>(ranks + i);
        if (<i32>rank >= j - above) store<u8>(ranks + i, rank + 1);
      }
      store<u8>(ranks + j, <u8>(j - above));
    }
    let shorter = 0;
    let factorial = 1;
    for (let j = 2; j < 6; j++) {
      factorial *= j - 1;
      for (let i = 1; i < j; i++) shorter += load<u8>(ranks + i) > load<u8>(ranks + j) ? factorial : 0;
    }
    store<u16>(drop + (<usize>code << 1), <u16>shorter);
  }
}
