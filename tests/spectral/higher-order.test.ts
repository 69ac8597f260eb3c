import { describe, expect, test } from "vitest";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const ring = periodicGrid({ points: 512, length: 60 });

describe("the exact soliton", () => {
  const waves: readonly (readonly [string, problems.WaveProblem, number])[] = [
    ["of Hirota's equation", problems.hirotaSoliton(), 1e-9],
    [
      "of Hirota's equation, steeper and the other way",
      problems.hirotaSoliton({ amplitude: 1.2, thirdOrder: -0.1 }),
      1e-9,
    ],
    ["of the Sasa–Satsuma equation", problems.sasaSatsumaSoliton(), 1e-9],
    ["of quartic dispersion", problems.quarticSoliton(), 1e-8],
    ["of the derivative equation", problems.derivativeSoliton(), 1e-8],
    ["of the derivative equation, moving left", problems.derivativeSoliton({ velocity: -0.7, frequency: 0.8 }), 1e-8],
  ];
  test.each(waves)("%s is followed to the tolerance and keeps its mass", (_name, problem, limit) => {
    const grid = problem.name === "derivative-soliton" ? periodicGrid({ points: 1024, length: 50 }) : ring;
    const system = spectral.discretise(problem, grid);
    const solution = spectral.integrate(system, [0, 1], { rtol: 1e-9, saveAt: { count: 5 } });
    expect(solution.method).toBe("etd-adams");
    expect(spectral.relativeError(system, solution)).toBeLessThan(limit);
    expect(spectral.drift(system, solution).mass).toBeLessThan(1e-13);
  });

  test("is followed by dop853 and etdrk4 too", () => {
    const system = spectral.discretise(problems.sasaSatsumaSoliton(), periodicGrid({ points: 256, length: 50 }));
    for (const method of ["dop853", "etdrk4"] as const) {
      const solution = spectral.integrate(system, [0, 0.5], { method, rtol: 1e-7 });
      expect(spectral.relativeError(system, solution)).toBeLessThan(1e-6);
    }
  });
});

describe("what the equations keep", () => {
  const drifts = (terms: problems.Terms, dispersion = 1) => {
    const problem = problems.withTerms(problems.boundState({ amplitude: 0.7, dispersion }), terms);
    const system = spectral.discretise(problem, ring, { dealias: "1/2" });
    const solution = spectral.integrate(system, [0, 2], { rtol: 1e-10, conserve: [], saveAt: { count: 5 } });
    return { system, solution, drift: spectral.drift(system, solution) };
  };

  test("third and fourth-order dispersion keep mass, momentum and the energy with their own terms", () => {
    const { mass, momentum, energy } = drifts({ thirdOrder: 0.3, fourthOrder: -0.2 }).drift;
    expect(Math.max(mass, energy)).toBeLessThan(1e-9);
    expect(momentum).toBeLessThan(1e-11);
  });

  test("Hirota's equation keeps the momentum, self-steepening alone takes it", () => {
    expect(drifts({ thirdOrder: -0.6, selfSteepening: 0.6, intensitySlope: -0.6 }).drift.momentum).toBeLessThan(1e-8);
    const { drift, system } = drifts({ selfSteepening: 0.4 });
    expect(drift.momentum).toBeNaN();
    expect(system.laws.momentum.text).toBe("not conserved: changed by self-steepening");
  });

  test("self-steepening keeps ∫ Im(ψ* ψ_x) + (s/β) |ψ|⁴ dx instead", () => {
    const { system, solution } = drifts({ selfSteepening: 0.4 }, 0.8);
    const quantities = solution.t.map((_, i) => {
      const { re, im } = spectral.savedField(solution, i);
      const quartic = re.reduce((sum, a, j) => sum + (a * a + (im[j] as number) ** 2) ** 2, 0) * ring.spacing;
      return spectral.invariants(system, { space: "x", re, im }).momentum + (0.4 / 0.8) * quartic;
    });
    const start = quantities[0] as number;
    for (const value of quantities) expect(Math.abs(value / start - 1)).toBeLessThan(1e-7);
    const plain = spectral.invariantsOverTime(system, solution).map(({ momentum }) => momentum);
    expect(Math.max(...plain) - Math.min(...plain)).toBeGreaterThan(1e-3);
  });
});

describe("methods", () => {
  const noise = problems.withTerms(problems.gaussianNoise(), { thirdOrder: 0.01 });
  const system = spectral.discretise(noise, ring);

  test("Nyström splittings are refused beyond quadratic dispersion, and auto takes another one on rough fields", () => {
    expect(() => spectral.integrate(system, [0, 1], { method: "srkn14a" })).toThrow(
      "srkn14a needs a dispersion that is quadratic in k",
    );
    const { method, reason } = spectral.integrate(system, [0, 0.01], { rtol: 1e-5 });
    expect(method).toBe("splitting6");
    expect(reason).toContain("Nyström splittings need a dispersion that is quadratic in k");
  });

  test("with self-steepening there is no splitting", () => {
    const steep = spectral.discretise(problems.derivativeSoliton(), ring);
    expect(() => spectral.integrate(steep, [0, 1], { method: "strang", step: 0.1 })).toThrow("known nonlinear flow");
  });
});
