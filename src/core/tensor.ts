import { invalid } from "./errors.ts";

/**
 * A strided view on float64 storage: element `[i, j, …]` is `data[i * strides[0] + j * strides[1] + …]`.
 *
 * Rank 0 (a scalar) has an empty shape. Views share storage; nothing is copied unless a function says so.
 */
export interface Tensor {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly data: Float64Array;
}

/** A row-major tensor of the given shape, over `data` where given (its length must match), else zeros. */
export function tensor(shape: readonly number[], data?: Float64Array): Tensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (!shape.every((extent) => Number.isInteger(extent) && extent >= 0)) {
    throw invalid({ what: "a tensor's shape must hold non-negative integers", got: shape });
  }
  if (data !== undefined && data.length !== size) {
    throw invalid({ what: `a tensor of shape [${shape.join(", ")}] needs ${size} values`, got: data.length });
  }
  const strides = new Array<number>(shape.length);
  for (let axis = shape.length - 1, stride = 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  return { shape: [...shape], strides, data: data ?? new Float64Array(size) };
}

/** The sub-tensor `t[index]` along the first axis, sharing storage. */
export function row(t: Tensor, index: number): Tensor {
  const [count = 0, ...shape] = t.shape;
  const [stride = 0, ...strides] = t.strides;
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    throw invalid({ what: `a row index must be an integer from 0 to ${count - 1}`, got: index });
  }
  const extent = shape.reduce((last, n, axis) => last + (n - 1) * (strides[axis] as number), 1);
  const start = index * stride;
  return { shape, strides, data: t.data.subarray(start, start + Math.max(extent, 0)) };
}
