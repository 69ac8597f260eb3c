import { expect, test } from "vitest";
import { linearScale, logScale, numberLabel } from "../../src/plot/ticks.ts";

const labels = (from: number, to: number, count = 5) => linearScale([from, to], count).ticks.map(({ label }) => label);

test("linear ticks are round, and all have the decimals of their step", () => {
  expect(labels(0, 20)).toEqual(["0", "5", "10", "15", "20"]);
  expect(labels(-1, 1, 4)).toEqual(["−1.0", "−0.5", "0", "0.5", "1.0"]);
  expect(labels(0.04, 0.31, 6)).toEqual(["0.05", "0.10", "0.15", "0.20", "0.25", "0.30"]);
  expect(labels(1000, 1001, 2)).toEqual(["1000.0", "1000.5", "1001.0"]);
});

test("very small and very large ticks share a power of ten", () => {
  expect(labels(0, 4e-5, 4)).toEqual(["0", "1×10⁻⁵", "2×10⁻⁵", "3×10⁻⁵", "4×10⁻⁵"]);
  expect(labels(-1e7, 1e7, 4)).toEqual(["−1.0×10⁷", "−0.5×10⁷", "0", "0.5×10⁷", "1.0×10⁷"]);
});

test("logarithmic ticks are whole decades, thinned where there are many", () => {
  const ticks = (from: number, to: number) => logScale([from, to]).ticks.map(({ label }) => label);
  expect(ticks(2e-3, 5)).toEqual(["10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹"]);
  expect(ticks(1e-16, 1)).toEqual(["10⁻¹⁶", "10⁻¹⁴", "10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]);
  expect(logScale([1, 1]).domain).toEqual([1, 10]);
});

test("single numbers use the true minus sign and powers of ten", () => {
  expect([0, -0.5, 1234.5, 1e-16, -2.5e-7, 1e5].map((value) => numberLabel(value, 3))).toEqual([
    "0",
    "−0.5",
    "1230",
    "10⁻¹⁶",
    "−2.5×10⁻⁷",
    "10⁵",
  ]);
});
