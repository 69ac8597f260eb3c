import { readFileSync } from "node:fs";
import { entropy, tensor } from "sech";
import { describe, expect, test } from "vitest";

interface Row {
  readonly series: "logistic" | "noise" | "walk" | "rising";
  readonly order: number;
  readonly delay: number;
  readonly shannon: readonly [H: number, C: number];
  readonly renyi: readonly (readonly [H: number, C: number])[];
  readonly tsallis: readonly (readonly [H: number, C: number])[];
  readonly fisher: number;
  readonly weighted: number;
  readonly missing: number;
  readonly nodeEntropy: number;
}

const recorded: {
  readonly indices: readonly number[];
  readonly rows: readonly Row[];
  readonly images: readonly { extent: readonly [number, number]; shannon: readonly [number, number] }[];
} = JSON.parse(readFileSync(new URL("../golden/entropy/measures.json", import.meta.url), "utf8"));

/** The generator of Park and Miller. */
function lots(length: number): Float64Array {
  let state = 1;
  return Float64Array.from({ length }, () => {
    state = Number((BigInt(state) * 48271n) % 2147483647n);
    return state;
  });
}

const noise = lots(3000);
let sum = 0;
const series = {
  logistic: entropy.generators.logistic({ x0: 0.4, length: 3000 }),
  noise,
  walk: noise.map((x) => {
    sum += x - 1073741824;
    return sum;
  }),
  rising: noise.map((x, i) => x + 5e8 * i),
};

describe.each(recorded.rows)("$series, order $order, delay $delay: as ordpy to 1e-12", (row) => {
  const space = entropy.ordinalPatterns({ order: row.order, delay: row.delay });
  const x = series[row.series];
  const pmf = entropy.probabilities(space, x);

  test("Shannon's, Rényi's and Tsallis' entropies and complexities", () => {
    expect(entropy.permutationEntropy(pmf)).toBeCloseTo(row.shannon[0], 12);
    expect(entropy.statisticalComplexity(pmf)).toBeCloseTo(row.shannon[1], 12);
    recorded.indices.forEach((index, i) => {
      expect(entropy.renyiEntropy(pmf, index)).toBeCloseTo(row.renyi[i]?.[0] ?? Number.NaN, 12);
      expect(entropy.renyiComplexity(pmf, index)).toBeCloseTo(row.renyi[i]?.[1] ?? Number.NaN, 12);
      expect(entropy.tsallisEntropy(pmf, index)).toBeCloseTo(row.tsallis[i]?.[0] ?? Number.NaN, 12);
      expect(entropy.tsallisComplexity(pmf, index)).toBeCloseTo(row.tsallis[i]?.[1] ?? Number.NaN, 12);
    });
  });

  test("Fisher information, weighted entropy, missing patterns and the entropy of transitions", () => {
    expect(entropy.fisherInformation(pmf)).toBeCloseTo(row.fisher, 12);
    const weighted = entropy.probabilities(space, x, { weighting: "variance" });
    expect(entropy.permutationEntropy(weighted)).toBeCloseTo(row.weighted, 12);
    expect(entropy.missingPatterns(pmf).missing.length).toBe(row.missing);
    expect(entropy.transitionNetwork(space, x).entropy).toBeCloseTo(row.nodeEntropy, 12);
  });
});

test.each(recorded.images)("an image by windows of $extent, as ordpy to 1e-12", ({ extent, shannon }) => {
  const { H, C } = entropy.complexity(entropy.imageProbabilities(tensor([40, 60], lots(2400)), { extent }));
  expect(H).toBeCloseTo(shannon[0], 12);
  expect(C).toBeCloseTo(shannon[1], 12);
});

test("the curve of fractional Brownian motion is the exact one at order 3 to 5e-5", () => {
  const space = entropy.ordinalPatterns({ order: 3 });
  for (let hurst = 0.01; hurst < 0.9995; hurst += 0.001) {
    // C. Bandt and F. Shiha, Journal of Time Series Analysis 28 (2007) 646–665: monotone windows have asin(2^{h−1})/π each.
    const monotone = Math.asin(2 ** (hurst - 1)) / Math.PI;
    const other = (1 - 2 * monotone) / 4;
    const { H, C } = entropy.complexity(entropy.pmfOf(space, [monotone, other, other, other, other, monotone]));
    expect(Math.abs(entropy.fbmComplexity(space, H) - C)).toBeLessThan(5e-5);
  }
});
