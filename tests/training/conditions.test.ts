import { pinn, problems, training } from "sech";
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
