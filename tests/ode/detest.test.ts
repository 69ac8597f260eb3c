import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dop853, type ExplicitRungeKutta, gauss6, halving, integrate, tsit5 } from "../../src/ode/index.ts";
import { detest } from "./detest-problems.ts";
import { fittedOrder } from "./support.ts";

interface Golden {
  readonly y0: readonly number[];
  readonly y: readonly number[];
  readonly error: number;
}

const golden: Readonly<Record<string, Golden>> = JSON.parse(
  readFileSync(new URL("../golden/ode/detest.json", import.meta.url), "utf8"),
);
const names = Object.keys(detest);

/** The largest error at t = 20 relative to the largest component, then or at the start. */
function errorOf(name: string, y: Float64Array): number {
  const exact = golden[name]?.y as readonly number[];
  const largest = Math.max(...[...exact, ...(golden[name]?.y0 ?? [])].map(Math.abs));
  return Math.max(...exact.map((value, i) => Math.abs((y[i] as number) - value))) / largest;
}

function solve(name: string, method: ExplicitRungeKutta, rtol: number) {
  const y0 = Float64Array.from(golden[name]?.y0 as readonly number[]);
  return integrate({ rhs: detest[name] as (typeof detest)[string], y0, span: [0, 20] }, { method, rtol, atol: rtol });
}

describe("DETEST", () => {
  test("the references are certain to 1e-13", () => {
    expect(names).toHaveLength(25);
    expect(Math.max(...names.map((name) => golden[name]?.error as number))).toBeLessThan(1e-13);
  });

  test.each(names)("%s by dop853 and by tsit5", (name) => {
    for (const [method, rtol] of [
      [dop853(), 1e-11],
      [tsit5(), 1e-9],
    ] as const) {
      const { status, continuation } = solve(name, method, rtol);
      expect(status).toBe("success");
      // Orbits of large eccentricity amplify the error of a step most.
      expect(errorOf(name, continuation.y)).toBeLessThan(3000 * rtol);
    }
  });

  test.each(["A3", "B1", "B5", "C3", "D1", "D3", "E2"])("errors on %s are proportional to the tolerance", (name) => {
    for (const method of [dop853(), tsit5()]) {
      const tolerances = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10];
      const errors = tolerances.map((rtol) => errorOf(name, solve(name, method, rtol).continuation.y));
      const exponent = -fittedOrder(tolerances, errors);
      expect(exponent).toBeGreaterThan(0.75);
      expect(exponent).toBeLessThan(1.25);
    }
  });

  test.each(["A2", "B2", "C1", "D2", "E1"])("%s by Gauss–Legendre with halved steps", (name) => {
    const y0 = Float64Array.from(golden[name]?.y0 as readonly number[]);
    const problem = { rhs: detest[name] as (typeof detest)[string], y0, span: [0, 20] as const };
    const method = halving(gauss6(), { every: 1 });
    const { status, continuation } = integrate(problem, { method, rtol: 1e-9, atol: 1e-9 });
    expect(status).toBe("success");
    expect(errorOf(name, continuation.y)).toBeLessThan(3e-7);
  });
});
