import fc from "fast-check";
import { entropy, tensor } from "sech";
import { describe, expect, test } from "vitest";

const order = fc.integer({ min: 2, max: 7 });
const delay = fc.integer({ min: 1, max: 4 });
const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 40, maxLength: 200 });
const spaces = fc.record({ order, delay });

function measured(options: entropy.OrdinalOptions, series: Float64Array): entropy.Complexity & { p: Float64Array } {
  const pmf = entropy.probabilities(entropy.ordinalPatterns(options), series);
  return { ...entropy.complexity(pmf), p: pmf.p };
}

test("H and C do not change under increasing maps of the values", () => {
  fc.assert(
    fc.property(spaces, values, (options, list) => {
      const series = Float64Array.from(list);
      const { H, C } = measured(options, series);
      const mapped = measured(
        options,
        series.map((x) => Math.exp(x / 10)),
      );
      expect([mapped.H, mapped.C]).toEqual([H, C]);
    }),
  );
});

test("reversing time reverses every pattern where no values are equal", () => {
  fc.assert(
    fc.property(spaces, fc.uniqueArray(fc.integer(), { minLength: 40, maxLength: 120 }), (options, list) => {
      const forward = measured(options, Float64Array.from(list));
      const backward = measured(options, Float64Array.from(list).reverse());
      for (let index = 0; index < forward.p.length; index++) {
        const reversed = entropy.patternOf(options.order, index).map((position) => options.order - 1 - position);
        expect(backward.p[entropy.indexOf(reversed)]).toBe(forward.p[index]);
      }
    }),
    { numRuns: 30 },
  );
});

test("C lies between the bounds at its H for probabilities of any kind", () => {
  const weights = (n: number) => fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: n, maxLength: n });
  fc.assert(
    fc.property(
      fc.constantFrom(3, 4).chain((n) => fc.tuple(fc.constant(n), weights(n === 3 ? 6 : 24))),
      ([n, list]) => {
        if (list.every((weight) => weight === 0)) return;
        const space = entropy.ordinalPatterns({ order: n });
        const { H, C } = entropy.complexity(entropy.pmfOf(space, list));
        const [min, max] = entropy.complexityBounds(space, Math.min(1, H));
        expect(C).toBeGreaterThanOrEqual(min - 1e-13);
        expect(C).toBeLessThanOrEqual(max + 1e-13);
      },
    ),
  );
});

test("counts of the pieces of a stream add up to those of the whole, under every rule for ties", () => {
  const ties = fc.constantFrom<entropy.Ties>("first", "random", { tolerance: 3 });
  fc.assert(
    fc.property(
      spaces,
      ties,
      values,
      fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 6 }),
      (options, rule, list, cuts) => {
        const series = Float64Array.from(list);
        const space = entropy.ordinalPatterns({ ...options, ties: rule, seed: 5 });
        const stream = entropy.patternAccumulator(space);
        const ends = [0, ...cuts.map((cut) => Math.min(cut, series.length)).sort((a, b) => a - b), series.length];
        for (let i = 1; i < ends.length; i++) stream.push(series.subarray(ends[i - 1], ends[i]));
        expect(stream.pmf()).toEqual(entropy.probabilities(space, series));
      },
    ),
  );
});

test("both counters find the same patterns at every order, delay and length", () => {
  const inputs = fc.tuple(
    fc.integer({ min: 2, max: 8 }),
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 1, max: 900 }),
    fc.nat(1000),
  );
  fc.assert(
    fc.property(inputs, ([n, lag, extra, seed]) => {
      const series = entropy.generators.noise({ length: (n - 1) * lag + extra, seed }).map((x) => Math.round(4 * x));
      const counts = [entropy.plainCounter, entropy.defaultCounter()].map((counter) => {
        const out = new Float64Array(entropy.ordinalPatterns({ order: n }).size);
        expect(counter.count(series, n, lag, out)).toBe(true);
        return out;
      });
      expect(counts[1]).toEqual(counts[0]);
    }),
    { numRuns: 150 },
  );
});

test("both counters find the same patterns of long series, where two windows are counted at once", () => {
  const series = entropy.generators.noise({ length: 60_001, seed: 4 }).map((x) => Math.round(30 * x));
  for (const n of [2, 3, 4, 5, 6]) {
    for (const lag of [1, 2, 3, 7]) {
      for (const length of [8192, 20_000, 40_003, 60_001]) {
        const counts = [entropy.plainCounter, entropy.defaultCounter()].map((counter) => {
          const out = new Float64Array(entropy.ordinalPatterns({ order: n }).size);
          expect(counter.count(series.subarray(0, length), n, lag, out)).toBe(true);
          return out;
        });
        expect(counts[1]).toEqual(counts[0]);
      }
    }
  }
});

test("samples whose sum overflows count like any others, and one that is not finite is found among many", () => {
  const series = entropy.generators.noise({ length: 20_000, seed: 4 }).map((x) => x * 1e307);
  const space = entropy.ordinalPatterns({ order: 5 });
  const scaled = entropy.probabilities(
    space,
    series.map((x) => x / 1e307),
  );
  expect(entropy.probabilities(space, series).p).toEqual(scaled.p);
  series[12_345] = -Infinity;
  expect(() => entropy.probabilities(space, series)).toThrow(/sample 12345 is not/);
});

test("a pattern and its index are inverse", () => {
  for (let n = 2; n <= 6; n++) {
    const { size } = entropy.ordinalPatterns({ order: n });
    for (let index = 0; index < size; index++) expect(entropy.indexOf(entropy.patternOf(n, index))).toBe(index);
  }
});

test("the sequence of patterns is the stable argsort of each window", () => {
  fc.assert(
    fc.property(spaces, values, (options, list) => {
      const sequence = entropy.patternSequence(entropy.ordinalPatterns(options), Float64Array.from(list));
      sequence.forEach((index, first) => {
        const places = Array.from({ length: options.order }, (_, j) => j);
        const at = (j: number) => list[first + j * options.delay] as number;
        expect(entropy.patternOf(options.order, index)).toEqual(places.sort((a, b) => at(a) - at(b)));
      });
    }),
    { numRuns: 40 },
  );
});

describe("other measures", () => {
  const space = entropy.ordinalPatterns({ order: 4 });
  const pmf = entropy.probabilities(space, entropy.generators.logistic({ length: 4096 }));

  test("Rényi's and Tsallis' entropies and complexities tend to Shannon's as their index tends to 1", () => {
    const { H, C } = entropy.complexity(pmf);
    for (const index of [1, 1 + 1e-6]) {
      expect(entropy.renyiEntropy(pmf, index)).toBeCloseTo(H, 5);
      expect(entropy.tsallisEntropy(pmf, index)).toBeCloseTo(H, 5);
      expect(entropy.renyiComplexity(pmf, index)).toBeCloseTo(C, 5);
      expect(entropy.tsallisComplexity(pmf, index)).toBeCloseTo(C, 5);
    }
  });

  test("they are zero for a certain pattern and the entropies one for uniform probabilities", () => {
    const certain = entropy.pmfOf(space, [1, ...new Array<number>(23).fill(0)]);
    const uniform = entropy.pmfOf(space, new Array<number>(24).fill(1));
    for (const [entropyOf, complexityOf] of [
      [entropy.renyiEntropy, entropy.renyiComplexity],
      [entropy.tsallisEntropy, entropy.tsallisComplexity],
    ] as const) {
      expect(entropyOf(certain, 2)).toBeCloseTo(0, 12);
      expect(complexityOf(certain, 2)).toBeCloseTo(0, 12);
      expect(entropyOf(uniform, 2)).toBeCloseTo(1, 12);
      expect(complexityOf(uniform, 2)).toBeCloseTo(0, 12);
    }
    expect(entropy.fisherInformation(certain)).toBe(1);
    expect(entropy.fisherInformation(uniform)).toBe(0);
  });

  test("the logistic map forbids 12 of 24 patterns, noise of that length none", () => {
    const { missing, expectedInNoise, forbidden } = entropy.missingPatterns(pmf);
    expect(missing.length).toBe(12);
    expect(expectedInNoise).toBeLessThan(1e-60);
    expect(forbidden).toBeCloseTo(12, 10);
  });

  test("the expected number of missing patterns is that found in noise", () => {
    const five = entropy.ordinalPatterns({ order: 5 });
    let found = 0;
    let expected = 0;
    for (let seed = 0; seed < 400; seed++) {
      const result = entropy.missingPatterns(
        entropy.probabilities(five, entropy.generators.noise({ length: 204, seed })),
      );
      found += result.missing.length / 400;
      expected = result.expectedInNoise;
    }
    expect(Math.abs(found / expected - 1)).toBeLessThan(0.05);
  });

  test("windows of small variance or amplitude weigh little", () => {
    const ramp = Float64Array.from({ length: 50 }, (_, i) => i);
    const rising = entropy.probabilities(space, ramp, { weighting: "variance" });
    expect(rising.p[0]).toBe(1);
    const bumps = Float64Array.from({ length: 200 }, (_, i) => (i < 100 ? 1e-9 * ((i * 7) % 5) : i));
    const plain = entropy.permutationEntropy(entropy.probabilities(space, bumps));
    const weighted = entropy.permutationEntropy(entropy.probabilities(space, bumps, { weighting: "variance" }));
    const amplitude = entropy.permutationEntropy(
      entropy.probabilities(space, bumps, { weighting: { amplitude: 0.5 } }),
    );
    expect(plain).toBeGreaterThan(0.3);
    expect(weighted).toBeLessThan(plain / 1.5);
    expect(amplitude).toBeLessThan(plain);
  });

  test("pooling counts no window across two series", () => {
    const parts = [Float64Array.of(1, 2, 3, 4), Float64Array.of(9, 8, 7, 6)];
    const { p, windows } = entropy.pooled(space, parts);
    expect(windows).toBe(2);
    expect([p[0], p[23]]).toEqual([0.5, 0.5]);
  });

  test("an image of one row has the patterns of that row", () => {
    const series = entropy.generators.noise({ length: 300, seed: 1 });
    const image = entropy.imageProbabilities(tensor([1, 300], series), { extent: [1, 4] });
    expect(image.p).toEqual(entropy.probabilities(space, series).p);
  });

  test("a smooth image has two patterns of 2 × 2, noise all of them", () => {
    const ramp = tensor(
      [20, 20],
      Float64Array.from({ length: 400 }, (_, i) => Math.floor(i / 20) + 2 * (i % 20)),
    );
    expect(entropy.imageProbabilities(ramp, { extent: [2, 2] }).p.filter((p) => p > 0).length).toBe(1);
    const noise = tensor([60, 60], entropy.generators.noise({ length: 3600, seed: 2 }));
    expect(entropy.permutationEntropy(entropy.imageProbabilities(noise, { extent: [2, 2] }))).toBeGreaterThan(0.995);
  });

  test("the transitions of order 3 overlap: each pattern leads to three at most, and shares add to one", () => {
    const {
      links,
      nodeEntropy,
      entropy: mean,
    } = entropy.transitionNetwork(
      entropy.ordinalPatterns({ order: 3 }),
      entropy.generators.noise({ length: 5000, seed: 3 }),
    );
    expect(links.length).toBe(18);
    expect(links.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    expect(Math.max(...nodeEntropy)).toBeLessThanOrEqual(Math.log(3));
    expect(mean).toBeGreaterThan(0.9);
  });

  test("coarse graining leaves scale 1 alone and white noise white", () => {
    const series = entropy.generators.noise({ length: 20_000, seed: 4 });
    const { H } = entropy.multiscale(space, series, 5);
    expect(H[0]).toBe(entropy.permutationEntropy(entropy.probabilities(space, series)));
    for (const value of H) expect(value).toBeGreaterThan(0.995);
  });

  test("many series give what each gives alone", () => {
    const rows = entropy.generators.noise({ length: 7 * 300, seed: 5 });
    const { H, C } = entropy.complexities(space, rows, 300);
    for (let row = 0; row < 7; row++) {
      const alone = entropy.complexity(entropy.probabilities(space, rows.slice(300 * row, 300 * (row + 1))));
      expect(Math.abs(H[row]! - alone.H)).toBeLessThan(1e-12);
      expect(Math.abs(C[row]! - alone.C)).toBeLessThan(1e-12);
    }
  });
});
