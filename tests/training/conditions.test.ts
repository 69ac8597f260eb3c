import { pinn, problems, rng, training } from "sech";
import { describe, expect, test } from "vitest";

const { PI } = Math;

describe("periodic conditions in the loss", () => {
  const ring = problems.pde({
    domain: { x: [0, 1] },
    derivatives: ["xx"],
    pde: ({ u, uxx, x }) =>
      uxx.sub(u).add(
        x
          .mul(2 * PI)
          .sin()
          .mul(4 * PI * PI + 1),
      ),
    conditions: { ring: { kind: "periodic", coordinate: "x", enforce: "soft" } },
    exact: (x = 0) => Math.sin(2 * PI * x),
  });

  test("join values and slopes, as many as the equation needs", async () => {
    const fit = await training.train(ring, pinn.mlp({ width: 10, depth: 1, activation: "sin" }), {
      seed: 1,
      points: { interior: 60, ring: 1 },
      weights: { ring: 100 },
      stages: [training.levenbergMarquardt({ steps: 150 })],
    });
    expect(training.relativeError(ring, fit)).toBeLessThan(1e-4);
    expect(Object.keys(fit.residuals)).toEqual(["pde", "ring u", "ring ux"]);
    const h = 1e-4;
    const [left, right] = [fit.evaluate(h) - fit.evaluate(0), fit.evaluate(1) - fit.evaluate(1 - h)];
    expect(left / h).toBeCloseTo(right / h, 1);
  });

  test("of an equation of first order join values alone, and may stand beside others on the faces", async () => {
    const problem = problems.pde({
      domain: { x: [-1, 1], t: [0, 0.5] },
      derivatives: ["x", "t"],
      pde: ({ ut, ux }) => ut.add(ux),
      conditions: {
        initial: { kind: "initial", value: ({ x }) => x.mul(PI).sin() },
        ring: { kind: "periodic", coordinate: "x", enforce: "soft" },
      },
      exact: (x = 0, t = 0) => Math.sin(PI * (x - t)),
    });
    const fit = await training.train(problem, pinn.mlp({ width: 10, depth: 1 }), {
      seed: 3,
      points: { interior: 150, ring: 30 },
      stages: [training.levenbergMarquardt({ steps: 60 })],
    });
    expect(Object.keys(fit.residuals)).toEqual(["pde", "ring u"]);
    expect(training.relativeError(problem, fit)).toBeLessThan(1e-3);
  });
});

/** u = (1 + t²) (x³ − x) + cos t on [0, 2] × [0, 1] with its slopes at both ends, which change in time. */
const sloped = (conditions: object = {}, enforce: "hard" | "soft" = "hard") =>
  problems.pde({
    domain: { x: [0, 2], t: [0, 1] },
    derivatives: ["x", "t", "xx", "xt"],
    pde: ({ u, ux, ut, uxx, uxt, x, t }) => ({
      heat: ut.sub(uxx).sub(
        x
          .pow(3)
          .sub(x)
          .mul(t.mul(2))
          .sub(t.sin())
          .sub(x.mul(6).mul(t.square().add(1))),
      ),
      all: u.add(ux.mul(2)).add(ut.mul(3)).add(uxt.mul(5)).mul(0),
    }),
    conditions: {
      start: { kind: "initial", value: ({ x }) => x.pow(3).sub(x).add(1) },
      left: { kind: "neumann", faces: ["x.min"], value: ({ t }) => t.square().add(1), enforce },
      right: {
        kind: "robin",
        faces: ["x.max"],
        alpha: 2,
        beta: 0.5,
        value: ({ t }) => t.square().add(1).mul(17.5).add(t.cos().mul(2)),
        enforce,
      },
      ...conditions,
    },
    exact: (x = 0, t = 0) => (1 + t * t) * (x ** 3 - x) + Math.cos(t),
  });

describe("slopes that are met by form", () => {
  const bound = pinn.mlp({ width: 5, depth: 2 }).bind(sloped(), rng(0));
  const theta = bound.initial(rng(7));
  const at = (x: number, t: number) => bound.values(theta, Float64Array.of(x, t))[0] as number;

  test.each([0, 0.3, 1])("hold for any parameters at t = %s, and so does the beginning", (t) => {
    const h = 1e-3;
    // One-sided differences of fourth order.
    const weights = [-25 / 12, 4, -3, 4 / 3, -1 / 4];
    const slope = (x: number, side: 1 | -1) =>
      (side * weights.reduce((sum, w, k) => sum + w * at(x + side * k * h, t), 0)) / h;
    expect(-slope(0, 1)).toBeCloseTo(1 + t * t, 7);
    expect(2 * at(2, t) + 0.5 * slope(2, -1)).toBeCloseTo(17.5 * (1 + t * t) + 2 * Math.cos(t), 7);
    for (const x of [0, 0.7, 2]) expect(at(x, 0)).toBeCloseTo(x ** 3 - x + 1, 12);
  });

  test("give the right derivatives to equations", () => {
    const raw = problems.pde({
      domain: { x: [0, 2], t: [0, 1] },
      derivatives: ["x", "t", "xx", "xt"],
      pde: ({ u, ux, ut, uxx, uxt }) => ({ value: u, a: ux, b: ut, c: uxx, d: uxt }),
      conditions: sloped().conditions as Readonly<Record<string, problems.Condition<"x" | "t", "u">>>,
    });
    const model = pinn.mlp({ width: 5, depth: 2 }).bind(raw, rng(0));
    const points = Float64Array.of(0.6, 0.4, 1.7, 0.8);
    const objective = model.objective([points], {});
    const rows = new Float64Array(10);
    objective.residuals(theta, rows);
    const h = 1e-3;
    const d = (f: (shift: number) => number) => (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
    for (const i of [0, 1]) {
      const [x, t] = [points[2 * i] as number, points[2 * i + 1] as number];
      const ux = (time: number) => d((s) => at(x + s, time));
      const second = (16 * (at(x + h, t) + at(x - h, t)) - at(x + 2 * h, t) - at(x - 2 * h, t) - 30 * at(x, t)) / 12;
      const wanted = [at(x, t), ux(t), d((s) => at(x, t + s)), second / h ** 2, d((s) => ux(t + s))];
      wanted.forEach((value, k) => {
        expect(Math.abs((rows[5 * i + k] as number) - value)).toBeLessThan(1e-6 * (1 + Math.abs(value)));
      });
    }
    objective.close();
  });

  test("leave nothing but the equation to be trained", async () => {
    const fit = await training.train(sloped(), pinn.mlp({ width: 10, depth: 1 }), {
      seed: 1,
      points: { interior: 150 },
      stages: [training.levenbergMarquardt({ steps: 120 })],
    });
    expect(Object.keys(fit.residuals)).toEqual(["heat", "all"]);
    expect(training.relativeError(sloped(), fit)).toBeLessThan(1e-4);
  });

  test("can be met together with a value at the other end", async () => {
    const problem = problems.pde({
      domain: { x: [0, 1] },
      derivatives: ["xx"],
      pde: ({ uxx, x }) => uxx.sub(x.mul(6)),
      conditions: {
        left: { kind: "dirichlet", faces: ["x.min"], value: 1 },
        right: { kind: "robin", faces: ["x.max"], alpha: 1, beta: 2, value: 8, enforce: "hard" },
      },
      exact: (x = 0) => x ** 3 + 1,
    });
    const fit = await training.train(problem, pinn.mlp({ width: 6, depth: 1 }), {
      seed: 1,
      points: { interior: 40 },
      stages: [training.levenbergMarquardt({ steps: 60 })],
    });
    expect(fit.evaluate(0)).toBeCloseTo(1, 12);
    expect(training.relativeError(problem, fit)).toBeLessThan(1e-5);
  });

  test.each([
    [
      "on two coordinates",
      { top: { kind: "neumann", faces: ["t.max"], enforce: "hard" } },
      /conditions.top cannot be met exactly .*along one coordinate, which is x/,
    ],
    [
      "that the beginning does not have",
      { left: { kind: "neumann", faces: ["x.min"], value: 3, enforce: "hard" } },
      /conditions.left cannot be met exactly together with the others/,
    ],
    [
      "twice on one face",
      { again: { kind: "neumann", faces: ["x.min"], value: 1, enforce: "hard" } },
      /cannot be met exactly together .*say the same/,
    ],
  ])("are refused %s, in favour of the loss", (_name, conditions, message) => {
    const bind = () => pinn.mlp().bind(sloped(conditions), rng(0));
    expect(bind).toThrow(message);
    expect(bind).toThrow(/enforce: "soft"/);
  });
});
