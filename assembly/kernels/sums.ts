import { add, mul } from "./vector";

/** The eight partial sums of `sumOfSquares` go over blocks of eight numbers, as in the plain twin. */
export function sumOfSquares(a: usize, count: usize): f64 {
  let s01 = f64x2.splat(0);
  let s23 = f64x2.splat(0);
  let s45 = f64x2.splat(0);
  let s67 = f64x2.splat(0);
  const end = a + 8 * count;
  for (const stop = a + 8 * (count & ~7); a < stop; a += 64) {
    const a01 = v128.load(a, 0);
    const a23 = v128.load(a, 16);
    const a45 = v128.load(a, 32);
    const a67 = v128.load(a, 48);
    s01 = add(s01, mul(a01, a01));
    s23 = add(s23, mul(a23, a23));
    s45 = add(s45, mul(a45, a45));
    s67 = add(s67, mul(a67, a67));
  }
  const total = add(add(s01, s23), add(s45, s67));
  let sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  for (; a < end; a += 8) sum += load<f64>(a) * load<f64>(a);
  return sum;
}

/** Numbers of a sweep of `combine`: what is written in one round is still in the nearest cache in the next. */
const sweep: usize = 512;

/**
 * out = base + Σ_j weights[j] vectors[j], added in the order of j. `vectors` is a list of `count` addresses, `weights` a
 * list of as many numbers.
 */
export function combine(base: usize, vectors: usize, weights: usize, count: i32, out: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += sweep) {
    const size = min(sweep, length - at);
    const to = out + 8 * at;
    let from = base + 8 * at;
    let j = 0;
    for (; count - j >= 4; j += 4) {
      addFour(from, vectors + 4 * j, weights + 8 * j, 8 * at, to, size);
      from = to;
    }
    for (; j < count; j++) {
      addOne(from, <usize>load<u32>(vectors + 4 * j) + 8 * at, load<f64>(weights + 8 * j), to, size);
      from = to;
    }
    if (from != to) memory.copy(to, from, 8 * size);
  }
}

function addFour(from: usize, vectors: usize, weights: usize, offset: usize, out: usize, size: usize): void {
  const a = <usize>load<u32>(vectors, 0) + offset;
  const b = <usize>load<u32>(vectors, 4) + offset;
  const c = <usize>load<u32>(vectors, 8) + offset;
  const d = <usize>load<u32>(vectors, 12) + offset;
  const wa = v128.load64_splat(weights, 0);
  const wb = v128.load64_splat(weights, 8);
  const wc = v128.load64_splat(weights, 16);
  const wd = v128.load64_splat(weights, 24);
  const whole: usize = 8 * (size & ~1);
  for (let i: usize = 0; i < whole; i += 16) {
    let sum = add(v128.load(from + i), mul(wa, v128.load(a + i)));
    sum = add(sum, mul(wb, v128.load(b + i)));
    sum = add(sum, mul(wc, v128.load(c + i)));
    v128.store(out + i, add(sum, mul(wd, v128.load(d + i))));
  }
  if (size & 1) {
    let sum = load<f64>(from + whole) + load<f64>(weights, 0) * load<f64>(a + whole);
    sum += load<f64>(weights, 8) * load<f64>(b + whole);
    sum += load<f64>(weights, 16) * load<f64>(c + whole);
    store<f64>(out + whole, sum + load<f64>(weights, 24) * load<f64>(d + whole));
  }
}

function addOne(from: usize, a: usize, weight: f64, out: usize, size: usize): void {
  const w = f64x2.splat(weight);
  const whole: usize = 8 * (size & ~1);
  for (let i: usize = 0; i < whole; i += 16) {
    v128.store(out + i, add(v128.load(from + i), mul(w, v128.load(a + i))));
  }
  if (size & 1) store<f64>(out + whole, load<f64>(from + whole) + weight * load<f64>(a + whole));
}
