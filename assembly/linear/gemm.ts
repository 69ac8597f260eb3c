import { multiplyTile, tile } from "./tile";

/**
 * Blocks of the product: `depth` of the shared index, so that a packed panel of four columns takes 8 kB of the nearest
 * cache; `rows` of A, so that its block takes 256 kB of the next one; `columns` of B.
 *
 * Source of the scheme: K. Goto and R. A. van de Geijn, Anatomy of high-performance matrix multiplication, ACM
 * Transactions on Mathematical Software 34 (2008) 12; of strides for both indices: F. G. Van Zee and R. A. van de Geijn,
 * BLIS, ibid. 41 (2015) 14.
 */
const depth: i32 = 256;
const rows: i32 = 128;
const columns: i32 = 1024;

/** Bytes of work space that `gemm` needs: one tile, a block of A and one of B. */
export function gemmScratch(): usize {
  return <usize>(8 * (tile * tile + depth * (rows + columns)));
}

/**
 * C += alpha A B, with A [m][k], B [k][n], C [m][n].
 *
 * @param ra Bytes from row to row, `ca` from column to column; C's columns are neighbours.
 * @param lower Whether only the elements of C with column ≤ row are written.
 */
export function gemm(
  m: i32, n: i32, k: i32, alpha: f64,
  a: usize, ra: usize, ca: usize, b: usize, rb: usize, cb: usize, c: usize, rc: usize,
  lower: bool, scratch: usize,
): void {
  const packedA = scratch + 8 * tile * tile;
  const packedB = packedA + <usize>(8 * depth * rows);
  const same = a == b && ra == cb && ca == rb;
  for (let j = 0; j < n; j += columns) {
    const width = min(columns, n - j);
    for (let p = 0; p < k; p += depth) {
      const deep = min(depth, k - p);
      pack(b + <usize>p * rb + <usize>j * cb, cb, rb, width, deep, packedB);
      for (let i = 0; i < m; i += rows) {
        const height = min(rows, m - i);
        if (lower && i + height <= j) continue;
        // Of a matrix times its own transpose the block is packed already.
        const known = same && i >= j && i + height <= j + width;
        if (!known) pack(a + <usize>i * ra + <usize>p * ca, ra, ca, height, deep, packedA);
        const left = known ? packedB + 8 * <usize>((i - j) * deep) : packedA;
        multiplyBlock(height, width, deep, alpha, left, packedB, c + <usize>i * rc + 8 * <usize>j, rc,
          lower ? i - j : i32.MAX_VALUE, scratch);
      }
    }
  }
}

/** Packs `count` lines of `length` numbers by fours, [count / 4][length][4], filled up with zeros. */
function pack(from: usize, lineStride: usize, stride: usize, count: i32, length: i32, to: usize): void {
  let line = 0;
  for (; line + 4 <= count; line += 4) {
    let p0 = from + <usize>line * lineStride;
    if (lineStride == 8) {
      for (let i = 0; i < length; i++, to += 32, p0 += stride) {
        v128.store(to, v128.load(p0, 0), 0);
        v128.store(to, v128.load(p0, 16), 16);
      }
      continue;
    }
    let p1 = p0 + lineStride;
    let p2 = p1 + lineStride;
    let p3 = p2 + lineStride;
    for (let i = 0; i < length; i++, to += 32) {
      store<f64>(to, load<f64>(p0), 0);
      store<f64>(to, load<f64>(p1), 8);
      store<f64>(to, load<f64>(p2), 16);
      store<f64>(to, load<f64>(p3), 24);
      p0 += stride;
      p1 += stride;
      p2 += stride;
      p3 += stride;
    }
  }
  const rest = count - line;
  if (rest == 0) return;
  for (let i = 0; i < length; i++, to += 32) {
    for (let l = 0; l < 4; l++) {
      const value = l < rest ? load<f64>(from + <usize>(line + l) * lineStride + <usize>i * stride) : 0;
      store<f64>(to + 8 * <usize>l, value);
    }
  }
}

/** The product of packed blocks. An element of C is written where its column ≤ row + `below`. */
function multiplyBlock(
  height: i32, width: i32, deep: i32, alpha: f64, a: usize, b: usize, c: usize, stride: usize, below: i32,
  scratch: usize,
): void {
  const panel = 32 * <usize>deep;
  for (let j = 0; j < width; j += tile) {
    const panelB = b + <usize>(j >> 2) * panel;
    for (let i = 0; i < height; i += tile) {
      // i + below overflows where nothing is left out.
      const reach = below == i32.MAX_VALUE ? below : i + below;
      if (j > reach + 3 && reach != i32.MAX_VALUE) continue;
      const panelA = a + <usize>(i >> 2) * panel;
      const place = c + <usize>i * stride + 8 * <usize>j;
      const whole = i + tile <= height && j + tile <= width && reach >= j + 3;
      if (whole) multiplyTile(deep, alpha, panelA, panelB, place, stride);
      else multiplyEdge(deep, alpha, panelA, panelB, place, stride, min(tile, height - i), min(tile, width - j),
        reach == i32.MAX_VALUE ? tile : reach - j, scratch);
    }
  }
}

/** A tile of which only `height` × `width` elements belong to C, and of those the ones with column ≤ row + `below`. */
function multiplyEdge(
  deep: i32, alpha: f64, a: usize, b: usize, c: usize, stride: usize, height: i32, width: i32, below: i32,
  scratch: usize,
): void {
  memory.fill(scratch, 0, 8 * tile * tile);
  multiplyTile(deep, alpha, a, b, scratch, 8 * tile);
  for (let i = 0; i < height; i++) {
    const last = min(width - 1, i + below);
    for (let j = 0; j <= last; j++) {
      const place = c + <usize>i * stride + 8 * <usize>j;
      store<f64>(place, load<f64>(place) + load<f64>(scratch + 8 * <usize>(tile * i + j)));
    }
  }
}
