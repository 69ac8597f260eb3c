import { describe, expect, test } from "vitest";
import { type Field, periodicGrid, spectral } from "../support/sech.ts";

const axis = (points: number, length: number) => periodicGrid({ points, length });
const trap = (x: number, y: number) => 0.5 * (x * x + y * y);

/** A squeezed, displaced and moving Gaussian of mass 10 in a round trap of frequency 1. */
const swinging = (nonlinearity: number): spectral.PlaneProblem => ({
  nonlinearity,
  potential: trap,
  initial(x, y) {
    const height = Math.sqrt((10 * Math.sqrt(1.2)) / Math.PI) * Math.exp(-0.6 * (x - 1) ** 2 - 0.5 * y * y);
    return [height * Math.cos(0.4 * y), height * Math.sin(0.4 * y)];
  },
});

describe("a condensate in a round trap", () => {
  const grids = { x: axis(64, 16), y: axis(64, 16) };
  const system = spectral.discretisePlane(swinging(-1), grids);
  const start = spectral.planeIntegrals(system, system.initial);
  const solution = spectral.integratePlane(system, [0, 4], { rtol: 1e-8, saveAt: { count: 9 } });
  const rows = solution.psi.map((psi, i) => ({
    t: solution.t[i] as number,
    ...spectral.planeIntegrals(system, psi),
  }));

  test("keeps mass and energy", () => {
    expect(solution.status).toBe("success");
    expect(start.mass).toBeCloseTo(10, 10);
    for (const { mass, energy } of rows) {
      expect(Math.abs(mass / start.mass - 1)).toBeLessThan(1e-12);
      expect(Math.abs(energy / start.energy - 1)).toBeLessThan(1e-7);
    }
  });

  test("swings with its centre at exactly the frequency of the trap", () => {
    for (const { t, centre } of rows) {
      expect(Math.abs(centre[0] - Math.cos(t))).toBeLessThan(1e-6);
      expect(Math.abs(centre[1] - 0.4 * Math.sin(t))).toBeLessThan(1e-6);
    }
  });

  // d²⟨r²⟩/dt² = 4 (E/M − ⟨r²⟩) in two dimensions, whatever γ: L. P. Pitaevskii & A. Rosch, Phys. Rev. A 55 (1997) R853.
  test("breathes at exactly twice the frequency of the trap", () => {
    const mean = start.energy / start.mass;
    for (const { t, meanSquareRadius } of rows) {
      const expected = mean + (start.meanSquareRadius - mean) * Math.cos(2 * t);
      expect(Math.abs(meanSquareRadius - expected)).toBeLessThan(1e-6);
    }
    expect(Math.abs(start.meanSquareRadius - mean)).toBeGreaterThan(0.5);
  });

  test.each([
    ["dop853", 1e-8],
    ["splitting6", 1e-8],
    ["etd-adams", 1e-8],
  ] as const)("%s agrees", (method, rtol) => {
    const small = spectral.discretisePlane(swinging(-1), { x: axis(48, 14), y: axis(32, 12) });
    const ends = [method, "srkn14a" as const].map(
      (name) => spectral.integratePlane(small, [0, 0.5], { method: name, rtol }).psi.at(-1) as Field<"x">,
    );
    expect(spectral.distance(ends[0] as Field<"x">, ends[1] as Field<"x">).l2).toBeLessThan(1e-6);
  });
});

test("a field that does not depend on y is the wave of one dimension", () => {
  const plane = spectral.discretisePlane(
    { nonlinearity: 1, initial: (x) => [1 / Math.cosh(x), 0] },
    { x: axis(192, 44), y: axis(4, 5) },
  );
  const { psi } = spectral.integratePlane(plane, [0, Math.PI], { rtol: 1e-9 });
  // The soliton sech(x) e^{it/2} turns by i.
  const turned: Field<"x"> = { space: "x", re: plane.initial.im, im: plane.initial.re };
  expect(spectral.distance(psi.at(-1) as Field<"x">, turned).l2).toBeLessThan(1e-7);
});

test("an initial state that is infinite somewhere is refused", () => {
  const problem: spectral.PlaneProblem = { initial: (x) => [1 / x, 0] };
  expect(() => spectral.discretisePlane(problem, { x: axis(8, 4), y: axis(8, 4) })).toThrow("finite at every point");
});
