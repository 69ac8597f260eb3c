import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../support/check.ts";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const grid = periodicGrid({ points: 512, length: 50 });
const uniform = problems.sampledWave({ re: new Float64Array(512).fill(0.3), im: new Float64Array(512).fill(-0.4) });

describe("entropies of a field", () => {
  test.each([
    ["soliton", problems.brightSoliton(), "2.940"],
    ["two-soliton", problems.twoSoliton(), "3.746"],
    ["bound-state", problems.boundState(), "3.384"],
  ])("the published Shannon entropy of %s at t = 0 is met to its digits", (_name, problem, published) => {
    const system = spectral.discretise(problem, grid);
    expect(spectral.entropies(system, system.initial).shannon.toFixed(3)).toBe(published);
  });

  test("a uniform field has ln N, ln N, 1 − 1/N and ln L", () => {
    const system = spectral.discretise(uniform, grid);
    const { shannon, renyi2, tsallis2, differential } = spectral.entropies(system, system.initial);
    expect(shannon).toBeCloseTo(Math.log(512), 12);
    expect(renyi2).toBeCloseTo(Math.log(512), 12);
    expect(tsallis2).toBeCloseTo(1 - 1 / 512, 14);
    expect(differential).toBeCloseTo(Math.log(50), 12);
  });

  test("the differential entropy of a soliton is 2 − ln 2A on every grid", () => {
    // p = (A/2) sech² Ax, and ∫ sech² z ln sech² z dz = 4 ln 2 − 4.
    const exact = 2 - Math.log(4);
    const values = [512, 1024].map((points) => {
      const system = spectral.discretise(problems.brightSoliton(), periodicGrid({ points, length: 50 }));
      return spectral.entropies(system, system.initial).differential;
    });
    expect(values[0]).toBeCloseTo(values[1] as number, 10);
    expect(values[0]).toBeCloseTo(exact, 10);
  });
});

describe("invariants", () => {
  test("do not see translations and global phases", () => {
    check(
      fc.property(fc.integer({ min: 0, max: 511 }), fc.double({ min: -3, max: 3, noNaN: true }), (shift, phase) => {
        const system = spectral.discretise(problems.boundState(), grid);
        const before = spectral.invariants(system, system.initial);
        const moved = (part: "re" | "im") =>
          Float64Array.from({ length: 512 }, (_, j) => system.initial[part][(j + shift) % 512] as number);
        const [re, im] = [moved("re"), moved("im")];
        const turned = {
          space: "x" as const,
          re: re.map((value, j) => value * Math.cos(phase) - (im[j] as number) * Math.sin(phase)),
          im: re.map((value, j) => value * Math.sin(phase) + (im[j] as number) * Math.cos(phase)),
        };
        const after = spectral.invariants(system, turned);
        expect(after.mass).toBeCloseTo(before.mass, 11);
        expect(after.momentum).toBeCloseTo(before.momentum, 11);
        expect(after.energy).toBeCloseTo(before.energy, 11);
      }),
    );
  });

  test("of a Galilean boost by a mode of the ring change as they must", () => {
    const system = spectral.discretise(problems.brightSoliton({ velocity: 0, position: 0 }), grid);
    const k = grid.k[5] as number;
    const boosted = problems.sampledWave({
      re: system.initial.re.map((re, j) => re * Math.cos(k * (grid.x[j] as number))),
      im: system.initial.re.map((re, j) => re * Math.sin(k * (grid.x[j] as number))),
    });
    const [rest, moving] = [
      spectral.invariants(system, system.initial),
      spectral.invariants(system, boosted.initial(grid)),
    ];
    expect(moving.mass).toBeCloseTo(rest.mass, 12);
    expect(moving.momentum).toBeCloseTo(rest.momentum + k * rest.mass, 11);
    expect(moving.energy).toBeCloseTo(rest.energy + 0.5 * k * k * rest.mass, 11);
  });

  test("a drift is relative to the integral without signs where the invariant is zero", () => {
    const system = spectral.discretise(
      problems.akhmediev(),
      periodicGrid({ points: 64, length: problems.akhmedievPeriod(0.25) }),
    );
    const solution = spectral.integrate(system, [-5, 5], { rtol: 1e-10, saveAt: { count: 11 } });
    expect(spectral.drift(system, solution).momentum).toBeLessThan(1e-8);
  });

  test("errors are relative in the L2 norm and in the largest modulus", () => {
    const one = { space: "x" as const, re: Float64Array.of(3, 0, 0, 0), im: Float64Array.of(4, 0, 0, 0) };
    const other = { space: "x" as const, re: Float64Array.of(3, 0, 0, 0), im: Float64Array.of(4, 1, 0, 2) };
    const { l2, max } = spectral.distance(other, one);
    expect(l2).toBeCloseTo(Math.sqrt(5) / 5, 14);
    expect(max).toBeCloseTo(2 / 5, 14);
  });

  test("a fit finds amplitude, position, velocity and phase of a soliton", () => {
    const options = { amplitude: 1.3, position: 2.2, velocity: -0.7, phase: 0.9, dispersion: 0.8, nonlinearity: 1.5 };
    const system = spectral.discretise(problems.brightSoliton(options), grid);
    const fit = spectral.fitSoliton(system, system.initial, { near: 2, halfWidth: 6 });
    expect(fit.amplitude).toBeCloseTo(1.3, 10);
    expect(fit.position).toBeCloseTo(2.2, 10);
    expect(fit.velocity).toBeCloseTo(-0.7, 10);
    expect(Math.cos(fit.phase - 0.9)).toBeCloseTo(1, 12);
    expect(fit.residual).toBeLessThan(1e-7);
  });

  test("the noise has the asked standard deviation in its real and in its imaginary part", () => {
    const fine = periodicGrid({ points: 16384, length: 50 });
    const { re, im } = problems.gaussianNoise({ amplitude: 0, noise: 0.02, seed: 3 }).initial(fine);
    for (const part of [re, im]) {
      const variance = part.reduce((total, value) => total + value * value, 0) / part.length;
      expect(Math.sqrt(variance) / 0.02).toBeGreaterThan(0.97);
      expect(Math.sqrt(variance) / 0.02).toBeLessThan(1.03);
    }
  });

  test("errors are null without an exact solution", () => {
    const system = spectral.discretise(problems.boundState(), grid);
    expect(spectral.relativeError(system, spectral.integrate(system, [0, 0.1]))).toBeNull();
  });
});

describe("datasets", () => {
  test("hold the fields, the invariants, their units and how they came about", () => {
    const system = spectral.discretise(problems.brightSoliton(), grid);
    const solution = spectral.integrate(system, [0, 0.5], { rtol: 1e-6, saveAt: { count: 3 } });
    const { dimensions, variables, attributes } = spectral.toDataset(system, solution);
    expect(dimensions).toEqual({ t: 3, x: 512 });
    const names = Object.keys(variables);
    expect(names.slice(0, 5)).toEqual(["x", "t", "mass", "momentum", "energy"]);
    expect(names.slice(-2)).toEqual(["psi_re", "psi_im"]);
    const measures = spectral.fieldMeasures(system, spectral.savedField(solution, 2));
    expect(variables["entropy_renyi_infinity"]?.data.data[2]).toBe(measures.spatial.renyiInfinity);
    expect(variables["spectral_entropy_shannon"]?.data.data[2]).toBe(measures.spectral.shannon);
    expect(variables["psi_re"]).toMatchObject({ dimensions: ["t", "x"], units: "1" });
    expect(attributes).toMatchObject({
      scenario: "soliton",
      dealias: "none",
      method: "etd-adams",
      conserve: "mass energy",
      initial_amplitude: 2,
      steps: solution.stats.steps,
    });
    expect(variables["psi_re"]?.data.data.subarray(512, 1024)).toEqual(spectral.savedField(solution, 1).re);
  });
});

describe("misuse", () => {
  test("an initial state that is not finite names the point", () => {
    const re = new Float64Array(512);
    re[3] = Number.NaN;
    expect(() => spectral.discretise(problems.sampledWave({ re, im: new Float64Array(512) }), grid)).toThrow(
      "the initial state must be finite at every point",
    );
  });

  test("an unknown method is refused", () => {
    const system = spectral.discretise(problems.brightSoliton(), grid);
    expect(() => spectral.integrate(system, [0, 1], { method: "euler" as "auto" })).toThrow(
      "method must be one of auto, etd-adams, dop853",
    );
  });

  test("compatibility mode takes no filter and no other method", () => {
    expect(() =>
      spectral.discretise(problems.brightSoliton(), grid, { compatibility: "original", dealias: "1/2" }),
    ).toThrow("its own filter");
    const system = spectral.discretise(problems.brightSoliton(), grid, { compatibility: "original" });
    expect(() => spectral.integrate(system, [0, 1], { method: "strang", step: 0.1 })).toThrow(
      "integrates with dop853 only",
    );
  });
});
