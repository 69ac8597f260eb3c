import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

interface Row {
  readonly t: number;
  readonly norm: number;
  readonly psi: readonly (readonly [number, number])[];
  readonly change: spectral.Invariants;
}
interface Golden {
  readonly points: readonly number[];
  readonly count: number;
  readonly scenarios: Readonly<
    Record<string, { readonly invariants: spectral.Invariants; readonly rows: readonly Row[] }>
  >;
}

// Read off the published fields: tests/golden/nlse/make_published.py.
const golden = JSON.parse(readFileSync(new URL("../golden/nlse/published.json", import.meta.url), "utf8")) as Golden;
const scenarios: Readonly<Record<string, problems.WaveProblem>> = {
  soliton: problems.brightSoliton(),
  "two-soliton": problems.twoSoliton(),
  "bound-state": problems.boundState(),
};

describe.each(Object.entries(golden.scenarios))("compatibility mode, %s", (name, { invariants, rows }) => {
  const problem = scenarios[name] as problems.WaveProblem;
  const system = spectral.discretise(problem, periodicGrid({ points: 512, length: 50 }), { compatibility: "original" });
  const solution = spectral.integrate(system, [0, 20], { rtol: 1e-9, atol: 1e-11, saveAt: { count: golden.count } });
  const indices = [50, 99];

  test("gives the published values of ψ at five points to 12 digits of its size", () => {
    expect(solution.status).toBe("success");
    rows.forEach(({ t, psi }, row) => {
      expect(solution.t[indices[row] as number]).toBeCloseTo(t, 12);
      const field = spectral.savedField(solution, indices[row] as number);
      psi.forEach(([re, im], i) => {
        const j = golden.points[i] as number;
        expect(Math.abs((field.re[j] as number) - re)).toBeLessThan(5e-12);
        expect(Math.abs((field.im[j] as number) - im)).toBeLessThan(5e-12);
      });
    });
  });

  test("drifts in its invariants as the published fields do", () => {
    const start = spectral.invariants(system, system.initial);
    expect(start.mass).toBeCloseTo(invariants.mass, 12);
    expect(start.momentum).toBeCloseTo(invariants.momentum, 12);
    expect(start.energy).toBeCloseTo(invariants.energy, 12);
    rows.forEach(({ norm, change }, row) => {
      const field = spectral.savedField(solution, indices[row] as number);
      expect(Math.hypot(...field.re, ...field.im)).toBeCloseTo(norm, 11);
      const now = spectral.invariants(system, field);
      for (const key of ["mass", "momentum", "energy"] as const) {
        expect(Math.abs(now[key] - start[key] - change[key])).toBeLessThan(1e-11);
      }
    });
  });

  test("has the true energy drift of the published fields, which their authors did not see", () => {
    const published: Readonly<Record<string, string>> = {
      soliton: "3.4e-9",
      "two-soliton": "9.7e-6",
      "bound-state": "5.4e-5",
    };
    expect(spectral.drift(system, solution).energy.toExponential(1)).toBe(published[name]);
  });
});
