import { pinn, problems, reference, training } from "sech";
import { describe, expect, test } from "vitest";

describe("fixed Gaussians on an equation of fourth order", () => {
  test("find the flow in a cavity with two conditions on every wall", async () => {
    const problem = problems.cavity({ reynolds: 20 });
    const fit = await training.train(problem, pinn.gaussians({ levels: 3 }), { seed: 1 });
    expect(fit.status).toBe("success");
    const { axis, psi } = reference.cavity({ reynolds: 20, cells: 64 });
    const points = Float64Array.from(Array.from(axis, (x) => Array.from(axis, (y) => [x, y]).flat()).flat());
    const values = fit.values(points);
    let [difference, size] = [0, 0];
    psi.forEach((value, at) => {
      difference += (value - (values[at] as number)) ** 2;
      size += value * value;
    });
    expect(Math.sqrt(difference / size)).toBeLessThan(5e-3);
  });
});
