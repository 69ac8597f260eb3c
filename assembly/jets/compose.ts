import { mul } from "../kernels/vector";
import { slopes, values } from "./slopes";
import { madd } from "./vector";

/**
 * y = σ(z) as jets (Faà di Bruno's formula over the set partitions of a channel's differentiations).
 *
 * `table` has 16 integers a channel: its order, then the channel of every subset of its differentiations by bit mask. `aux`
 * has a row of `width` for each neuron and six more to work on.
 */
export function activate(
  activation: i32,
  table: usize,
  channels: usize,
  order: i32,
  width: usize,
  neurons: usize,
  z: usize,
  y: usize,
  aux: usize,
): void {
  const bytes = width * 8;
  const s = aux + neurons * bytes;
  for (let n: usize = 0; n < neurons; n++, aux += bytes, z += channels * bytes, y += channels * bytes) {
    values(activation, z, y, aux, bytes);
    if (order == 0) continue;
    slopes(activation, order, z, y, aux, s, bytes);
    for (let c: usize = 1; c < channels; c++) {
      const entry = table + 64 * c;
      const out = y + c * bytes;
      const m = load<i32>(entry);
      if (m == 1) first(entry, z, out, s, bytes);
      else if (m == 2) second(entry, z, out, s, bytes);
      else if (m == 3) third(entry, z, out, s, bytes);
      else fourth(entry, z, out, s, bytes);
    }
  }
}

/** The row of the subset `mask` of a channel's differentiations. */
// @ts-ignore: decorator
@inline
export function part(entry: usize, mask: usize, rows: usize, bytes: usize): usize {
  return rows + (load<u32>(entry + 4 * mask) as usize) * bytes;
}

function first(entry: usize, z: usize, out: usize, s: usize, bytes: usize): void {
  const z1 = part(entry, 1, z, bytes);
  const s1 = s + bytes;
  for (let p: usize = 0; p < bytes; p += 32) {
    v128.store(out + p, mul(v128.load(s1 + p, 0), v128.load(z1 + p, 0)), 0);
    v128.store(out + p, mul(v128.load(s1 + p, 16), v128.load(z1 + p, 16)), 16);
  }
}

function second(entry: usize, z: usize, out: usize, s: usize, bytes: usize): void {
  const z1 = part(entry, 1, z, bytes);
  const z2 = part(entry, 2, z, bytes);
  const z3 = part(entry, 3, z, bytes);
  const s1 = s + bytes;
  const s2 = s1 + bytes;
  for (let p: usize = 0; p < bytes; p += 32) {
    const a = mul(v128.load(z1 + p, 0), v128.load(z2 + p, 0));
    const b = mul(v128.load(z1 + p, 16), v128.load(z2 + p, 16));
    const c = mul(v128.load(s1 + p, 0), v128.load(z3 + p, 0));
    const d = mul(v128.load(s1 + p, 16), v128.load(z3 + p, 16));
    v128.store(out + p, madd(v128.load(s2 + p, 0), a, c), 0);
    v128.store(out + p, madd(v128.load(s2 + p, 16), b, d), 16);
  }
}

function third(entry: usize, z: usize, out: usize, s: usize, bytes: usize): void {
  const a1 = part(entry, 1, z, bytes);
  const a2 = part(entry, 2, z, bytes);
  const a3 = part(entry, 3, z, bytes);
  const a4 = part(entry, 4, z, bytes);
  const a5 = part(entry, 5, z, bytes);
  const a6 = part(entry, 6, z, bytes);
  const a7 = part(entry, 7, z, bytes);
  for (let p: usize = 0; p < bytes; p += 16) {
    const z1 = v128.load(a1 + p);
    const z2 = v128.load(a2 + p);
    const z4 = v128.load(a4 + p);
    const pairs = madd(z1, v128.load(a6 + p), madd(z2, v128.load(a5 + p), mul(z4, v128.load(a3 + p))));
    let sum = mul(v128.load(s + bytes + p), v128.load(a7 + p));
    sum = madd(v128.load(s + 2 * bytes + p), pairs, sum);
    v128.store(out + p, madd(v128.load(s + 3 * bytes + p), mul(mul(z1, z2), z4), sum));
  }
}

function fourth(entry: usize, z: usize, out: usize, s: usize, bytes: usize): void {
  for (let p: usize = 0; p < bytes; p += 16) {
    const at = z + p;
    const z1 = v128.load(part(entry, 1, at, bytes));
    const z2 = v128.load(part(entry, 2, at, bytes));
    const z3 = v128.load(part(entry, 3, at, bytes));
    const z4 = v128.load(part(entry, 4, at, bytes));
    const z5 = v128.load(part(entry, 5, at, bytes));
    const z6 = v128.load(part(entry, 6, at, bytes));
    const z8 = v128.load(part(entry, 8, at, bytes));
    const z9 = v128.load(part(entry, 9, at, bytes));
    const z10 = v128.load(part(entry, 10, at, bytes));
    const z12 = v128.load(part(entry, 12, at, bytes));
    let two = madd(z1, v128.load(part(entry, 14, at, bytes)), mul(z2, v128.load(part(entry, 13, at, bytes))));
    two = madd(z4, v128.load(part(entry, 11, at, bytes)), madd(z8, v128.load(part(entry, 7, at, bytes)), two));
    two = madd(z3, z12, madd(z5, z10, madd(z9, z6, two)));
    let three = madd(mul(z1, z2), z12, mul(mul(z1, z4), z10));
    three = madd(mul(z1, z8), z6, madd(mul(z2, z4), z9, three));
    three = madd(mul(z2, z8), z5, madd(mul(z4, z8), z3, three));
    let sum = mul(v128.load(s + bytes + p), v128.load(part(entry, 15, at, bytes)));
    sum = madd(v128.load(s + 2 * bytes + p), two, sum);
    sum = madd(v128.load(s + 3 * bytes + p), three, sum);
    v128.store(out + p, madd(v128.load(s + 4 * bytes + p), mul(mul(z1, z2), mul(z4, z8)), sum));
  }
}
