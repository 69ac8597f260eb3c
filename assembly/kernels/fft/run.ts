import { first2, first4 } from "./first";
import { last2 } from "./last2";
import { last3 } from "./last3";
import { last4 } from "./last4";
import { last5 } from "./last5";
import { last8 } from "./last8";
import { middle3 } from "./middle3";
import { middle4, middle4Short } from "./middle4";
import { middle5, middle5One, middle5Two } from "./middle5";

/**
 * A program is a list of 32-bit words: the number of passes, then for each the radix R, the number m of groups, the
 * stride s and the address of the twiddles. It is written by src/kernels/programs.ts.
 */
const headerBytes: usize = 4;
const passBytes: usize = 16;

/** Bytes between the ends of work lines, so that lines of 2^a bytes do not fall on the same places of the cache. */
export const skew: usize = 192;

/** One split line of even length into another or itself, through two blocked work lines. */
export function evenLine(
  program: usize, xr: usize, xi: usize, yr: usize, yi: usize, work: usize, other: usize, factor: f64,
): void {
  const at = program + headerBytes;
  const m = <usize>load<u32>(at, 4) << 3;
  const w = <usize>load<u32>(at, 12);
  if (load<u32>(at) == 4) first4(xr, xi, work, m, w);
  else first2(xr, xi, work, m, w);
  remaining(program, 1, 1, work, other, yr, yi, factor);
}

/** Blocked work lines, `columns` of them packed element by element, into split ones packed likewise. */
export function packed(
  program: usize, columns: usize, work: usize, other: usize, yr: usize, yi: usize, factor: f64,
): void {
  remaining(program, 0, columns, work, other, yr, yi, factor);
}

function remaining(
  program: usize, from: i32, columns: usize, work: usize, other: usize, yr: usize, yi: usize, factor: f64,
): void {
  const count = load<i32>(program);
  let at = program + headerBytes + <usize>from * passBytes;
  for (let pass = from + 1; pass < count; pass++) {
    const radix = load<u32>(at);
    const m = <usize>load<u32>(at, 4);
    const s = (<usize>load<u32>(at, 8) * columns) << 4;
    const w = <usize>load<u32>(at, 12);
    if (radix == 4) {
      if (s == 64) middle4Short(work, other, m, w);
      else middle4(work, other, m, s, w);
    } else if (radix == 3) middle3(work, other, m, s, w);
    else if (s == 32) middle5One(work, other, m, w);
    else if (s == 64) middle5Two(work, other, m, w);
    else middle5(work, other, m, s, w);
    const free = work;
    work = other;
    other = free;
    at += passBytes;
  }
  const radix = load<u32>(at);
  const s = (<usize>load<u32>(at, 8) * columns) << 3;
  if (radix == 4) last4(work, yr, yi, s, factor);
  else if (radix == 8) last8(work, yr, yi, s, factor);
  else if (radix == 3) last3(work, yr, yi, s, factor);
  else if (radix == 5) last5(work, yr, yi, s, factor);
  else last2(work, yr, yi, s, factor);
}
