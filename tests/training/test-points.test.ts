import { training } from "sech";
import { describe, expect, test } from "vitest";

describe("the points at which errors are measured", () => {
  test("are a grid up to three coordinates, ends included", () => {
    const points = training.testPoints([
      [0, 1],
      [-2, 2],
    ]);
    expect(points).toHaveLength(2 * 201 * 201);
    expect([...points.subarray(0, 4)]).toEqual([0, -2, 0, expect.closeTo(-1.98, 12)]);
  });

  test("spread evenly over a box of more coordinates, and hold none of its corners", () => {
    const box = Array.from({ length: 10 }, () => [-1, 1] as const);
    const points = training.testPoints(box);
    expect(points).toHaveLength(10 * 20_000);
    for (let d = 0; d < 10; d++) {
      let [mean, square] = [0, 0];
      for (let i = d; i < points.length; i += 10) {
        mean += (points[i] as number) / 20_000;
        square += (points[i] as number) ** 2 / 20_000;
      }
      expect(mean).toBeCloseTo(0, 3);
      expect(square).toBeCloseTo(1 / 3, 3);
    }
    const sums = Array.from({ length: 20_000 }, (_, i) =>
      points.subarray(10 * i, 10 * i + 10).reduce((a, b) => a + b, 0),
    );
    expect(Math.max(...sums.map(Math.abs))).toBeLessThan(9.5);
    expect(training.testPoints(box)).toEqual(points);
  });
});
