import { entropy } from "sech";
import { describe, expect, test } from "vitest";
import { curves, exact, recorded, recordedSeries } from "./golden.ts";

const counters = [entropy.plainCounter, entropy.defaultCounter()];

test("the default counter is the WASM one", () => {
  expect(counters.map(({ name }) => name)).toEqual(["plain", "wasm"]);
});

describe.each(counters)("with the $name counter", (counter) => {
  test.each(Object.keys(recorded))("windows, patterns, counts, H and C of %s are those of the original", (name) => {
    const series = recordedSeries(name);
    const rows = recorded[name]?.results ?? [];
    expect(rows.length).toBe(15);
    for (const { n, delay, windows, patterns, maxCount, peccary } of rows) {
      const space = entropy.ordinalPatterns({ order: n, delay });
      const pmf = entropy.probabilities(space, series, { counter });
      const counts = pmf.p.map((p) => Math.round(p * pmf.windows));
      expect(pmf.windows).toBe(windows);
      expect(counts.filter((count) => count > 0).length).toBe(patterns);
      expect(Math.max(...counts)).toBe(maxCount);
      expect(Math.abs(entropy.permutationEntropy(pmf) - peccary[0])).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(entropy.statisticalComplexity(pmf) - peccary[1])).toBeLessThanOrEqual(1e-12);
    }
  });
});

test.each(["3", "4", "5"] as const)(
  "the exact probabilities of the logistic map give H and C of order %s to 1e-14",
  (order) => {
    const { H, C, probs } = exact[order];
    const space = entropy.ordinalPatterns({ order: Number(order) });
    const p = new Float64Array(space.size);
    for (const [pattern, fraction] of Object.entries(probs ?? {})) {
      const [above = 0, below = 1] = fraction.split("/").map(Number);
      p[entropy.indexOf([...pattern].map(Number))] = above / below;
    }
    const pmf = entropy.pmfOf(space, p);
    expect(Math.abs(entropy.permutationEntropy(pmf) - H)).toBeLessThanOrEqual(1e-14);
    expect(Math.abs(entropy.statisticalComplexity(pmf) - C)).toBeLessThanOrEqual(1e-14);
  },
);

test.each(["3", "4", "5", "6", "7"] as const)(
  "2^20 samples of the logistic map are within 2e-3 of exact at order %s",
  (order) => {
    const series = entropy.generators.logistic({ r: 4, x0: 0.4, length: 2 ** 20 });
    const pmf = entropy.probabilities(entropy.ordinalPatterns({ order: Number(order) }), series);
    expect(pmf.p.filter((p) => p > 0).length).toBe(exact[order].patterns);
    expect(Math.abs(entropy.permutationEntropy(pmf) - exact[order].H)).toBeLessThanOrEqual(2e-3);
    expect(Math.abs(entropy.statisticalComplexity(pmf) - exact[order].C)).toBeLessThanOrEqual(2e-3);
  },
);

test.each(Object.keys(curves))("the bounds of order %s agree with 50 digits to 1e-14", (order) => {
  const space = entropy.ordinalPatterns({ order: Number(order) });
  const { max = [], min = [] } = curves[order] ?? {};
  for (const [, , H, C] of max) expect(Math.abs(entropy.complexityBounds(space, H)[1] - C)).toBeLessThanOrEqual(1e-14);
  for (const [, H, C] of min) expect(Math.abs(entropy.complexityBounds(space, H)[0] - C)).toBeLessThanOrEqual(1e-14);
});
