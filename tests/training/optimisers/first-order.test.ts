import { describe, expect, test } from "vitest";
import { adam, copyState, rateAt } from "../../../src/training/optimisers/index.ts";
import { searchLine, type Trial } from "../../../src/training/optimisers/line-search.ts";
import { objectiveOf, testProblems } from "../../support/least-squares-problems.ts";

const rosenbrock = objectiveOf(testProblems[0] as (typeof testProblems)[0]);

describe("Adam", () => {
  test("takes the steps of the algorithm", () => {
    // One parameter, r = θ: g = θ. The first step has the length of the rate, whatever the gradient.
    const line = objectiveOf({ start: [2], residuals: (x) => [x[0] as number], jacobian: () => [[1]] });
    const optimiser = adam({ rate: 0.1, epsilon: 0 });
    let state = optimiser.init(Float64Array.of(2), line);
    state = optimiser.update(line, state);
    expect(state.theta[0]).toBeCloseTo(1.9, 15);
    state = optimiser.update(line, state);
    const first = (0.9 * 0.1 * 2 + 0.1 * 1.9) / (1 - 0.81);
    const second = (0.999 * 0.001 * 4 + 0.001 * 1.9 ** 2) / (1 - 0.999 ** 2);
    expect(state.theta[0]).toBeCloseTo(1.9 - (0.1 * first) / Math.sqrt(second), 14);
  });

  test("finds the minimum of Rosenbrock's valley, and goes on to the bit from a copy", () => {
    const optimiser = adam({ rate: { kind: "exponential", rate: 0.05, steps: 1000, factor: 0.5 } });
    let state = optimiser.init(Float64Array.of(-1.2, 1), rosenbrock);
    let copy = copyState(state);
    for (let i = 0; i < 6000; i++) {
      if (i === 100) copy = copyState(state);
      state = optimiser.update(rosenbrock, state);
    }
    expect(state.value).toBeLessThan(1e-8);
    for (let i = 100; i < 6000; i++) copy = optimiser.update(rosenbrock, copy);
    expect(copy).toEqual(state);
    expect([state.iteration, state.evaluations]).toEqual([6000, 6001]);
  });

  test("stops where the value is no longer finite", () => {
    const root = objectiveOf({
      start: [0.05],
      residuals: (x) => [1 + Math.sqrt(x[0] as number)],
      jacobian: (x) => [[0.5 / Math.sqrt(x[0] as number)]],
    });
    const optimiser = adam({ rate: 0.1 });
    const state = optimiser.update(root, optimiser.init(Float64Array.of(0.05), root));
    expect(state.stop).toBe("not-finite");
    expect(optimiser.update(root, state)).toBe(state);
  });

  test.each([
    [{ rate: -1 }, /adam\.rate/],
    [{ rate: { kind: "cosine", rate: 1, warmUp: 0.5 } }, /adam\.warmUp/],
    [{ rate: { kind: "cosine", rate: 1, factor: 2 } }, /adam\.factor/],
  ] as const)("refuses %o", (options, message) => {
    expect(() => adam(options)).toThrow(message);
  });
});

test("schedules warm up, stay, fall by a factor, or follow half a cosine", () => {
  expect(rateAt({ kind: "constant", rate: 2 }, 1e6)).toBe(2);
  const warm = { kind: "constant", rate: 2, warmUp: 4 } as const;
  expect([0, 1, 2, 3, 4].map((step) => rateAt(warm, step))).toEqual([0.5, 1, 1.5, 2, 2]);
  const falling = { kind: "exponential", rate: 8, steps: 10, factor: 0.5, warmUp: 3 } as const;
  expect([3, 13, 23].map((step) => rateAt(falling, step))).toEqual([8, 4, 2]);
  const cosine = { kind: "cosine", rate: 4, steps: 100, factor: 0.25 } as const;
  expect(rateAt(cosine, 0)).toBe(4);
  expect(rateAt(cosine, 50)).toBeCloseTo(2.5, 14);
  expect([100, 1000].map((step) => rateAt(cosine, step))).toEqual([1, 1]);
});

describe("the line search", () => {
  const search = (f: (a: number) => number, df: (a: number) => number, first: number, curvature = 0.1) => {
    const evaluate = (alpha: number): Trial => ({ alpha, value: f(alpha), slope: df(alpha) });
    const start = evaluate(0);
    const found = searchLine(evaluate, start, first, { decrease: 1e-4, curvature, mostTrials: 30 });
    return { ...found, start };
  };
  // Moré and Thuente 1994, §5: φ = −a / (a² + 2), and the oscillating functions of table III with β = 0.01, l = 39.
  const easy = [(a: number) => -a / (a * a + 2), (a: number) => (a * a - 2) / (a * a + 2) ** 2] as const;
  const [beta, waves] = [0.01, 39];
  const base = (a: number) => (a <= 1 - beta ? 1 - a : a >= 1 + beta ? a - 1 : (a - 1) ** 2 / (2 * beta) + beta / 2);
  const slope = (a: number) => (a <= 1 - beta ? -1 : a >= 1 + beta ? 1 : (a - 1) / beta);
  const oscillating = [
    (a: number) => base(a) + ((2 * (1 - beta)) / (waves * Math.PI)) * Math.sin((waves * Math.PI * a) / 2),
    (a: number) => slope(a) + (1 - beta) * Math.cos((waves * Math.PI * a) / 2),
  ] as const;

  test.each([1e-3, 0.1, 1, 10, 1e3])("satisfies the strong Wolfe conditions from a first step of %f", (first) => {
    for (const [f, df] of [easy, oscillating]) {
      const { status, trial, start } = search(f, df, first);
      expect(status).toBe("wolfe");
      expect(trial.value).toBeLessThanOrEqual(start.value + 1e-4 * trial.alpha * start.slope);
      expect(Math.abs(trial.slope)).toBeLessThanOrEqual(-0.1 * start.slope);
    }
  });

  test("finds the minimum of a cubic in three trials", () => {
    const { status, trial, trials } = search(
      (a) => a ** 3 - 3 * a,
      (a) => 3 * a * a - 3,
      3,
      1e-8,
    );
    expect([status, trials]).toEqual(["wolfe", 3]);
    expect(trial.alpha).toBeCloseTo(1, 12);
  });

  test("halves its way back from a wall, and gives up where nothing is lower", () => {
    const wall = search(
      (a) => (a > 0.3 ? Number.NaN : (a - 0.2) ** 2),
      (a) => 2 * (a - 0.2),
      1,
    );
    expect(wall.status).toBe("wolfe");
    expect(wall.trial.alpha).toBeLessThanOrEqual(0.3);
    // The slope lies: the function rises.
    expect(
      search(
        (a) => a,
        () => -1,
        1,
      ).status,
    ).toBe("failed");
    expect(
      search(
        () => Number.NaN,
        () => -1,
        1,
      ).status,
    ).toBe("failed");
  });
});
