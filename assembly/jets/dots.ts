import { add } from "../kernels/vector";
import { madd, total } from "./vector";

/*
 * Sums of products along rows: all pairs of rows of two matrices, four by two at a time. The number of columns is a multiple
 * of four.
 */

/** weights[o][i] += Σ_n g[o][n] x[i][n] and bias[o] += Σ_{n < biased} g[o][n]. */
export function weightGradient(
  g: usize,
  x: usize,
  weights: usize,
  bias: usize,
  outputs: usize,
  inputs: usize,
  columns: usize,
  biased: usize,
): void {
  const stride = columns * 8;
  const whole = outputs & ~3;
  const pairs = inputs & ~1;
  for (let o: usize = 0; o < whole; o += 4) {
    const rows = g + o * stride;
    const to = weights + 8 * o * inputs;
    for (let i: usize = 0; i < pairs; i += 2) {
      fourByTwo(rows, stride, x + i * stride, stride, columns, to + 8 * i, 8 * inputs);
    }
    if (pairs < inputs) {
      for (let k: usize = 0; k < 4; k++) {
        addTo(to + 8 * (k * inputs + pairs), dot(rows + k * stride, x + pairs * stride, columns));
      }
    }
  }
  for (let o = whole; o < outputs; o++) {
    for (let i: usize = 0; i < inputs; i++) {
      addTo(weights + 8 * (o * inputs + i), dot(g + o * stride, x + i * stride, columns));
    }
  }
  for (let o: usize = 0; o < outputs; o++) {
    let sum = f64x2.splat(0);
    const end = g + o * stride + 8 * biased;
    for (let at = g + o * stride; at < end; at += 16) sum = add(sum, v128.load(at));
    addTo(bias + 8 * o, total(sum));
  }
}

/** Rows that are met by all others before the next ones are: what stays in the second cache. */
const group: usize = 64;

/** The lower triangle of out[a][b] += Σ_{n < count} rows[a][n] rows[b][n]; some of what lies above changes, too. */
export function addNormal(rows: usize, stride: usize, count: usize, parameters: usize, out: usize): void {
  const step = stride * 8;
  const outStep = parameters * 8;
  for (let from: usize = 0; from < parameters; from += group) {
    const to = min(from + group, parameters);
    const pairs = to & ~1;
    for (let a = from; a + 4 <= parameters; a += 4) {
      const last = min(pairs, a + 4);
      const target = out + a * outStep;
      for (let b = from; b < last; b += 2) {
        fourByTwo(rows + a * step, step, rows + b * step, step, count, target + 8 * b, outStep);
      }
      if (pairs < to && last == pairs) {
        for (let k: usize = 0; k < 4; k++) {
          addTo(target + k * outStep + 8 * pairs, dot(rows + (a + k) * step, rows + pairs * step, count));
        }
      }
    }
    const left = from + ((parameters - from) & ~3);
    for (let a = left; a < parameters; a++) {
      for (let b = from; b < to && b <= a; b++) {
        addTo(out + a * outStep + 8 * b, dot(rows + a * step, rows + b * step, count));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

function dot(a: usize, b: usize, count: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  const end = a + 8 * count;
  for (; a < end; a += 32, b += 32) {
    s0 = madd(v128.load(a, 0), v128.load(b, 0), s0);
    s1 = madd(v128.load(a, 16), v128.load(b, 16), s1);
  }
  return total(add(s0, s1));
}

/** out[k][j] += Σ_n a[k][n] b[j][n] for four k and two j, one vector of each a round, as in `dense`. */
function fourByTwo(
  a: usize,
  aStride: usize,
  b: usize,
  bStride: usize,
  count: usize,
  out: usize,
  outStride: usize,
): void {
  let s00 = f64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let a1 = a + aStride;
  let a2 = a1 + aStride;
  let a3 = a2 + aStride;
  let b1 = b + bStride;
  const end = a + 8 * count;
  for (; a < end; a += 16, a1 += 16, a2 += 16, a3 += 16, b += 16, b1 += 16) {
    const y0 = v128.load(b);
    const y1 = v128.load(b1);
    let x = v128.load(a);
    s00 = madd(x, y0, s00);
    s01 = madd(x, y1, s01);
    x = v128.load(a1);
    s10 = madd(x, y0, s10);
    s11 = madd(x, y1, s11);
    x = v128.load(a2);
    s20 = madd(x, y0, s20);
    s21 = madd(x, y1, s21);
    x = v128.load(a3);
    s30 = madd(x, y0, s30);
    s31 = madd(x, y1, s31);
  }
  addPair(out, s00, s01);
  addPair(out + outStride, s10, s11);
  addPair(out + 2 * outStride, s20, s21);
  addPair(out + 3 * outStride, s30, s31);
}

// @ts-ignore: decorator
@inline
function addPair(at: usize, a: v128, b: v128): void {
  addTo(at, total(a));
  addTo(at + 8, total(b));
}

/**
 * Per point p, rows[o · inputs + i][p] = Σ_c g[o][c][p] x[i][c][p] and rows[outputs · inputs + o][p] = g[o][0][p]; added where
 * `adds` is not 0.
 */
export function pointGradients(
  channels: usize,
  width: usize,
  g: usize,
  x: usize,
  rows: usize,
  stride: usize,
  outputs: usize,
  inputs: usize,
  adds: i32,
): void {
  const step = stride * 8;
  const channel = width * 8;
  const neuron = channels * channel;
  for (let o: usize = 0; o < outputs; o++) {
    for (let i: usize = 0; i < inputs; i++) {
      const to = rows + (o * inputs + i) * step;
      for (let p: usize = 0; p < channel; p += 32) {
        let s0 = f64x2.splat(0);
        let s1 = s0;
        if (adds) {
          s0 = v128.load(to + p, 0);
          s1 = v128.load(to + p, 16);
        }
        let a = g + o * neuron + p;
        let b = x + i * neuron + p;
        for (let c: usize = 0; c < channels; c++, a += channel, b += channel) {
          s0 = madd(v128.load(a, 0), v128.load(b, 0), s0);
          s1 = madd(v128.load(a, 16), v128.load(b, 16), s1);
        }
        v128.store(to + p, s0, 0);
        v128.store(to + p, s1, 16);
      }
    }
    const to = rows + (outputs * inputs + o) * step;
    for (let p: usize = 0; p < channel; p += 16) {
      const value = v128.load(g + o * neuron + p);
      v128.store(to + p, adds ? add(v128.load(to + p), value) : value);
    }
  }
}
