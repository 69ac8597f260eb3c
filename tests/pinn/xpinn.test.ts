import { pinn, problems, rng, training } from "sech";
import { describe, expect, test } from "vitest";

const { sin, PI } = Math;

/** u_t + c u_x = 0 on a ring, all of its conditions free to be in the loss. */
const ring = (speed: number) =>
  problems.pde({
    name: "ring",
    domain: { x: [0, 2 * PI], t: [0, 1] },
    derivatives: ["x", "t"],
    pde: ({ ux, ut }) => ut.add(ux.mul(speed)),
    conditions: {
      initial: { kind: "initial", value: ({ x }) => x.sin() },
      around: { kind: "periodic", coordinate: "x" },
    },
    exact: (x = 0, t = 0) => sin(x - speed * t),
  });

describe("networks on parts of a domain", () => {
  test("have terms on every part that a condition touches, and on every interface", () => {
    const bound = pinn.xpinn({ parts: { x: 2, t: 3 } }).bind(ring(1), rng(0));
    const groups = bound.terms.map(({ group }) => group);
    const count = (name: string) => groups.filter((group) => group === name).length;
    // 6 parts; 2 touch the beginning, 3 the left end; 3 interfaces across x, 4 across t.
    expect([count("interior"), count("initial"), count("around"), count("interface")]).toEqual([6, 2, 3, 7]);
    const volume = bound.terms
      .filter(({ group }) => group === "interior")
      .reduce((total, { box }) => total + box.reduce((product, [from, to]) => product * (to - from), 1), 0);
    expect(volume).toBeCloseTo(2 * PI, 12);
    expect(new Set(bound.terms.map(({ name }) => name)).size).toBe(bound.terms.length);
  });

  test("solve a convection on a ring in two parts of space and two of time", async () => {
    const problem = ring(3);
    const model = pinn.xpinn({ parts: { x: 2, t: 2 }, width: 6, depth: 2 });
    const fit = await training.train(problem, model, {
      seed: 2,
      points: { interior: 120, initial: 30, around: 30, interface: 40 },
      stages: [training.levenbergMarquardt({ steps: 60, resample: 10 })],
    });
    expect(training.relativeError(problem, fit)).toBeLessThan(1e-2);
    // On both sides of an interface the values agree with the solution, not only inside.
    for (const [x, t] of [
      [PI - 1e-9, 0.3],
      [PI + 1e-9, 0.3],
      [1, 0.5 - 1e-9],
      [1, 0.5 + 1e-9],
    ] as const) {
      expect(Math.abs(fit.evaluate(x, t) - sin(x - 3 * t))).toBeLessThan(0.05);
    }
  });

  test("are refused for coordinates that a problem does not have, and for no parts", () => {
    expect(() => pinn.xpinn({ parts: { y: 2 } }).bind(ring(1), rng(0))).toThrow(/must name coordinates, got "y"/);
    expect(() => pinn.xpinn({ parts: { t: 0 } })).toThrow(/positive whole number/);
  });
});
