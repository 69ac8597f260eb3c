import { describe, expect, test } from "vitest";
import { momentumRate } from "../../src/cli/validate/cases.ts";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const grid = periodicGrid({ points: 256, length: 50 });

describe("dealiasing", () => {
  test("by 1/2 makes the momentum of a white spectrum exact; by 2/3, a filter or none it does not", () => {
    const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
    const mean = (dealias: spectral.Dealias) =>
      seeds.map((seed) => momentumRate(dealias, 256, seed)).reduce((a, b) => a + b, 0) / seeds.length;
    expect(mean("none")).toBeGreaterThan(0.05);
    expect(mean("none")).toBeLessThan(0.2);
    for (const partial of ["2/3", { filter: { strength: 36, order: 36, cut: 2 / 3 } }] as const) {
      expect(mean(partial)).toBeGreaterThan(0.003);
      expect(mean(partial)).toBeLessThan(0.05);
    }
    for (const seed of seeds) expect(momentumRate("1/2", 256, seed)).toBeLessThanOrEqual(1e-14);
  });

  test("keeps fewer than half of the modes by 1/2, fewer than two thirds by 2/3, all by none", () => {
    const kept = (dealias: spectral.Dealias) => spectral.dealiasMask(grid, dealias)?.reduce((a, b) => a + b, 0) ?? 256;
    expect(kept("none")).toBe(256);
    expect(kept("2/3")).toBe(171);
    expect(kept("1/2")).toBe(127);
  });

  test("by a filter is smooth and symmetric, 1 at k = 0 and 0 at the Nyquist wavenumber", () => {
    const mask = spectral.dealiasMask(grid, { filter: { strength: 36, order: 36, cut: 2 / 3 } }) as Float64Array;
    expect(mask[0]).toBe(1);
    expect(mask[128]).toBeLessThan(1e-100);
    for (let j = 1; j < 128; j++) expect(mask[j]).toBe(mask[256 - j]);
  });

  test.each(["none", "2/3", "1/2", { filter: { strength: 36, order: 36, cut: 2 / 3 } }] as const)(
    "%j keeps mass and the energy of the masked equation",
    (dealias) => {
      const system = spectral.discretise(problems.gaussianNoise(), grid, { dealias });
      const solution = spectral.integrate(system, [0, 2], { rtol: 1e-11, saveAt: { count: 5 } });
      const { mass, energy } = spectral.drift(system, solution);
      expect(mass).toBeLessThan(1e-10);
      expect(energy).toBeLessThan(1e-9);
    },
  );

  test("momentum drifts by aliasing on a coarse grid without it, and not with 1/2", () => {
    const coarse = periodicGrid({ points: 96, length: 50 });
    const run = (dealias: spectral.Dealias) => {
      const system = spectral.discretise(problems.boundState(), coarse, { dealias });
      return spectral.drift(system, spectral.integrate(system, [0, 5], { rtol: 1e-11, saveAt: { count: 11 } }));
    };
    expect(run("none").momentum).toBeGreaterThan(1e-6);
    expect(run("1/2").momentum).toBeLessThan(1e-9);
  });

  test("splitting refuses a mask, because its nonlinear flow is then not known", () => {
    const system = spectral.discretise(problems.brightSoliton(), grid, { dealias: "2/3" });
    expect(() => spectral.integrate(system, [0, 1], { method: "strang", step: 0.01 })).toThrow("known nonlinear flow");
  });

  test("of another name is refused", () => {
    expect(() => spectral.discretise(problems.brightSoliton(), grid, { dealias: "3/4" as "2/3" })).toThrow(
      'dealias must be "none", "2/3", "1/2" or a filter, got "3/4"',
    );
  });
});

describe("the spectral tail", () => {
  test("warns of a coarse grid and not of a fine one", () => {
    const warnings = (points: number) => {
      const system = spectral.discretise(problems.brightSoliton(), periodicGrid({ points, length: 50 }));
      return spectral.integrate(system, [0, 0.1], { rtol: 1e-9 }).warnings;
    };
    expect(warnings(512)).toEqual([]);
    expect(warnings(256)).toEqual([expect.stringContaining("the field is not resolved; try more grid points")]);
  });

  test("is the share of the upper third of a white spectrum", () => {
    const delta = problems.sampledWave({
      re: Float64Array.from({ length: 256 }, (_, j) => (j === 0 ? 1 : 0)),
      im: new Float64Array(256),
    });
    const system = spectral.discretise(delta, grid);
    expect(spectral.spectralTail(system, system.initial)).toBeCloseTo(85 / 256, 12);
  });
});
