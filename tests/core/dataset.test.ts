import { expect, test } from "vitest";
import { dataset, tensor, type Variable } from "../../src/core/index.ts";

const variable = (dimensions: string[], shape: number[]): Variable => ({
  dimensions,
  data: tensor(shape),
  units: "1",
  longName: "a test variable",
});

test("a dataset keeps its dimensions, variables and attributes", () => {
  const x = variable(["x"], [3]);
  const psi = variable(["time", "x"], [2, 3]);
  const made = dataset({ time: 2, x: 3 }, { x, psi }, { title: "waves" });
  expect(made.dimensions).toEqual({ time: 2, x: 3 });
  expect(made.variables["psi"]).toBe(psi);
  expect(made.attributes).toEqual({ title: "waves" });
});

test("a scalar variable has no dimensions, and attributes may be left out", () => {
  expect(dataset({}, { energy: variable([], []) }).attributes).toEqual({});
});

test.each([
  ["too few dimensions", ["x"], [2, 3], "variable psi(x) must have shape [3], got [2,3]"],
  ["another extent", ["time", "x"], [2, 4], "variable psi(time, x) must have shape [2, 3], got [2,4]"],
  ["dimensions in another order", ["x", "time"], [2, 3], "variable psi(x, time) must have shape [3, 2], got [2,3]"],
  ["an unknown dimension", ["y"], [3], "variable psi(y) must have shape"],
])("a variable with %s is refused", (_, dimensions, shape, message) => {
  expect(() => dataset({ time: 2, x: 3 }, { psi: variable(dimensions, shape) })).toThrow(message);
});
