import { describe, expect, test } from "vitest";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const ring = periodicGrid({ points: 256, length: 40 });
const gaussian = (nonlinearity: number, width: number) =>
  problems.formulaWave({ psi: { value: (x) => [Math.exp(-((x / width) ** 2) / 2), 0] }, nonlinearity });
const trapped = (nonlinearity: number, width: number) =>
  spectral.discretise(problems.withTerms(gaussian(nonlinearity, width), { potential: problems.harmonicTrap(1) }), ring);

describe("relaxation in imaginary time", () => {
  test("finds the Gaussian of the harmonic oscillator, to rounding", () => {
    const system = trapped(0, 2.5);
    const { status, psi, chemicalPotential, residual } = spectral.groundState(system, { mass: 1, tolerance: 1e-11 });
    expect(status).toBe("success");
    expect(residual).toBeLessThanOrEqual(1e-11);
    expect(Math.abs(chemicalPotential - 0.5)).toBeLessThan(1e-13);
    const exact = ring.x.map((x) => Math.PI ** -0.25 * Math.exp((-x * x) / 2));
    expect(Math.max(...psi.re.map((a, j) => Math.abs(a - (exact[j] as number))))).toBeLessThan(1e-10);
  });

  test("nears the Thomas–Fermi limit μ = ½(3g/2)^(2/3) as g grows", () => {
    const excess = [10, 100, 1000].map((g) => {
      const { status, chemicalPotential } = spectral.groundState(trapped(-g, Math.cbrt(1.5 * g) / 2), { mass: 1 });
      expect(status).toBe("success");
      return chemicalPotential / (0.5 * (1.5 * g) ** (2 / 3)) - 1;
    });
    // The kinetic correction falls about as μ⁻² ln μ: by more than ten for each tenfold g.
    expect(excess[0]).toBeLessThan(0.03);
    for (const i of [0, 1]) expect((excess[i] as number) / (excess[i + 1] as number)).toBeGreaterThan(10);
    expect(excess[2]).toBeGreaterThan(0);
  });

  test("finds the soliton of mass 2, with μ = −1/2 and energy −1/3, which then stands still", () => {
    const system = spectral.discretise(gaussian(1, 2), ring);
    const { psi, chemicalPotential, energy } = spectral.groundState(system, { mass: 2, tolerance: 1e-10 });
    expect(chemicalPotential).toBeCloseTo(-0.5, 10);
    expect(energy).toBeCloseTo(-1 / 3, 12);
    const soliton = spectral.discretise(problems.brightSoliton({ amplitude: 1, position: 0, velocity: 0 }), ring);
    expect(spectral.distance(psi, soliton.initial).max).toBeLessThan(1e-8);
  });

  test("of a condensate in a plane gives a state that only turns its phase", () => {
    const axis = periodicGrid({ points: 48, length: 14 });
    const problem: spectral.PlaneProblem = {
      nonlinearity: -20,
      potential: (x, y) => 0.5 * (x * x + 2 * y * y),
      initial: (x, y) => [Math.exp(-(x * x + y * y) / 4), 0],
    };
    const found = spectral.groundState(spectral.discretisePlane(problem, { x: axis, y: axis }), { mass: 1 });
    expect(found.status).toBe("success");
    const at = (x: number, y: number) => {
      const i = Math.round((y - axis.start) / axis.spacing) * 48 + Math.round((x - axis.start) / axis.spacing);
      return [found.psi.re[i] as number, found.psi.im[i] as number] as const;
    };
    const still = spectral.discretisePlane({ ...problem, initial: at }, { x: axis, y: axis });
    const { psi } = spectral.integratePlane(still, [0, 1], { rtol: 1e-9 });
    const [c, s] = [Math.cos(found.chemicalPotential), Math.sin(found.chemicalPotential)];
    const expected = { space: "x" as const, re: found.psi.re.map((a) => a * c), im: found.psi.re.map((a) => -a * s) };
    expect(spectral.distance(psi.at(-1) ?? expected, expected).l2).toBeLessThan(1e-7);
  });

  test("says when it has not converged, and refuses what has no ground state", () => {
    const system = trapped(-10, 1);
    const { status, residual } = spectral.groundState(system, { maxIterations: 2 });
    expect(status).toBe("max-iterations");
    expect(residual).toBeGreaterThan(1e-9);
    expect(spectral.groundState(system, { tolerance: 1e-18 })).toMatchObject({ status: "stalled" });
    const lossy = spectral.discretise(problems.withTerms(gaussian(1, 1), { loss: 1 }), ring);
    expect(() => spectral.groundState(lossy)).toThrow("a ground state needs a static potential");
    const zero = spectral.discretise(problems.formulaWave({ psi: { value: () => [0, 0] } }), ring);
    expect(() => spectral.groundState(zero, { mass: 1 })).toThrow("must not be zero everywhere");
  });
});
