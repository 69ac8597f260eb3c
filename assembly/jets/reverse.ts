import { add, mul } from "../kernels/vector";
import { part } from "./compose";
import { slopes } from "./slopes";
import { madd } from "./vector";

/**
 * g ← (∂y/∂z)ᵀ g in place, for y = σ(z) as jets; arguments as in `activate`.
 *
 * Channels go up: a channel is done when it is scaled, and those above it still hold what came in.
 */
export function activateReverse(
  activation: i32,
  table: usize,
  channels: usize,
  order: i32,
  width: usize,
  neurons: usize,
  z: usize,
  y: usize,
  aux: usize,
  g: usize,
): void {
  const bytes = width * 8;
  const row = channels * bytes;
  const s = aux + neurons * bytes;
  for (let n: usize = 0; n < neurons; n++, aux += bytes, z += row, y += row, g += row) {
    slopes(activation, order + 1, z, y, aux, s, bytes);
    scale(g, s + bytes, bytes);
    for (let c: usize = 1; c < channels; c++) {
      const entry = table + 64 * c;
      const own = g + c * bytes;
      const m = load<i32>(entry);
      if (m == 1) first(entry, z, g, own, s, bytes);
      else if (m == 2) second(entry, z, g, own, s, bytes);
      else if (m == 3) third(entry, z, g, own, s, bytes);
      else fourth(entry, z, g, own, s, bytes);
    }
  }
}

function scale(g: usize, s: usize, bytes: usize): void {
  for (let p: usize = 0; p < bytes; p += 32) {
    v128.store(g + p, mul(v128.load(g + p, 0), v128.load(s + p, 0)), 0);
    v128.store(g + p, mul(v128.load(g + p, 16), v128.load(s + p, 16)), 16);
  }
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, a: v128, b: v128): void {
  v128.store(at, madd(a, b, v128.load(at)));
}

// @ts-ignore: decorator
@inline
function increase(at: usize, a: v128): void {
  v128.store(at, add(v128.load(at), a));
}

function first(entry: usize, z: usize, g: usize, own: usize, s: usize, bytes: usize): void {
  const z1 = part(entry, 1, z, bytes);
  const s1 = s + bytes;
  const s2 = s1 + bytes;
  for (let p: usize = 0; p < bytes; p += 32) {
    const a = v128.load(own + p, 0);
    const b = v128.load(own + p, 16);
    v128.store(own + p, mul(a, v128.load(s1 + p, 0)), 0);
    v128.store(own + p, mul(b, v128.load(s1 + p, 16)), 16);
    const c = mul(v128.load(s2 + p, 0), v128.load(z1 + p, 0));
    const d = mul(v128.load(s2 + p, 16), v128.load(z1 + p, 16));
    v128.store(g + p, madd(a, c, v128.load(g + p, 0)), 0);
    v128.store(g + p, madd(b, d, v128.load(g + p, 16)), 16);
  }
}

function second(entry: usize, z: usize, g: usize, own: usize, s: usize, bytes: usize): void {
  const a1 = part(entry, 1, z, bytes);
  const a2 = part(entry, 2, z, bytes);
  const a3 = part(entry, 3, z, bytes);
  const g1 = part(entry, 1, g, bytes);
  const g2 = part(entry, 2, g, bytes);
  for (let p: usize = 0; p < bytes; p += 16) {
    const value = v128.load(own + p);
    const z1 = v128.load(a1 + p);
    const z2 = v128.load(a2 + p);
    const s2 = v128.load(s + 2 * bytes + p);
    const weighted = mul(value, s2);
    v128.store(own + p, mul(value, v128.load(s + bytes + p)));
    if (a1 == a2) {
      addTo(g1 + p, add(weighted, weighted), z1);
    } else {
      addTo(g1 + p, weighted, z2);
      addTo(g2 + p, weighted, z1);
    }
    const inner = madd(s2, v128.load(a3 + p), mul(v128.load(s + 3 * bytes + p), mul(z1, z2)));
    addTo(g + p, value, inner);
  }
}

function third(entry: usize, z: usize, g: usize, own: usize, s: usize, bytes: usize): void {
  for (let p: usize = 0; p < bytes; p += 16) {
    const at = z + p;
    const to = g + p;
    const value = v128.load(own + p);
    const z1 = v128.load(part(entry, 1, at, bytes));
    const z2 = v128.load(part(entry, 2, at, bytes));
    const z3 = v128.load(part(entry, 3, at, bytes));
    const z4 = v128.load(part(entry, 4, at, bytes));
    const z5 = v128.load(part(entry, 5, at, bytes));
    const z6 = v128.load(part(entry, 6, at, bytes));
    const z7 = v128.load(part(entry, 7, at, bytes));
    const s2 = v128.load(s + 2 * bytes + p);
    const s3 = v128.load(s + 3 * bytes + p);
    const s4 = v128.load(s + 4 * bytes + p);
    v128.store(own + p, mul(value, v128.load(s + bytes + p)));
    const two = madd(z1, z6, madd(z2, z5, mul(z4, z3)));
    const inner = madd(s2, z7, madd(s3, two, mul(s4, mul(mul(z1, z2), z4))));
    addTo(to, value, inner);
    const g2 = mul(value, s2);
    const g3 = mul(value, s3);
    increase(part(entry, 1, to, bytes), madd(g2, z6, mul(g3, mul(z2, z4))));
    increase(part(entry, 2, to, bytes), madd(g2, z5, mul(g3, mul(z1, z4))));
    increase(part(entry, 4, to, bytes), madd(g2, z3, mul(g3, mul(z1, z2))));
    addTo(part(entry, 6, to, bytes), g2, z1);
    addTo(part(entry, 5, to, bytes), g2, z2);
    addTo(part(entry, 3, to, bytes), g2, z4);
  }
}

/** One differentiation `i` against the other three `j`, `k`, `l` of a fourth derivative. */
// @ts-ignore: decorator
@inline
function single(
  entry: usize,
  at: usize,
  to: usize,
  bytes: usize,
  i: usize,
  j: usize,
  k: usize,
  l: usize,
  g2: v128,
  g3: v128,
  g4: v128,
): void {
  const zj = v128.load(part(entry, j, at, bytes));
  const zk = v128.load(part(entry, k, at, bytes));
  const zl = v128.load(part(entry, l, at, bytes));
  let pairs = mul(zj, v128.load(part(entry, k | l, at, bytes)));
  pairs = madd(zk, v128.load(part(entry, j | l, at, bytes)), pairs);
  pairs = madd(zl, v128.load(part(entry, j | k, at, bytes)), pairs);
  let sum = mul(g2, v128.load(part(entry, j | k | l, at, bytes)));
  sum = madd(g3, pairs, sum);
  sum = madd(g4, mul(mul(zj, zk), zl), sum);
  increase(part(entry, i, to, bytes), sum);
  addTo(part(entry, j | k | l, to, bytes), g2, v128.load(part(entry, i, at, bytes)));
}

/** A pair of differentiations with masks i, j against the pair k, l. */
// @ts-ignore: decorator
@inline
function pair(
  entry: usize,
  at: usize,
  to: usize,
  bytes: usize,
  i: usize,
  j: usize,
  k: usize,
  l: usize,
  g2: v128,
  g3: v128,
): void {
  const product = mul(v128.load(part(entry, k, at, bytes)), v128.load(part(entry, l, at, bytes)));
  const sum = madd(g2, v128.load(part(entry, k | l, at, bytes)), mul(g3, product));
  increase(part(entry, i | j, to, bytes), sum);
}

function fourth(entry: usize, z: usize, g: usize, own: usize, s: usize, bytes: usize): void {
  for (let p: usize = 0; p < bytes; p += 16) {
    const at = z + p;
    const to = g + p;
    const value = v128.load(own + p);
    const s2 = v128.load(s + 2 * bytes + p);
    const s3 = v128.load(s + 3 * bytes + p);
    const s4 = v128.load(s + 4 * bytes + p);
    v128.store(own + p, mul(value, v128.load(s + bytes + p)));
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
    let inner = mul(s2, v128.load(part(entry, 15, at, bytes)));
    inner = madd(s3, two, madd(s4, three, inner));
    inner = madd(v128.load(s + 5 * bytes + p), mul(mul(z1, z2), mul(z4, z8)), inner);
    addTo(to, value, inner);
    const g2 = mul(value, s2);
    const g3 = mul(value, s3);
    const g4 = mul(value, s4);
    single(entry, at, to, bytes, 1, 2, 4, 8, g2, g3, g4);
    single(entry, at, to, bytes, 2, 1, 4, 8, g2, g3, g4);
    single(entry, at, to, bytes, 4, 1, 2, 8, g2, g3, g4);
    single(entry, at, to, bytes, 8, 1, 2, 4, g2, g3, g4);
    pair(entry, at, to, bytes, 1, 2, 4, 8, g2, g3);
    pair(entry, at, to, bytes, 1, 4, 2, 8, g2, g3);
    pair(entry, at, to, bytes, 1, 8, 2, 4, g2, g3);
    pair(entry, at, to, bytes, 2, 4, 1, 8, g2, g3);
    pair(entry, at, to, bytes, 2, 8, 1, 4, g2, g3);
    pair(entry, at, to, bytes, 4, 8, 1, 2, g2, g3);
  }
}
