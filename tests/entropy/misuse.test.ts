import { entropy, SechError } from "sech";
import { describe, expect, test } from "vitest";

const space = entropy.ordinalPatterns({ order: 4, delay: 2 });

describe("bad input throws the typed error and names what is wrong", () => {
  const cases: readonly (readonly [name: string, act: () => unknown, message: RegExp])[] = [
    ["order 1", () => entropy.ordinalPatterns({ order: 1 }), /order must be a whole number from 2 to 8, got 1/],
    ["order 9", () => entropy.ordinalPatterns({ order: 9 }), /got 9/],
    ["delay 0", () => entropy.ordinalPatterns({ order: 3, delay: 0 }), /delay must be .* at least 1, got 0/],
    ["delay 1.5", () => entropy.ordinalPatterns({ order: 3, delay: 1.5 }), /got 1.5/],
    ["a negative tolerance", () => entropy.ordinalPatterns({ order: 3, ties: { tolerance: -1 } }), /tolerance/],
    ["an empty series", () => entropy.probabilities(space, new Float64Array(0)), /at least 7 samples .*it is empty/],
    ["a short series", () => entropy.probabilities(space, new Float64Array(6)), /at least 7 samples .* got 6/],
    [
      "a NaN",
      () => entropy.probabilities(space, new Float64Array(50).fill(Number.NaN, 30, 31)),
      /sample 30 is not.*NaN/,
    ],
    ["an infinity", () => entropy.probabilities(space, new Float64Array(50).fill(Infinity, 3, 4)), /sample 3 is not/],
    [
      "all NaN under skip",
      () =>
        entropy.probabilities(entropy.ordinalPatterns({ order: 3, nan: "skip" }), new Float64Array(9).fill(Number.NaN)),
      /at least one window must have finite samples/,
    ],
    ["a window without a pattern", () => entropy.slidingComplexity(space, { window: 6 }), /above 6/],
    ["an entropy above one", () => entropy.complexityBounds(space, 1.1), /H must be from 0 to 1, got 1.1/],
    ["a stream without a window", () => entropy.patternAccumulator(space).pmf(), /at least 7 samples/],
    ["rows that are not whole", () => entropy.complexities(space, new Float64Array(25), 10), /whole series of 10/],
    ["a logistic map out of range", () => entropy.generators.logistic({ r: 5, length: 3 }), /r must be from 0 to 4/],
  ];
  test.each(cases)("%s", (_, act, message) => {
    expect(act).toThrow(SechError);
    expect(act).toThrow(message);
  });
});

test("a constant series has H = C = 0, without a sign", () => {
  for (let order = 2; order <= 8; order++) {
    const { H, C } = entropy.complexity(
      entropy.probabilities(entropy.ordinalPatterns({ order }), new Float64Array(99).fill(7)),
    );
    expect([H, C]).toEqual([0, 0]);
  }
});

test("skipping leaves out exactly the windows that hold a sample that is not finite", () => {
  const series = entropy.generators.noise({ length: 100, seed: 1 });
  series[40] = Number.NaN;
  series[41] = Infinity;
  const skipping = entropy.ordinalPatterns({ order: 3, nan: "skip" });
  const { windows } = entropy.probabilities(skipping, series);
  expect(windows).toBe(98 - 4);
  const parts = [series.slice(0, 40), series.slice(42)];
  expect(entropy.probabilities(skipping, series)).toEqual({ ...entropy.pooled(skipping, parts) });
});

test("a tolerance undoes the rounding that splits ties of a sine with a whole period", () => {
  const sine = entropy.generators.sine({ period: 100, length: 5000 });
  const seen = (ties: entropy.Ties) =>
    entropy.probabilities(entropy.ordinalPatterns({ order: 5, delay: 12, ties }), sine).p.filter((p) => p > 0).length;
  expect(seen("first")).toBeGreaterThan(14);
  expect(seen({ tolerance: 1e-12 })).toBe(14);
});

test("random ties make a series of few values as disordered as noise, the same for one seed", () => {
  const series = entropy.generators.noise({ length: 5000, seed: 2 }).map((x) => Math.round(x));
  const H = (seed: number, ties: entropy.Ties) =>
    entropy.permutationEntropy(entropy.probabilities(entropy.ordinalPatterns({ order: 3, ties, seed }), series));
  expect(H(1, "first")).toBeLessThan(0.98);
  expect(H(1, "random")).toBeGreaterThan(0.999);
  expect(H(1, "random")).toBe(H(1, "random"));
  expect(H(1, "random")).not.toBe(H(2, "random"));
});
