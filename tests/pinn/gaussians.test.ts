import { linear, pinn, problems, training } from "sech";
import { describe, expect, test } from "vitest";

const gaussians = pinn.gaussians;

describe("fixed Gaussians", () => {
  test("solve Helmholtz' equation in one linear solve a level, and choose the coordinate that needs more", async () => {
    const problem = problems.helmholtz({ a1: 4, a2: 1 });
    const fit = await training.train(problem, gaussians(), { seed: 1, budget: { steps: 7 } });
    expect(fit).toMatchObject({ status: "success", stopReason: "step-budget", warnings: [] });
    expect(fit.iterations).toBeGreaterThanOrEqual(7);
    expect(training.relativeError(problem, fit)).toBeLessThan(1e-7);
    expect(fit.measures).toMatchObject({ movedMedian: 0 });
    const counts = fit.history.map(({ stage }) => stage.split(" x ").map(Number));
    expect(counts.at(-1)?.[0]).toBeGreaterThan(counts.at(-1)?.[1] as number);
    expect(Object.keys(fit.residuals).toSorted()).toEqual(
      ["pde", ...["x.min", "x.max", "y.min", "y.max"].map((face) => `walls ${face}`)].toSorted(),
    );
  });

  test("cut off within a march through time are incomplete and say how far they came", async () => {
    const fit = await training.train(problems.burgers(), gaussians(), { seed: 1, budget: { steps: 5 } });
    expect(fit).toMatchObject({ status: "incomplete", stopReason: "step-budget" });
    expect(fit.warnings.join()).toMatch(/the march ended at time 0\.\d+; later times hold its last state/);
  });

  test("of one seed are equal to the bit, and a smaller budget is a prefix", async () => {
    const problem = problems.poisson();
    const [a, b, short] = [
      await training.train(problem, gaussians(), { seed: 3, budget: { steps: 6 } }),
      await training.train(problem, gaussians(), { seed: 3, budget: { steps: 6 } }),
      await training.train(problem, gaussians(), { seed: 3, budget: { steps: 3 } }),
    ];
    expect(a.parameters).toEqual(b.parameters);
    const heldOut = (fit: typeof a) => fit.history.map((entry) => entry.heldOut);
    expect(heldOut(short)).toEqual(heldOut(a).slice(0, short.history.length));
    expect(short.history.length).toBeLessThan(a.history.length);
  });

  test("never look at the exact solution", async () => {
    const problem = problems.poisson();
    const blind = {
      ...problem,
      exact: () => {
        throw new Error("the exact solution was looked at");
      },
    };
    const options = { seed: 3, budget: { steps: 4 } };
    const fit = await training.train(blind, gaussians(), options);
    expect(fit.parameters).toEqual((await training.train(problem, gaussians(), options)).parameters);
  });

  test("march through time, and values on a grid agree with values one by one", async () => {
    const problem = problems.heat();
    const fit = await training.train(problem, gaussians({ levels: 1 }), { seed: 1 });
    expect(training.relativeError(problem, fit)).toBeLessThan(1e-5);
    expect(fit.stages).toEqual([{ name: "auto", steps: fit.iterations, stopReason: "levels" }]);
    const points = Float64Array.of(0.3, 0.1, 0.3, 0.9, 0.7, 0.1, 0.7, 0.9);
    const values = fit.values(points);
    for (let i = 0; i < 4; i++) {
      const [x, t] = [points[2 * i] as number, points[2 * i + 1] as number];
      expect(fit.evaluate(x, t)).toBeCloseTo(values[i] as number, 14);
      expect(values[i]).toBeCloseTo(problem.exact?.(x, t)[0] as number, 4);
    }
  });

  test("say what an option must be, and which options of training have no meaning", async () => {
    expect(() => gaussians({ count: 1 })).toThrow(
      "model.count must be a whole number from 4 to 1000000, got 1; try 400",
    );
    expect(() => gaussians({ kappa: 0.5 })).toThrow("model.kappa must be from 1 to 10, got 0.5; try 1.5");
    expect(() => gaussians({ tolerance: 2 })).toThrow("model.tolerance must be between 0 and 1");
    const problem = problems.poisson();
    const train = (options: object) => training.train(problem, gaussians(), { seed: 1, ...options });
    await expect(train({ points: { interior: 5 } })).rejects.toThrow("points is not an option of Gaussians");
    await expect(train({ stages: [training.adam({ steps: 1 })] })).rejects.toThrow("not trained in stages");
    await expect(train({ seed: -1 })).rejects.toThrow("seed must be a whole number from 0, got -1");
  });

  test("end at once when told to, with what they have", async () => {
    const signal = AbortSignal.abort();
    const fit = await training.train(problems.poisson(), gaussians(), { seed: 1, signal });
    expect(fit).toMatchObject({ status: "aborted", stopReason: "aborted", iterations: 1 });
  });
});

describe("least squares by products", () => {
  /** A tall matrix with singular values from 1 to 100. */
  const rows = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 8 }, (_, j) => Math.cos(i * (j + 0.5)) * (1 + (99 * j) / 7)),
  );
  const operator = {
    rows: 30,
    columns: 8,
    times(v: Float64Array, out: Float64Array) {
      rows.forEach((row, i) => {
        out[i]! += row.reduce((sum, value, j) => sum + value * v[j]!, 0);
      });
    },
    transposedTimes(v: Float64Array, out: Float64Array) {
      rows.forEach((row, i) => {
        row.forEach((value, j) => {
          out[j]! += value * v[i]!;
        });
      });
    },
  };

  test("find the least squares of a matrix that is never seen", () => {
    const b = Float64Array.from({ length: 30 }, (_, i) => Math.sin(3 * i) + 0.1 * i);
    const { x, status, residual } = linear.lsqr(operator, b, { atol: 1e-12, btol: 0 });
    const side = linear.matrix(b.slice(), 30, 1);
    linear.solveLeastSquares(linear.matrix(Float64Array.from(rows.flat()), 30, 8), side, undefined, linear.plainDense);
    expect(status).toBe("least-squares");
    for (let j = 0; j < 8; j++) expect(x[j]).toBeCloseTo(side.data[j]!, 10);
    const rest = b.map((value) => -value);
    operator.times(x, rest);
    expect(residual).toBeCloseTo(Math.hypot(...rest), 10);
  });

  test("stop where the equations are solved, at zero sides, and at numbers that are not finite", () => {
    const b = new Float64Array(30);
    expect(linear.lsqr(operator, b)).toMatchObject({ iterations: 0, status: "least-squares" });
    operator.times(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), b);
    const solved = linear.lsqr(operator, b, { btol: 1e-12 });
    expect(solved.status).toBe("solved");
    expect(solved.x[2]).toBeCloseTo(3, 8);
    expect(linear.lsqr(operator, b.fill(Number.NaN)).status).toBe("not-finite");
    expect(linear.lsqr(operator, b.fill(1), { iterations: 1 })).toMatchObject({ iterations: 1, status: "iterations" });
    let asked = 0;
    const stopped = linear.lsqr(operator, b, { atol: 0, btol: 0, interrupted: () => ++asked === 2 });
    expect(stopped).toMatchObject({ iterations: 2, status: "iterations" });
    expect(stopped.x).toEqual(linear.lsqr(operator, b, { atol: 0, btol: 0, iterations: 2 }).x);
  });
});
