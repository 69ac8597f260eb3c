import { pinn, problems, rng, training } from "sech";
import { describe, expect, test } from "vitest";

const random = rng(11);
const count = 24;
const places = Array.from({ length: count }, (_, i) => (i + 1) / count);
const sigma = places.map((x) => 0.01 + 0.02 * x);
const [slope, curvature] = [1.3, -0.8];
const values = places.map((x, i) => slope * x + (curvature * x * x) / 2 + (sigma[i] as number) * random.normal());

/** u' = a + b x with u(0) = 0 and measured values: u is linear in a and b, so least squares have a closed form. */
const line = problems.pde({
  domain: { x: [0, 1] },
  derivatives: ["x"],
  trainable: { a: { initial: 1 }, b: { initial: 0.5, scale: 1 } },
  pde: ({ ux, x, a, b }) => ux.sub(a).sub(b.mul(x)),
  conditions: {
    start: { kind: "initial", coordinate: "x", value: 0 },
    measured: { kind: "data", points: places, values, sigma },
  },
});

/** Weighted least squares in the columns x and x²/2: the solution, (XᵀX)⁻¹ and the variance of the residuals. */
function closedForm() {
  const rows = places.map((x, i) => {
    const s = sigma[i] as number;
    return [x / s, (x * x) / 2 / s, (values[i] as number) / s] as const;
  });
  const inner = (i: 0 | 1 | 2, j: 0 | 1 | 2) => rows.reduce((sum, row) => sum + row[i] * row[j], 0);
  const [xx, xy, yy, xv, yv] = [inner(0, 0), inner(0, 1), inner(1, 1), inner(0, 2), inner(1, 2)];
  const det = xx * yy - xy * xy;
  const [a, b] = [(yy * xv - xy * yv) / det, (xx * yv - xy * xv) / det];
  const squares = rows.reduce((sum, [x, y, v]) => sum + (v - a * x - b * y) ** 2, 0);
  const variance = squares / (count - 2);
  return { a, b, variance, covariance: [yy, -xy, -xy, xx].map((c) => (variance * c) / det) };
}

const options = {
  seed: 2,
  points: { interior: 40 },
  weights: { interior: 1e6 },
  stages: [training.levenbergMarquardt({ steps: 200, resample: 0 })],
};

describe("trainable scalars", () => {
  test("of a linear problem are those of least squares, and so are their covariance and intervals", async () => {
    const fit = await training.train(line, pinn.mlp({ width: 6, depth: 1 }), options);
    const wanted = closedForm();
    expect(fit.scalars["a"]).toBeCloseTo(wanted.a, 4);
    expect(fit.scalars["b"]).toBeCloseTo(wanted.b, 4);
    const found = await training.uncertainty(line, fit);
    expect(found.status).toBe("success");
    expect(found.degreesOfFreedom).toBeCloseTo(count - 2, 2);
    expect(found.noise["measured"]).toBeCloseTo(Math.sqrt(wanted.variance), 3);
    found.covariance.forEach((c, i) => {
      expect(Math.abs(c / (wanted.covariance[i] as number) - 1)).toBeLessThan(5e-3);
    });
    const { value, standardError, interval } = found.scalars["a"] as training.ScalarEstimate;
    // Student's distribution of 22 degrees of freedom has 95 % within 2.0739 standard deviations.
    expect((interval[1] - value) / standardError).toBeCloseTo(2.0739, 3);
    expect(value - interval[0]).toBeCloseTo(interval[1] - value, 10);
  });

  test("are found from exact values of a solution, and stay within their bounds", async () => {
    const kappa = 0.07;
    const at = Array.from({ length: 30 }, () => [random.uniform(), random.uniform()]);
    const heat = problems.pde({
      domain: { x: [0, 1], t: [0, 1] },
      derivatives: ["t", "xx"],
      trainable: { kappa: { initial: 0.2, min: 0 } },
      pde: ({ ut, uxx, kappa: k }) => ut.sub(k.mul(uxx)),
      conditions: {
        initial: { kind: "initial", value: ({ x }) => x.mul(Math.PI).sin() },
        ends: { kind: "dirichlet", faces: ["x.min", "x.max"] },
        measured: {
          kind: "data",
          points: at,
          values: at.map(([x = 0, t = 0]) => Math.exp(-kappa * Math.PI ** 2 * t) * Math.sin(Math.PI * x)),
        },
      },
    });
    const fit = await training.train(heat, pinn.mlp({ width: 8, depth: 1 }), {
      seed: 1,
      points: { interior: 100 },
      stages: [training.levenbergMarquardt({ steps: 60 })],
    });
    expect(Math.abs((fit.scalars["kappa"] as number) / kappa - 1)).toBeLessThan(1e-3);
    expect(Object.keys(fit.residuals)).toEqual(["pde", "measured"]);
    const bound = pinn.mlp({ width: 2, depth: 1 }).bind(heat, rng(0));
    const scalar = bound.scalars?.[0] as training.BoundScalar;
    expect(scalar.value(0)).toBe(0.2);
    expect(scalar.value(-30)).toBeGreaterThan(0);
    expect(scalar.parameter).toBe(bound.parameters - 1);
  });

  test.each([
    ["none", {}],
    ["below", { min: -1 }],
    ["above", { max: 5 }],
    ["both", { min: 0, max: 4 }],
  ])("have right derivatives with bounds %s", (_name, bounds) => {
    const problem = problems.pde({
      domain: { x: [0, 1] },
      derivatives: ["x"],
      trainable: { k: { initial: 1.5, ...bounds } },
      pde: ({ u, ux, k }) => ux.sub(k.square().mul(u)),
      conditions: { measured: { kind: "data", points: [0.2, 0.7], values: [1, 2], sigma: 0.1 } },
    });
    const bound = pinn.mlp({ width: 3, depth: 1 }).bind(problem, rng(0));
    const theta = bound.initial(rng(4));
    theta[theta.length - 1] = 0.3;
    const objective = bound.objective([Float64Array.of(0.1, 0.5, 0.9), Float64Array.of(0.2, 0.7)], {});
    const gradient = new Float64Array(theta.length);
    objective.valueAndGradient(theta, gradient);
    const valueAt = (shift: number) => {
      const moved = theta.with(theta.length - 1, 0.3 + shift);
      return objective.valueAndGradient(moved, new Float64Array(theta.length));
    };
    const h = 1e-3;
    const slope = (8 * (valueAt(h) - valueAt(-h)) - (valueAt(2 * h) - valueAt(-2 * h))) / (12 * h);
    expect(Math.abs((gradient.at(-1) as number) / slope - 1)).toBeLessThan(1e-9);
    objective.close();
  });

  test("that cannot be told apart are said to be undetermined", async () => {
    const both = problems.pde({
      domain: { x: [0, 1] },
      derivatives: ["x"],
      trainable: { p: { initial: 1 }, q: { initial: 0.3 } },
      pde: ({ ux, p, q }) => ux.sub(p).sub(q),
      conditions: {
        start: { kind: "initial", coordinate: "x", value: 0 },
        measured: { kind: "data", points: places, values },
      },
    });
    const fit = await training.train(both, pinn.mlp({ width: 4, depth: 1 }), options);
    const found = await training.uncertainty(both, fit);
    expect(found.status).toBe("undetermined");
    expect(found.scalars["p"]?.interval[0]).toBeNaN();
  });
});

describe("misuse of trainable scalars and data is refused by name", () => {
  const posed = (extra: object) => () =>
    problems.pde({
      domain: { x: [0, 1] },
      derivatives: ["x"],
      pde: ({ ux }) => ux,
      ...extra,
    });
  const data = (extra: object) => ({
    conditions: { measured: { kind: "data", points: [0.5, 0.6], values: [1, 2], ...extra } },
  });
  test.each([
    ["a start beyond its bound", { trainable: { k: { initial: -1, min: 0 } } }, /trainable.k.initial must lie/],
    ["a start that is no number", { trainable: { k: { initial: Number.NaN } } }, /trainable.k.initial/],
    ["a name that is taken", { trainable: { ux: { initial: 1 } } }, /different names/],
    ["a point outside", data({ points: [0.5, 1.6] }), /conditions.measured.points\[1\] must lie in the domain/],
    ["too few values", data({ values: [1] }), /conditions.measured.values must be one a point, 2/],
    ["a value that is no number", data({ values: [1, Number.NaN] }), /conditions.measured.values\[1\] must be finite/],
    ["no spread", data({ sigma: 0 }), /conditions.measured.sigma\[0\] must be positive/],
    ["an unknown that is not there", data({ values: { v: [1, 2] } }), /unknown of the problem/],
    ["no points", data({ points: [], values: [] }), /conditions.measured.points/],
    [
      "the name of the equations together",
      { conditions: { interior: { kind: "dirichlet", faces: ["x.min"] } } },
      /conditions.interior has the name of the equations together/,
    ],
    ["hard data", data({ enforce: "hard" }), /must be "soft" for data/],
  ])("%s", (_name, extra, message) => {
    expect(posed(extra)).toThrow(message);
  });

  test("numbers of points for data, and uncertainty without data", async () => {
    const model = pinn.mlp({ width: 3, depth: 1 });
    await expect(training.train(line, model, { ...options, points: { measured: 3 } })).rejects.toThrow(
      /points.measured cannot be chosen/,
    );
    const fit = await training.train(problems.poisson(), model, {
      seed: 0,
      points: { interior: 16 },
      budget: { steps: 1 },
    });
    await expect(training.uncertainty(problems.poisson(), fit)).rejects.toThrow(/trainable scalar/);
  });
});
