import { problems, reference } from "sech";
import { describe, expect, test } from "vitest";

/** Points and values of the measurements. */
function measuredOf({ conditions }: problems.PdeProblem) {
  const data = conditions["measured"];
  if (data?.kind !== "data") throw new Error("there are no data");
  const points = Array.from(data.points as readonly (readonly number[])[]);
  return { points, values: Array.from(data.values as ArrayLike<number>), sigma: data.sigma };
}

/** The errors of the values in units of their deviation. */
function errorsOf(make: (noise: number) => problems.PdeProblem): number[] {
  const [noisy, clean] = [measuredOf(make(0.01)), measuredOf(make(1e-12))];
  expect(noisy.points).toEqual(clean.points);
  return noisy.values.map((value, i) => (value - clean.values[i]!) / 0.01);
}

describe("values of an inverse problem", () => {
  test("of Burgers' equation are those of its exact solution, with normal errors of the size that is said", () => {
    const { points, values, sigma } = measuredOf(reference.inverseBurgers({ noise: 1e-12 }));
    const exact = problems.burgers({ viscosity: 0.05 }).exact!;
    expect(points).toHaveLength(200);
    expect(sigma).toBe(1e-12);
    points.forEach(([x, t], i) => expect(values[i]).toBeCloseTo(exact(x!, t!)[0]!, 10));
    const errors = errorsOf((noise) => reference.inverseBurgers({ noise, values: 2000 }));
    // Four standard errors of the mean and of the deviation of 2000 normal numbers.
    expect(Math.abs(errors.reduce((sum, e) => sum + e, 0) / 2000)).toBeLessThan(4 / Math.sqrt(2000));
    expect(Math.abs(Math.hypot(...errors) / Math.sqrt(2000) - 1)).toBeLessThan(4 / Math.sqrt(4000));
  });

  test("of Allen and Cahn's decay as the equation of heat where nothing reacts", () => {
    const epsilon = 0.02;
    const slow = { diffusivity: epsilon, rate: 1e-9, noise: 1e-12 };
    const { points, values } = measuredOf(reference.inverseAllenCahn(slow));
    points.forEach(([x, t], i) => {
      const decay = Math.exp(-epsilon * Math.PI ** 2 * t!);
      const u = 0.5 * decay * Math.sin(Math.PI * x!) - 0.25 * decay ** 4 * Math.cos(2 * Math.PI * x!);
      expect(values[i]).toBeCloseTo(u, 7);
    });
    const errors = errorsOf((noise) => reference.inverseAllenCahn({ noise, values: 2000 }));
    expect(Math.abs(Math.hypot(...errors) / Math.sqrt(2000) - 1)).toBeLessThan(4 / Math.sqrt(4000));
  });

  test("are others in another sample, and the same in the same", () => {
    for (const make of [reference.inverseBurgers, reference.inverseAllenCahn]) {
      expect(measuredOf(make({ sample: 1 }))).toEqual(measuredOf(make({ sample: 1 })));
      expect(measuredOf(make({ sample: 1 })).values[0]).not.toBe(measuredOf(make({ sample: 2 })).values[0]);
    }
  });

  test("by name have the parameters of the table", () => {
    for (const [name, entry] of Object.entries(reference.inverseProblems)) {
      const problem = entry.problem({ sample: 3 });
      expect(problem.name).toBe(name);
      expect(problem.parameters).toEqual({ ...entry.parameters, sample: 3 });
      expect(Object.keys(problem.trainable ?? {}).length).toBeGreaterThan(0);
    }
    expect(() => reference.inverseAllenCahn({ diffusivity: 1e-5 })).toThrow("diffusivity must be at least 1e-3");
    expect(() => reference.inverseBurgers({ values: 1 })).toThrow("values must be a whole number from 3");
  });
});
