import { mul, sub } from "./vector";
import { axpy, dot } from "./vectors";

/**
 * The Cholesky factor of a small block in place, lower triangle, rows of neighbours.
 *
 * @returns −1, or the first row whose pivot is not positive.
 */
export function factorBlock(n: i32, a: usize, stride: usize): i32 {
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * stride;
    for (let j = 0; j < i; j++) {
      const other = a + <usize>j * stride;
      const at = 8 * <usize>j;
      store<f64>(row + at, (load<f64>(row + at) - dot(row, other, j)) / load<f64>(other + at));
    }
    const diagonal = row + 8 * <usize>i;
    const pivot = load<f64>(diagonal) - dot(row, row, i);
    // Also false for not-a-number.
    if (!(pivot > 0)) return i;
    store<f64>(diagonal, sqrt(pivot));
  }
  return -1;
}

/** Columns that `solveBlock` works on at once. */
const strip: i32 = 8;

/**
 * B ← T⁻¹ B for a small triangle T [n][n]; the strides are bytes.
 *
 * @param upper Whether T is upper, else lower.
 * @param scratch Room for 8 n numbers.
 */
export function solveBlock(
  n: i32, upper: bool, t: usize, rt: usize, ct: usize, columns: i32, b: usize, rb: usize, cb: usize, scratch: usize,
): void {
  for (let j = 0; j < columns; j += strip) {
    const width = min(strip, columns - j);
    const from = b + <usize>j * cb;
    for (let i = 0; i < n; i++) {
      for (let l = 0; l < strip; l++) {
        const value = l < width ? load<f64>(from + <usize>i * rb + <usize>l * cb) : 0;
        store<f64>(scratch + 64 * <usize>i + 8 * <usize>l, value);
      }
    }
    if (upper) {
      for (let i = n - 1; i >= 0; i--) solveRow(i, i + 1, n, t + <usize>i * rt, ct, scratch);
    } else {
      for (let i = 0; i < n; i++) solveRow(i, 0, i, t + <usize>i * rt, ct, scratch);
    }
    for (let i = 0; i < n; i++) {
      for (let l = 0; l < width; l++) {
        store<f64>(from + <usize>i * rb + <usize>l * cb, load<f64>(scratch + 64 * <usize>i + 8 * <usize>l));
      }
    }
  }
}

/** x_i ← (x_i − Σ_{begin ≤ j < end} t_ij x_j) / t_ii for eight columns. */
// @ts-ignore: decorator
@inline
function solveRow(i: i32, begin: i32, end: i32, row: usize, ct: usize, x: usize): void {
  const own = x + 64 * <usize>i;
  let s0 = v128.load(own, 0);
  let s1 = v128.load(own, 16);
  let s2 = v128.load(own, 32);
  let s3 = v128.load(own, 48);
  let at = row + <usize>begin * ct;
  let other = x + 64 * <usize>begin;
  for (let j = begin; j < end; j++, at += ct, other += 64) {
    const factor = v128.load64_splat(at);
    s0 = sub(s0, mul(factor, v128.load(other, 0)));
    s1 = sub(s1, mul(factor, v128.load(other, 16)));
    s2 = sub(s2, mul(factor, v128.load(other, 32)));
    s3 = sub(s3, mul(factor, v128.load(other, 48)));
  }
  const pivot = v128.load64_splat(row + <usize>i * ct);
  v128.store(own, f64x2.div(s0, pivot), 0);
  v128.store(own, f64x2.div(s1, pivot), 16);
  v128.store(own, f64x2.div(s2, pivot), 32);
  v128.store(own, f64x2.div(s3, pivot), 48);
}

/**
 * Householder reflections of a panel [m][n], m ≥ n, rows of neighbours: R above and on the diagonal, below it the vectors
 * v with v_j = 1; H = I − tau v vᵀ.
 *
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013), algorithms 5.1.1 and 5.2.1.
 *
 * @param scratch Room for n numbers.
 */
export function reflectPanel(m: i32, n: i32, a: usize, stride: usize, tau: usize, scratch: usize): void {
  for (let j = 0; j < n; j++) {
    const top = a + <usize>j * stride + 8 * <usize>j;
    const alpha = load<f64>(top);
    let largest: f64 = abs(alpha);
    let below: f64 = 0;
    let at = top + stride;
    for (let i = j + 1; i < m; i++, at += stride) below = max(below, abs(load<f64>(at)));
    largest = max(largest, below);
    if (below == 0) {
      store<f64>(tau + 8 * <usize>j, 0);
      continue;
    }
    let squares: f64 = 0;
    at = top + stride;
    for (let i = j + 1; i < m; i++, at += stride) {
      const value = load<f64>(at) / largest;
      squares += value * value;
    }
    const head = alpha / largest;
    const norm = sqrt(head * head + squares) * largest;
    const beta = alpha > 0 ? -norm : norm;
    const t = (beta - alpha) / beta;
    const scale = 1 / (alpha - beta);
    store<f64>(tau + 8 * <usize>j, t);
    store<f64>(top, beta);
    // w = vᵀ A over the columns to the right, then A −= t v wᵀ.
    const right = n - j - 1;
    memory.copy(scratch, top + 8, 8 * <usize>right);
    at = top + stride;
    for (let i = j + 1; i < m; i++, at += stride) {
      const v = load<f64>(at) * scale;
      store<f64>(at, v);
      axpy(v, at + 8, scratch, right);
    }
    axpy(-t, scratch, top + 8, right);
    at = top + stride;
    for (let i = j + 1; i < m; i++, at += stride) axpy(-t * load<f64>(at), scratch, at + 8, right);
  }
}
