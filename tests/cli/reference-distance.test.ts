import { expect, test } from "vitest";
import { referenceDistance } from "../../src/cli/pinn/reference-distance.ts";
import { problems } from "../../src/index.ts";

const nothing = { values: (points: Float64Array) => new Float64Array(points.length) };

test("problems without an exact solution are compared with a computed one, whose own error is told", () => {
  const zeros = (coordinates: number) => ({ values: (p: Float64Array) => new Float64Array(p.length / coordinates) });
  const ring = referenceDistance(problems.allenCahn(), zeros(2));
  expect(ring).toMatchObject({ relativeL2: 1, method: "8192 Fourier modes" });
  expect(ring?.ownError).toBeGreaterThan(0);
  expect(ring?.ownError).toBeLessThan(1e-6);
  const square = referenceDistance(problems.nonlinearDiffusion(), zeros(3));
  expect(square?.relativeL2).toBe(1);
  expect(square?.ownError).toBeGreaterThan(0);
  expect(square?.ownError).toBeLessThan(1e-5);
  expect(referenceDistance(problems.burgers(), nothing)).toBeNull();
});

test("the comparison looks at the points in their places", () => {
  const initial = ([x = 0]: ArrayLike<number> & Iterable<number>) => x * x * Math.cos(Math.PI * x);
  const still = {
    values: (points: Float64Array) =>
      Float64Array.from({ length: points.length / 2 }, (_, i) => initial(points.subarray(2 * i, 2 * i + 1))),
  };
  // Without a reaction, and hardly any diffusion, the beginning is the solution.
  const error = referenceDistance(problems.allenCahn({ diffusivity: 1e-9, rate: 0 }), still);
  expect(error?.relativeL2).toBeLessThan(1e-5);
});
