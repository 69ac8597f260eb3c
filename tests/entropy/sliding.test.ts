import { entropy } from "sech";
import { expect, test } from "vitest";

test.each([
  [3, 1, 50],
  [5, 1, 1000],
  [4, 7, 100],
  [6, 2, 11],
  [3, 40, 100],
])("order %d, delay %d: each window of %d samples has the H and C of that window alone", (order, delay, window) => {
  const space = entropy.ordinalPatterns({ order, delay });
  const series = entropy.generators.logistic({ r: 3.9, length: 3000 });
  const { H, C } = entropy.slide(space, series, { window });
  expect(H.length).toBe(3000 - window + 1);
  for (let end = window; end <= 3000; end += 97) {
    const alone = entropy.complexity(entropy.probabilities(space, series.slice(end - window, end)));
    expect(Math.abs(H[end - window]! - alone.H)).toBeLessThan(1e-12);
    expect(Math.abs(C[end - window]! - alone.C)).toBeLessThan(1e-12);
  }
});

test("after 1e6 samples in pieces the window has drifted by less than 1e-12", () => {
  const space = entropy.ordinalPatterns({ order: 5 });
  const series = entropy.generators.tent({ length: 1_000_000, seed: 3 });
  const stream = entropy.slidingComplexity(space, { window: 1000 });
  const H = new Float64Array(9973);
  const C = new Float64Array(9973);
  let last = 0;
  for (let start = 0; start < series.length; start += H.length) {
    const piece = series.subarray(start, start + H.length);
    stream.push(piece, H, C);
    last = piece.length - 1;
  }
  expect(stream.length).toBe(series.length);
  const alone = entropy.complexity(entropy.probabilities(space, series.slice(-1000)));
  expect(Math.abs(H[last]! - alone.H)).toBeLessThan(1e-12);
  expect(Math.abs(C[last]! - alone.C)).toBeLessThan(1e-12);
});

test("a burst of chaos of 300 samples in 5000 regular ones is found within one window", () => {
  const window = 150;
  const series = entropy.generators.sine({ period: 20 * Math.SQRT2, length: 5000 });
  series.set(
    entropy.generators.logistic({ length: 300 }).map((x) => 2 * x - 1),
    2500,
  );
  const { H } = entropy.slide(entropy.ordinalPatterns({ order: 4, delay: 4 }), series, { window });
  const quiet = Math.max(...H.subarray(0, 2500 - window));
  const found = H.findIndex((value) => value > quiet + 0.1) + window - 1;
  expect(found).toBeGreaterThanOrEqual(2500);
  expect(found).toBeLessThan(2500 + window);
  const over = H.findLastIndex((value) => value > quiet + 0.1) + window - 1;
  expect(over).toBeGreaterThanOrEqual(2800);
  expect(over).toBeLessThan(2800 + window);
});

test("a sample that is not finite is refused, and those before it are taken", () => {
  const stream = entropy.slidingComplexity(entropy.ordinalPatterns({ order: 3 }), { window: 5 });
  const room = new Float64Array(4);
  expect(() => stream.push(Float64Array.of(1, 2, Number.NaN, 3), room, room)).toThrow(/sample 2 is not/);
  expect(stream.length).toBe(2);
});
