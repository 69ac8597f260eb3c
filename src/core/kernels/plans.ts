import type { Fft } from "../kernels.ts";
import { bluestein } from "./bluestein.ts";
import { cached, fftPlan, inPlace, linePlans, planePlans } from "./fft-plan.ts";
import { isSmooth, mixedRadix } from "./mixed-radix.ts";
import { powerOfTwo } from "./powers-of-two.ts";
import type { Transform } from "./transform.ts";

/** How many columns of a 2-D transform are gathered at once, so that every row is read a cache line at a time. */
const columnBlock = 8;

/** A plan for `batch` transforms of `length` points, one behind the other; one plan serves all callers. */
export const linePlan: (length: number, batch: number) => Fft = linePlans((length, batch) => {
  const transform = lineTransform(length);
  const run = inPlace((re, im, scale) => {
    for (let at = 0; at < batch; at++) transform(re, im, at * length, scale);
  });
  return fftPlan([length], batch, run);
});

/** A plan for one two-dimensional transform, row-major; one plan serves all callers. */
export const planePlan: (rows: number, columns: number) => Fft = planePlans((rows, columns) => {
  const alongRow = lineTransform(columns);
  const alongColumn = lineTransform(rows);
  const blockRe = new Float64Array(columnBlock * rows);
  const blockIm = new Float64Array(columnBlock * rows);
  const run = inPlace((re, im, scale) => {
    for (let r = 0; r < rows; r++) alongRow(re, im, r * columns, 1);
    for (let first = 0; first < columns; first += columnBlock) {
      const count = Math.min(columnBlock, columns - first);
      gather(re, rows, columns, first, count, blockRe);
      gather(im, rows, columns, first, count, blockIm);
      for (let c = 0; c < count; c++) alongColumn(blockRe, blockIm, c * rows, scale);
      scatter(blockRe, rows, columns, first, count, re);
      scatter(blockIm, rows, columns, first, count, im);
    }
  });
  return fftPlan([rows, columns], 1, run);
});

/** The transform of one line, by the method that suits its length. */
const lineTransform: (length: number) => Transform = cached((length) => {
  if (length === 1) return single;
  if ((length & (length - 1)) === 0) return powerOfTwo(length);
  return isSmooth(length) ? mixedRadix(length) : bluestein(length);
});

const single: Transform = (re, im, offset, scale) => {
  re[offset] = scale * (re[offset] as number);
  im[offset] = scale * (im[offset] as number);
};

/** block[c, r] = plane[r, first + c], for c < count. */
function gather(
  plane: Float64Array,
  rows: number,
  columns: number,
  first: number,
  count: number,
  block: Float64Array,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < count; c++) block[c * rows + r] = plane[r * columns + first + c] as number;
  }
}

/** plane[r, first + c] = block[c, r], for c < count. */
function scatter(
  block: Float64Array,
  rows: number,
  columns: number,
  first: number,
  count: number,
  plane: Float64Array,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < count; c++) plane[r * columns + first + c] = block[c * rows + r] as number;
  }
}
