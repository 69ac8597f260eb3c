import { expect, test } from "vitest";
import { periodicGrid, spectral } from "../support/sech.ts";

const axis = (points: number, length: number) => periodicGrid({ points, length });

test("a displaced ground state swings as a whole, whatever its interaction (Kohn)", () => {
  const grids = { x: axis(64, 15), y: axis(60, 14) };
  const options = { mass: 12, frequencies: [1, 1.3], position: [1.2, -0.4], velocity: [0.3, 0.8] } as const;
  const { system, groundState } = spectral.swingingCondensate(options, grids);
  expect(groundState.residual).toBeLessThan(1e-10);
  const solution = spectral.integratePlane(system, [0, 2], { rtol: 1e-8, saveAt: { count: 3 } });
  expect(spectral.planeError(system, solution.psi[1] ?? system.initial, 1)?.l2).toBeLessThan(2e-8);
  expect(spectral.planeError(system, solution.end, 2)?.l2).toBeLessThan(2e-8);
  const { centre } = spectral.planeIntegrals(system, solution.end);
  expect(centre[0]).toBeCloseTo(1.2 * Math.cos(2) + 0.3 * Math.sin(2), 7);
  expect(centre[1]).toBeCloseTo(-0.4 * Math.cos(2.6) + (0.8 / 1.3) * Math.sin(2.6), 7);
});

test("a plane of other dispersion swings at the frequency of the trap", () => {
  const grids = { x: axis(80, 14), y: axis(80, 14) };
  const { system } = spectral.swingingCondensate({ dispersion: 0.5, mass: 4 }, grids);
  const solution = spectral.integratePlane(system, [0, 1], { rtol: 1e-9 });
  expect(spectral.planeError(system, solution.end, 1)?.l2).toBeLessThan(2e-8);
});

test("what would collapse, and pairs that are none, are refused", () => {
  const grids = { x: axis(32, 12), y: axis(32, 12) };
  expect(() => spectral.swingingCondensate({ nonlinearity: 1, mass: 60 }, grids)).toThrow(
    "the ground state is not resolved",
  );
  expect(() => spectral.swingingCondensate({ frequencies: [1, 0] }, grids)).toThrow(
    "initial.frequencies[1] must be positive",
  );
});
