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

  test("cut off within a finer march keep the coarser one for the times after", async () => {
    const problem = problems.kleinGordon();
    const coarse = await training.train(problem, gaussians({ levels: 1 }), { seed: 1 });
    const budget = { steps: coarse.iterations + 3 };
    const cut = await training.train(problem, gaussians(), { seed: 1, budget });
    expect(cut).toMatchObject({ status: "success", stopReason: "step-budget" });
    const [joint = Number.NaN] = cut.warnings.flatMap((line) =>
      [...line.matchAll(/^times from (\S+) on are of a coarser march/g)].map(([, time]) => Number(time)),
    );
    expect(joint).toBeGreaterThan(0);
    expect(joint).toBeLessThan(10);
    const at = (t: number) => Float64Array.of(0.3, -0.4, t);
    expect(cut.values(at(joint + 1))).toEqual(coarse.values(at(joint + 1)));
    expect(cut.values(at(0.5 * joint))).not.toEqual(coarse.values(at(0.5 * joint)));
    expect(training.relativeError(problem, cut)).toBeLessThan(1.1 * (training.relativeError(problem, coarse) ?? 0));
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

  test("stand as far apart, as wide and as far beyond the ends as count, kappa and ghosts say", async () => {
    const problem = problems.poisson();
    const placed = async (options: pinn.GaussiansOptions) => {
      const model = gaussians({ count: 64, kappa: 2, levels: 1, ...options });
      const { placement = [], measures, history } = await training.train(problem, model, { seed: 1 });
      expect(history).toHaveLength(1);
      expect(placement.map(({ box }) => box)).toEqual([problem.domain]);
      const { centres, widths } = placement[0]!.along[0]!;
      expect(measures!["count"]).toBe(centres.length ** 2);
      return { centres, widths, apart: centres[1]! - centres[0]! };
    };
    const [from, to] = problem.domain[0]!;
    const usual = await placed({});
    expect(usual.centres).toHaveLength(8 + 2 * 4);
    expect(usual.apart).toBeCloseTo((to - from) / 7, 12);
    for (const width of usual.widths) expect(width / usual.apart).toBeCloseTo(2, 12);
    const wider = await placed({ kappa: 3 });
    for (const width of wider.widths) expect(width / wider.apart).toBeCloseTo(3, 12);
    const fewer = await placed({ ghosts: 2 });
    expect(fewer.centres).toHaveLength(8 + 2 * 2);
    expect(fewer.centres[0]).toBeCloseTo(from - 2 * fewer.apart, 12);
  });

  test("are made finer as often as levels allow, and once more to verify what is good enough", async () => {
    const problem = problems.helmholtz({ a1: 2, a2: 1 });
    const solves = async (options: pinn.GaussiansOptions) => {
      const { history, stages, measures } = await training.train(problem, gaussians({ kappa: 2.5, ...options }), {
        seed: 1,
      });
      return { why: stages[0]!.stopReason, heldOut: history.map((entry) => entry.heldOut), measures };
    };
    const [one, two] = [await solves({ levels: 1 }), await solves({ levels: 2 })];
    expect([one.why, two.why]).toEqual(["levels", "levels"]);
    expect(one.heldOut).toHaveLength(1);
    expect(two.heldOut.length).toBeGreaterThan(1);
    const [good, verified] = [await solves({ tolerance: 0.01 }), await solves({ tolerance: 0.01, verify: true })];
    expect(good.why).toBe("tolerance");
    expect(verified.heldOut.slice(0, good.heldOut.length)).toEqual(good.heldOut);
    expect(verified.heldOut.length).toBeGreaterThan(good.heldOut.length);
    expect(verified.measures!["errorEstimate"]).toBeLessThan(good.measures!["errorEstimate"]!);
  });

  test("tell where they stand, slab of time after slab", async () => {
    const problem = problems.heat();
    const { placement = [], measures } = await training.train(problem, gaussians({ levels: 1 }), { seed: 1 });
    expect(placement).toHaveLength(measures!["slabs"]!);
    expect(placement.reduce((count, { along }) => count + along[0]!.centres.length, 0)).toBe(measures!["count"]);
    const times = placement.map(({ box }) => box[1]!);
    expect(times[0]![0]).toBe(problem.domain[1]![0]);
    times.slice(1).forEach(([from], k) => expect(from).toBe(times[k]![1]));
    expect(times.at(-1)![1]).toBe(problem.domain[1]![1]);
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
