import { type Tensor, tensor } from "../core/index.ts";

/** Numbers in one row, an element along the first axis. */
export function rowLength(shape: readonly number[]): number {
  return shape.slice(1).reduce((product, extent) => product * extent, 1);
}

/**
 * The rows `start … start + count − 1` of a tensor in row-major order; a scalar has one row.
 *
 * Shares the tensor's storage where it is row-major already, and copies where it is not.
 */
export function rowValues(tensor: Tensor, start: number, count: number): Float64Array {
  const width = rowLength(tensor.shape);
  if (isRowMajor(tensor)) return tensor.data.subarray(start * width, (start + count) * width);
  const out = new Float64Array(count * width);
  const index = tensor.shape.map(() => 0);
  index[0] = start;
  for (let position = 0; position < out.length; position++) {
    out[position] = tensor.data[offsetOf(tensor, index)]!;
    advance(index, tensor.shape);
  }
  return out;
}

function isRowMajor({ shape, strides }: Tensor): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis]!;
  }
  return true;
}

function offsetOf({ strides }: Tensor, index: readonly number[]): number {
  return index.reduce((offset, i, axis) => offset + i * strides[axis]!, 0);
}

function advance(index: number[], shape: readonly number[]): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis]!++;
    if (axis === 0 || index[axis]! < shape[axis]!) return;
    index[axis] = 0;
  }
}

/** A row-major tensor of a larger shape with `values` of the smaller shape `from` at its start and NaN elsewhere. */
export function padded(values: Float64Array, from: readonly number[], shape: readonly number[]): Tensor {
  if (from.join() === shape.join()) return tensor(shape, values);
  const out = tensor(shape);
  out.data.fill(Number.NaN);
  const index = from.map(() => 0);
  for (const value of values) {
    out.data[offsetOf(out, index)] = value;
    advance(index, from);
  }
  return out;
}
