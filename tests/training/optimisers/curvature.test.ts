import { describe, expect, test } from "vitest";
import { denseKernels, plainDense, registerDenseKernels } from "../../../src/core/index.ts";
import { wasmDense } from "../../../src/kernels/index.ts";
import {
  copyState,
  gaussNewton,
  lbfgs,
  levenbergMarquardt,
  type Optimiser,
  selfScaled,
} from "../../../src/training/optimisers/index.ts";
import { randomArray } from "../../support/arrays.ts";
import { objectiveOf, testProblems } from "../../support/least-squares-problems.ts";

/** Runs until a stop, or for a number of updates. */
function run(optimiser: Optimiser, objective: ReturnType<typeof objectiveOf>, start: Float64Array, updates: number) {
  let state = optimiser.init(start, objective);
  while (state.stop === null && state.iteration < updates) state = optimiser.update(objective, state);
  return state;
}

const methods: readonly (readonly [string, Optimiser, number])[] = [
  ["Levenberg–Marquardt", levenbergMarquardt(), 400],
  ["Levenberg–Marquardt by gain ratio", levenbergMarquardt({ damping: "gain-ratio" }), 400],
  [
    "Levenberg–Marquardt by gain ratio, unscaled",
    levenbergMarquardt({ damping: "gain-ratio", scaling: "identity", initialDamping: 1 }),
    2000,
  ],
  ["Gauss–Newton by conjugate gradients", gaussNewton(), 2000],
  ["Gauss–Newton, sketched to all directions", gaussNewton({ solver: "sketched" }), 400],
  ["L-BFGS", lbfgs(), 4000],
  ["self-scaled BFGS", selfScaled({ family: "bfgs" }), 4000],
  ["self-scaled Broyden", selfScaled(), 4000],
];

test.each(testProblems.map((problem) => [problem.name, problem] as const))(
  "the Jacobian of problem %s agrees with differences",
  (_, problem) => {
    const objective = objectiveOf(problem);
    const theta = Float64Array.from(problem.start, (value, i) => value + 0.01 * (i + 1));
    const direction = randomArray(theta.length, 1);
    const [slope, above, below] = [1, 2, 3].map(() => new Float64Array(objective.rows)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    objective.times(theta, direction, slope);
    const h = 1e-5;
    objective.residuals(
      theta.map((value, i) => value + h * (direction[i] as number)),
      above,
    );
    objective.residuals(
      theta.map((value, i) => value - h * (direction[i] as number)),
      below,
    );
    const scale = Math.max(...slope.map(Math.abs));
    slope.forEach((value, i) => {
      const difference = ((above[i] as number) - (below[i] as number)) / (2 * h);
      expect(Math.abs(value - difference) / scale).toBeLessThan(1e-5);
    });
  },
);

describe.each(methods)("%s", (_, optimiser, updates) => {
  test.each(testProblems.map((problem) => [problem.name, problem] as const))("solves problem %s", (_, problem) => {
    const state = run(optimiser, objectiveOf(problem), Float64Array.from(problem.start), updates);
    const squares = 2 * state.value;
    // Minima are known to 15 digits from higher precision; singular ones are approached without end.
    if (problem.least === 0) expect(squares).toBeLessThan(1e-10);
    else expect(Math.abs(squares / problem.least - 1)).toBeLessThan(1e-8);
  });

  test("goes on to the bit from a copy of its state", () => {
    const problem = testProblems.find(({ name }) => name.startsWith("21")) ?? testProblems[0];
    const objective = objectiveOf(problem as (typeof testProblems)[0]);
    let state = optimiser.init(Float64Array.from(problem?.start ?? []), objective);
    for (let i = 0; i < 4; i++) state = optimiser.update(objective, state);
    let copy = copyState(state);
    for (let i = 0; i < 5; i++) {
      state = optimiser.update(objective, state);
      copy = optimiser.update(objective, copy);
    }
    expect(copy).toEqual(copyState(state));
    expect(state.iteration).toBe(9);
  });

  test("stops at once where the value is not finite, and says so", () => {
    const objective = objectiveOf({
      start: [-1, 1],
      residuals: (x) => [Math.sqrt(x[0] as number), x[1] as number],
      jacobian: (x) => [
        [0.5 / Math.sqrt(x[0] as number), 0],
        [0, 1],
      ],
    });
    const state = run(optimiser, objective, Float64Array.of(-1, 1), 10);
    expect([state.stop, state.iteration]).toEqual(["not-finite", 0]);
  });

  test("turns back from where the value is not finite", () => {
    // r = ln x has its minimum at 1; a full step from 5 would go to a negative x.
    const objective = objectiveOf({
      start: [5],
      residuals: (x) => [Math.log(x[0] as number)],
      jacobian: (x) => [[1 / (x[0] as number)]],
    });
    const state = run(optimiser, objective, Float64Array.of(5), 200);
    expect(Math.abs((state.theta[0] as number) - 1)).toBeLessThan(1e-6);
  });

  test("stops on a flat objective", () => {
    const flat = objectiveOf({ start: [1, 2], residuals: () => [3], jacobian: () => [[0, 0]] });
    const state = run(optimiser, flat, Float64Array.of(1, 2), 10);
    expect(state).toMatchObject({ stop: "gradient", value: 4.5, iteration: 0 });
    expect([...state.theta]).toEqual([1, 2]);
  });

  test("ends with a reason where rounding lets nothing fall any more", () => {
    const problem = testProblems.find(({ name }) => name.startsWith("15")) as (typeof testProblems)[0];
    const state = run(optimiser, objectiveOf(problem), Float64Array.from(problem.start), 5000);
    expect(["no-decrease", "gradient"]).toContain(state.stop);
    const again = optimiser.update(objectiveOf(problem), state);
    expect(again).toBe(state);
  });

  test("takes up an objective that has changed", () => {
    const line = (target: number) =>
      objectiveOf({ start: [0], residuals: (x) => [(x[0] as number) - target], jacobian: () => [[1]] });
    const first = run(optimiser, line(2), Float64Array.of(0), 50);
    expect(first.theta[0]).toBeCloseTo(2, 6);
    let state = optimiser.refresh(line(-3), first);
    expect(state.value).toBeCloseTo(12.5, 5);
    while (state.stop === null && state.iteration < 200) state = optimiser.update(line(-3), state);
    expect(state.theta[0]).toBeCloseTo(-3, 6);
  });

  test("refuses parameters of another length", () => {
    const problem = testProblems[0] as (typeof testProblems)[0];
    expect(() => optimiser.init(new Float64Array(3), objectiveOf(problem))).toThrow(/as many as the objective has/);
  });
});

test("Levenberg–Marquardt solves a linear problem in a few steps on either kernels", () => {
  const [m, n] = [40, 12];
  const a = randomArray(m * n, 1);
  const b = randomArray(m, 2);
  const objective = objectiveOf({
    start: new Array<number>(n).fill(0),
    residuals: (x) =>
      Array.from(b, (value, i) => x.reduce((total, xk, k) => total + xk * (a[i * n + k] as number), -value)),
    jacobian: () => Array.from({ length: m }, (_, i) => [...a.subarray(i * n, (i + 1) * n)]),
  });
  for (const kernels of [wasmDense(), plainDense]) {
    registerDenseKernels(() => kernels);
    expect(denseKernels().name).toBe(kernels.name);
    const state = run(levenbergMarquardt(), objective, new Float64Array(n), 8);
    const gradient = new Float64Array(n);
    objective.valueAndGradient(state.theta, gradient);
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-9);
  }
});
