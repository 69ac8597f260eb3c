import { expect, test } from "vitest";
import { type Grid, periodicGrid } from "../../src/core/index.ts";

test("points divide the period equally, from minus half of it", () => {
  const grid = periodicGrid({ points: 8, length: 4 });
  expect(grid).toMatchObject({ points: 8, length: 4, start: -2, spacing: 0.5 });
  expect([...grid.x]).toEqual([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5]);
});

test("a given start moves the points and not the wavenumbers", () => {
  const grid = periodicGrid({ points: 4, length: 2, start: 10 });
  expect([...grid.x]).toEqual([10, 10.5, 11, 11.5]);
  expect(grid.k).toEqual(periodicGrid({ points: 4, length: 2 }).k);
});

test("wavenumbers come in FFT order with the Nyquist mode negative", () => {
  const { k } = periodicGrid({ points: 8, length: 2 * Math.PI });
  expect([...k]).toEqual([0, 1, 2, 3, -4, -3, -2, -1]);
});

test("the spacing of wavenumbers is 2π/L", () => {
  const { k } = periodicGrid({ points: 512, length: 50 });
  expect(k[1]).toBe((2 * Math.PI) / 50);
  expect(k[511]).toBe(-(2 * Math.PI) / 50);
});

test.each([
  [511, "grid.points must be even and at least 4, got 511; try 512"],
  [2, "grid.points must be even and at least 4, got 2; try 4"],
  [-8, "grid.points must be even and at least 4, got -8; try 4"],
  [64.5, "grid.points must be even and at least 4, got 64.5; try 64"],
  [Number.NaN, "grid.points must be even and at least 4, got NaN; try 512"],
])("%d points are refused, with a number that works", (points, message) => {
  expect(() => periodicGrid({ points, length: 1 })).toThrow(message);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("the length %d is refused", (length) => {
  expect(() => periodicGrid({ points: 8, length })).toThrow(`grid.length must be positive, got ${length}; try 50`);
});

test("a start that is not finite is refused", () => {
  const grid = (start: number): Grid => periodicGrid({ points: 8, length: 1, start });
  expect(() => grid(Number.NaN)).toThrow("grid.start must be a finite number");
});
