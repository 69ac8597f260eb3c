import { describe, expect, test } from "vitest";
import { tapeAt } from "../../src/core/index.ts";
import { lagrangian, pinn, problems, rng, training } from "../support/sech.ts";

type Symbol = NonNullable<problems.Symbols["x"]>;
const { sin, PI } = Math;
const ring = { x: [0, 2 * PI], t: [0, 1] } as const;
const path = lagrangian.characteristics({ mode: "lpinn", width: 8, depth: 2 });
const steps = (count: number) => ({ seed: 1, budget: { steps: count } });

/** The largest error on 17 times and 31 places along each side, of those that have an exact value. */
function largest(problem: problems.TransportProblem, fit: training.Evaluable): number {
  const axes = problem.domain.map(([from, to], axis) => {
    const count = axis === problem.domain.length - 1 ? 17 : 31;
    return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  });
  const points = training.gridPoints(axes);
  const exact = training.exactValues(problem, points) as Float64Array;
  const apart = fit.values(points).map((value, i) => Math.abs(value - (exact[i] as number)));
  return Math.max(...apart.filter((_, i) => !Number.isNaN(exact[i] as number)));
}

describe("paths of windows one after another", () => {
  test("are those of the whole time, on a ring", async () => {
    const problem = problems.variableSpeed({ speed: 6 });
    const fit = await training.train(problem, lagrangian.windowed(path, { windows: 3 }), steps(75));
    expect(fit.iterations).toBe(75);
    expect(fit.stages.length).toBe(3);
    expect(largest(problem, fit)).toBeLessThan(3e-3);
    const { places, labels } = lagrangian.paths(fit, 4, 13) as lagrangian.Paths;
    // What a label carries is where its path is, but for what the networks of the state believe to gain.
    const ends = Float64Array.from([...labels].flatMap((_, i) => [places[i * 13 + 12] as number, 1]));
    fit.values(ends).forEach((value, i) => {
      expect(Math.abs(value - sin(labels[i] as number))).toBeLessThan(1e-5);
    });
    expect(lagrangian.diagnose(fit)).toMatchObject({ status: "single-valued", crossingTime: null });
  });

  test("take time and what is gained on the way with them", async () => {
    // u_t + (1 + t) u_x = (1 + t) cos x: u = u₀(ξ) + sin x − sin ξ along ξ = x − t − t²/2.
    const problem = problems.transport({
      domain: ring,
      speed: ({ t }) => (t as Symbol).add(1),
      source: ({ x, t }) => (t as Symbol).add(1).mul((x as Symbol).cos()),
      initial: ({ x }) => (x as Symbol).mul(2).sin(),
      exact: (x = 0, t = 0) => {
        const foot = x - t - (t * t) / 2;
        return sin(2 * foot) + sin(x) - sin(foot);
      },
    });
    const fit = await training.train(problem, lagrangian.windowed(path, { windows: 2 }), steps(60));
    expect(largest(problem, fit)).toBeLessThan(2e-3);
  });

  test("carry a bump in the plane, and have no value where a label leaves the box", async () => {
    const problem = problems.rotation({ turns: 0.5, width: 0.2 });
    const fit = await training.train(problem, lagrangian.windowed(path, { windows: 2 }), steps(50));
    expect(largest(problem, fit)).toBeLessThan(3e-2);
    const { status, minJacobian } = lagrangian.diagnose(fit);
    expect(status).toBe("single-valued");
    expect(minJacobian).toBeGreaterThan(0.9);
    expect(fit.evaluate(0.99, -0.99, 0.25)).toBeNaN();
  });

  test("need a speed that does not depend on what is carried, and paths", async () => {
    const model = lagrangian.windowed(path, { windows: 2 });
    await expect(training.train(problems.transportBurgers(), model, steps(2))).rejects.toThrow(/got "viscosity"/);
    await expect(training.train(problems.cubicTransport(), model, steps(2))).rejects.toThrow(/do not depend/);
    const places = lagrangian.windowed(lagrangian.characteristics({ mode: "pinn" }), { windows: 2 });
    await expect(training.train(problems.convection({ speed: 1 }), places, steps(2))).rejects.toThrow(/compose paths/);
    expect(() => lagrangian.windowed(path, { windows: 0 })).toThrow(/positive whole number/);
  });
});

describe("models of places", () => {
  const problem = problems.convection({ speed: 2 });
  const lm = [training.levenbergMarquardt({ steps: 30, resample: 10 })];
  const small = { width: 8, depth: 2 } as const;

  test("solve a transport equation, in the whole, in parts and from window to window", async () => {
    const options = { seed: 1, points: { interior: 200 } };
    const whole = await training.train(problem, lagrangian.eulerian(pinn.mlp(small)), { ...options, stages: lm });
    expect(largest(problem, whole)).toBeLessThan(2e-2);
    expect(lagrangian.diagnose(whole).status).toBe("no-paths");
    const parts = lagrangian.eulerian(pinn.xpinn({ ...small, parts: { t: 2 } }));
    const decomposed = await training.train(problem, parts, { ...options, stages: lm });
    expect(largest(problem, decomposed)).toBeLessThan(0.05);
    const windows = lagrangian.eulerian(pinn.mlp(small), { windows: 2, stages: lm });
    const sequence = await training.train(problem, windows, { ...options, budget: { steps: 60 } });
    expect(largest(problem, sequence)).toBeLessThan(2e-2);
    expect([sequence.iterations, sequence.stages.length]).toEqual([60, 2]);
  });

  test("hold the initial state in the loss where they are told to", () => {
    const groups = (initial: "hard" | "soft") =>
      lagrangian
        .eulerian(pinn.mlp(small), { initial })
        .bind(problem, rng(0))
        .terms.map(({ group }) => group);
    expect(groups("hard")).toEqual(["interior"]);
    expect(groups("soft")).toEqual(["interior", "initial"]);
  });

  test.each([
    ["Burgers", problems.transportBurgers({ offset: 3 })],
    ["a speed of the place", problems.variableSpeed({ speed: 3 })],
    ["an isentropic gas", problems.transportProblems["gas"]?.problem({}) as problems.TransportProblem],
    ["a whirl", problems.swirl()],
  ])("are given the equation as it stands: %s", (_name, transport) => {
    const { residual, unknowns, coordinates, derivatives } = problems.eulerian(transport);
    // Central differences of the exact solution in it vanish.
    const h = 1e-3;
    const exact = transport.exact as (...point: number[]) => readonly number[];
    const point = [...transport.domain.slice(0, -1).map(([from, to]) => from + 0.6 * (to - from)), 0.2];
    const at = (axis: number, by: number) => exact(...point.map((value, i) => (i === axis ? value + by : value)));
    const slopes = unknowns.flatMap((_, i) => {
      const value = (axis: number, by: number) => at(axis, by)[i] as number;
      return [
        value(0, 0),
        ...derivatives.map((name) => {
          const axis = coordinates.indexOf(name[0] as string);
          return name.length === 1
            ? (8 * (value(axis, h) - value(axis, -h)) - value(axis, 2 * h) + value(axis, -2 * h)) / (12 * h)
            : (value(axis, h) - 2 * value(axis, 0) + value(axis, -h)) / (h * h);
        }),
      ];
    });
    const out = tapeAt(residual, Float64Array.of(...slopes, ...point));
    for (const value of out) expect(Math.abs(value)).toBeLessThan(1e-5);
  });
});
