import { describe, expect, test } from "vitest";
import { rng } from "../../../src/core/index.ts";
import {
  type Box,
  gridPoints,
  latinHypercubePoints,
  residualAdaptivePoints,
  sobolPoints,
  uniformPoints,
} from "../../../src/training/sampling/index.ts";

const unit = (dimensions: number): Box => Array.from({ length: dimensions }, () => [0, 1] as const);

/** Coordinate d of all points. */
const coordinate = (points: Float64Array, dimensions: number, d: number) =>
  points.filter((_, at) => at % dimensions === d);

/** How many points each of `count` equal intervals of [0, 1] has. */
function occupancy(values: Float64Array, count: number): number[] {
  const numbers = new Array<number>(count).fill(0);
  for (const value of values) numbers[Math.floor(value * count)] = (numbers[Math.floor(value * count)] ?? 0) + 1;
  return numbers;
}

/**
 * The star discrepancy in the L2 norm: T. T. Warnock, Computational investigations of low-discrepancy point sets (1972).
 */
function discrepancy(points: Float64Array, d: number): number {
  const n = points.length / d;
  const at = (i: number, k: number) => points[i * d + k] as number;
  const each = (f: (k: number) => number) => Array.from({ length: d }, (_, k) => f(k)).reduce((a, b) => a * b, 1);
  let single = 0;
  let double = 0;
  for (let i = 0; i < n; i++) {
    single += each((k) => 1 - at(i, k) ** 2);
    for (let j = 0; j < n; j++) double += each((k) => 1 - Math.max(at(i, k), at(j, k)));
  }
  return Math.sqrt(3 ** -d - (2 ** (1 - d) / n) * single + double / n ** 2);
}

describe("Sobol points", () => {
  test("are those of scipy.stats.qmc.Sobol in 21 dimensions", () => {
    // scipy 1.10.1: p = qmc.Sobol(21, scramble=False).random(1000); p[777] and p.sum(axis=0).
    const p = sobolPoints(unit(21), 1000);
    expect([...p.subarray(777 * 21, 778 * 21)]).toEqual(scipyPoint);
    const sums = Array.from({ length: 21 }, (_, d) => coordinate(p, 21, d).reduce((a, b) => a + b, 0));
    expect(sums).toEqual(scipySums);
  });

  test.each(["none", "shift", "owen"] as const)(
    "have one point in every elementary interval, scramble %s",
    (scramble) => {
      const p = sobolPoints(unit(12), 256, rng(3), { scramble });
      for (let d = 0; d < 12; d++) {
        expect(occupancy(coordinate(p, 12, d), 256).every((count) => count === 1)).toBe(true);
      }
      // The first two coordinates are a (0, 2)-sequence: 2^a × 2^b boxes too.
      for (let a = 0; a <= 8; a++) {
        const boxes = new Set<number>();
        for (let i = 0; i < 256; i++) {
          const [x, y] = [p[12 * i] as number, p[12 * i + 1] as number];
          boxes.add(Math.floor(x * 2 ** a) * 2 ** (8 - a) + Math.floor(y * 2 ** (8 - a)));
        }
        expect(boxes.size).toBe(256);
      }
    },
  );

  test("go on where they were left, and differ from seed to seed", () => {
    const all = sobolPoints(unit(3), 100, rng(5));
    expect(sobolPoints(unit(3), 60, rng(5), { skip: 40 })).toEqual(all.subarray(120));
    expect(sobolPoints(unit(3), 100, rng(6))).not.toEqual(all);
    expect(sobolPoints(unit(3), 100, rng(5))).toEqual(all);
  });

  test("are uniform at every place when they are scrambled", () => {
    // The mean of the first point over 400 seeds: standard error 0.0144.
    for (const scramble of ["shift", "owen"] as const) {
      let total = 0;
      for (let seed = 0; seed < 400; seed++) total += sobolPoints(unit(2), 1, rng(seed), { scramble })[1] as number;
      expect(Math.abs(total / 400 - 0.5)).toBeLessThan(0.06);
    }
  });

  test("have a smaller discrepancy than Latin hypercubes, and those than uniform points", () => {
    const mean = (draw: (seed: number) => Float64Array) =>
      [1, 2, 3, 4, 5].reduce((total, seed) => total + discrepancy(draw(seed), 2) / 5, 0);
    const sobol = mean((seed) => sobolPoints(unit(2), 256, rng(seed)));
    const latin = mean((seed) => latinHypercubePoints(unit(2), 256, rng(seed)));
    const uniform = mean((seed) => uniformPoints(unit(2), 256, rng(seed)));
    expect(sobol).toBeLessThan(latin / 2);
    expect(latin).toBeLessThan(uniform);
    // Of independent points E D² = (2^−d − 3^−d) / n.
    expect(uniform).toBeGreaterThan(0.4 * Math.sqrt((1 / 4 - 1 / 9) / 256));
  });
});

test("a Latin hypercube has one point in each interval of each coordinate", () => {
  const p = latinHypercubePoints(unit(5), 97, rng(1));
  for (let d = 0; d < 5; d++) expect(occupancy(coordinate(p, 5, d), 97).every((count) => count === 1)).toBe(true);
  // The coordinates are paired at random: no rank correlation beyond four standard errors of 1/√96.
  const [x, y] = [coordinate(p, 5, 0), coordinate(p, 5, 1)];
  const correlation =
    x.reduce((total, value, i) => total + (value - 0.5) * ((y[i] as number) - 0.5), 0) / 97 / (1 / 12);
  expect(Math.abs(correlation)).toBeLessThan(0.41);
});

test("a grid has all combinations, both ends, and the middle where there is one point", () => {
  const box = [
    [-1, 1],
    [0, 10],
    [4, 6],
  ] as const;
  expect([...gridPoints(box, [2, 3, 1])]).toEqual([-1, 0, 5, -1, 5, 5, -1, 10, 5, 1, 0, 5, 1, 5, 5, 1, 10, 5]);
});

test("all points lie in their box", () => {
  const box = [
    [-3, -2],
    [5, 9],
  ] as const;
  for (const p of [
    uniformPoints(box, 500, rng(1)),
    latinHypercubePoints(box, 500, rng(1)),
    sobolPoints(box, 500, rng(1)),
  ]) {
    expect(p).toHaveLength(1000);
    p.forEach((value, at) => {
      const [low, high] = box[at % 2] as readonly [number, number];
      expect(value >= low && value <= high).toBe(true);
    });
  }
});

describe("residual-adaptive points", () => {
  const n = 4000;
  const candidates = uniformPoints(unit(1), n, rng(1));
  const peak = candidates.map((x) => Math.exp(-(((x - 0.7) / 0.05) ** 2)));

  test("follow the density p ∝ |r|^k / E|r|^k + c", () => {
    for (const [power, floor] of [
      [1, 1],
      [2, 0.5],
      [1, 0],
      [3, 2],
    ] as const) {
      const powers = peak.map((r) => r ** power);
      const mean = powers.reduce((a, b) => a + b, 0) / n;
      const density = powers.map((value) => value / mean + floor);
      const inside = (x: number) => Math.abs(x - 0.7) < 0.05;
      const wanted =
        density.filter((_, i) => inside(candidates[i] as number)).reduce((a, b) => a + b, 0) /
        density.reduce((a, b) => a + b, 0);
      let hits = 0;
      // Few of many, so that drawing without replacement changes little; 2000 draws.
      for (let seed = 0; seed < 100; seed++) {
        hits += residualAdaptivePoints(candidates, peak, 20, rng(seed), { power, floor }).filter(inside).length;
      }
      expect(Math.abs(hits / 2000 - wanted)).toBeLessThan(4 * Math.sqrt((wanted * (1 - wanted)) / 2000) + 0.02);
    }
  });

  test("draw no candidate twice, and all of them when as many are wanted", () => {
    const drawn = residualAdaptivePoints(candidates, peak, n, rng(2));
    expect([...drawn].sort()).toEqual([...candidates].sort());
    expect(new Set(residualAdaptivePoints(candidates, peak, 1000, rng(2))).size).toBe(1000);
  });

  test("are uniform where no residual differs from zero, and keep coordinates together", () => {
    const pairs = uniformPoints(unit(2), 50, rng(1));
    const drawn = residualAdaptivePoints(pairs, new Float64Array(50), 10, rng(2));
    const known = new Set(Array.from({ length: 50 }, (_, i) => `${pairs[2 * i]},${pairs[2 * i + 1]}`));
    for (let i = 0; i < 10; i++) expect(known.has(`${drawn[2 * i]},${drawn[2 * i + 1]}`)).toBe(true);
  });
});

test.each([
  ["an inverted box", () => uniformPoints([[1, 0]], 5, rng(1)), /finite and in order/],
  ["no coordinates", () => sobolPoints([], 5), /at least one coordinate/],
  ["no points", () => latinHypercubePoints(unit(2), 0, rng(1)), /positive whole number/],
  ["22 coordinates", () => sobolPoints(unit(22), 5), /at most 21/],
  ["a scrambling without a generator", () => sobolPoints(unit(2), 5, undefined, { scramble: "owen" }), /generator/],
  ["a grid with too few counts", () => gridPoints(unit(2), [3]), /one count for every coordinate/],
  [
    "more points than candidates",
    () => residualAdaptivePoints(new Float64Array(4), new Float64Array(4), 5, rng(1)),
    /no fewer candidates/,
  ],
  [
    "a residual that is not finite",
    () => residualAdaptivePoints(new Float64Array(1), Float64Array.of(Number.NaN), 1, rng(1)),
    /must be finite/,
  ],
] as const)("%s is refused", (_, act, message) => {
  expect(act).toThrow(message);
});

const scipyPoint = [
  0.6923828125, 0.9365234375, 0.1630859375, 0.2744140625, 0.6357421875, 0.3564453125, 0.1904296875, 0.7626953125,
  0.3486328125, 0.3232421875, 0.7451171875, 0.6962890625, 0.3837890625, 0.4736328125, 0.5693359375, 0.5146484375,
  0.4033203125, 0.8642578125, 0.3701171875, 0.7529296875, 0.2373046875,
];
const scipySums = [
  499.7265625, 499.6796875, 499.5546875, 499.7578125, 499.2734375, 500.2265625, 499.8984375, 499.4140625, 499.9765625,
  499.3359375, 498.9609375, 499.8828125, 500.1328125, 499.7890625, 499.5546875, 499.1171875, 499.7265625, 499.7265625,
  499.2109375, 499.5859375, 499.4609375,
];
