import { expect, test } from "vitest";
import { row, type Tensor, tensor } from "../../src/core/index.ts";

const at = (t: Tensor, ...index: number[]) =>
  t.data[index.reduce((sum, i, axis) => sum + i * (t.strides[axis] as number), 0)];

test("a tensor is row-major and zero unless data are given", () => {
  const t = tensor([2, 3, 4]);
  expect(t.strides).toEqual([12, 4, 1]);
  expect(t.data).toEqual(new Float64Array(24));
});

test("a tensor works on the given data without copying", () => {
  const data = Float64Array.from({ length: 6 }, (_, i) => i);
  const t = tensor([2, 3], data);
  expect(t.data).toBe(data);
  expect(at(t, 1, 2)).toBe(5);
});

test("a scalar has an empty shape and one value", () => {
  expect(tensor([])).toEqual({ shape: [], strides: [], data: new Float64Array(1) });
});

test("a tensor's shape is its own", () => {
  const shape = [2, 3];
  const t = tensor(shape);
  shape[0] = 9;
  expect(t.shape).toEqual([2, 3]);
});

test("a row is a view along the first axis", () => {
  const t = tensor(
    [2, 3, 2],
    Float64Array.from({ length: 12 }, (_, i) => i),
  );
  const second = row(t, 1);
  expect(second.shape).toEqual([3, 2]);
  expect(Array.from(second.data)).toEqual([6, 7, 8, 9, 10, 11]);
  second.data[0] = -1;
  expect(at(t, 1, 0, 0)).toBe(-1);
  expect(row(row(t, 1), 2).data).toEqual(Float64Array.of(10, 11));
  expect(row(row(row(t, 0), 2), 1)).toMatchObject({ shape: [], data: Float64Array.of(5) });
});

test("a row of a transposed tensor keeps its stride", () => {
  const columns: Tensor = { shape: [3, 2], strides: [1, 3], data: Float64Array.from({ length: 6 }, (_, i) => i) };
  const last = row(columns, 2);
  expect([at(last, 0), at(last, 1)]).toEqual([2, 5]);
});

test("a row of an empty tensor is empty", () => {
  expect(row(tensor([2, 0]), 1).data.length).toBe(0);
});

test.each([-1, 2, 0.5, Number.NaN])("row %d of a tensor with two rows is refused", (index) => {
  expect(() => row(tensor([2, 3]), index)).toThrow("a row index must be an integer from 0 to 1");
});

test("a scalar has no rows", () => {
  expect(() => row(tensor([]), 0)).toThrow("a row index");
});

test.each([[[2, -1]], [[1.5]], [[Number.NaN, 2]]])("the shape %j is refused", (shape) => {
  expect(() => tensor(shape)).toThrow("non-negative integers");
});

test("data that do not fit the shape are refused", () => {
  expect(() => tensor([2, 3], new Float64Array(5))).toThrow("a tensor of shape [2, 3] needs 6 values, got 5");
});
