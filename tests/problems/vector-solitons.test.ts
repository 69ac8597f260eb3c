import { describe, expect, test } from "vitest";
import { type Field, periodicGrid, plainKernels, problems, toPositions, toWavenumbers } from "../support/sech.ts";

type Pair = problems.FieldPair;

function exactAt(problem: problems.CoupledProblem, grid: ReturnType<typeof periodicGrid>, t: number): Pair {
  const pair = problem.exact?.(grid, t) ?? null;
  if (pair === null) throw new Error(`no exact solution at t = ${t}`);
  return pair;
}

/** ψ_xx by Fourier series. */
function curvature(grid: ReturnType<typeof periodicGrid>, psi: Field<"x">): Field<"x"> {
  const fft = plainKernels.fft(grid.points);
  const v = toWavenumbers(fft, psi);
  const weighted = (part: Float64Array) => part.map((value, j) => -((grid.k[j] as number) ** 2) * value);
  return toPositions(fft, { space: "k", re: weighted(v.re), im: weighted(v.im) });
}

/** max |i ψ_j,t + (β/2) ψ_j,xx + γ(|ψ₁|² + |ψ₂|²) ψ_j| / (γ max |ψ|³): x by Fourier series, t by differences of order 8. */
function residual(problem: problems.CoupledProblem, grid: ReturnType<typeof periodicGrid>, t: number): number {
  const h = 2e-3;
  const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
  const pair = exactAt(problem, grid, t);
  const sides = weights.map((_, i) => [
    exactAt(problem, grid, t + (i + 1) * h),
    exactAt(problem, grid, t - (i + 1) * h),
  ]) as [Pair, Pair][];
  const total = (j: number) =>
    pair.reduce((sum, { re, im }) => sum + (re[j] as number) ** 2 + (im[j] as number) ** 2, 0);
  const peak = Math.sqrt(Math.max(...grid.x.map((_, j) => total(j))));
  const errors = ([0, 1] as const).flatMap((s) => {
    const psi = pair[s];
    const second = curvature(grid, psi);
    const slope = (part: "re" | "im", j: number) =>
      weights.reduce((sum, weight, i) => {
        const [after, before] = sides[i] as [Pair, Pair];
        return sum + (weight / h) * ((after[s][part][j] as number) - (before[s][part][j] as number));
      }, 0);
    return Array.from(grid.x, (_, j) => {
      const cubic = problem.nonlinearity * total(j);
      return Math.hypot(
        -slope("im", j) + 0.5 * problem.dispersion * (second.re[j] as number) + cubic * (psi.re[j] as number),
        slope("re", j) + 0.5 * problem.dispersion * (second.im[j] as number) + cubic * (psi.im[j] as number),
      );
    });
  });
  return Math.max(...errors) / (problem.nonlinearity * peak ** 3);
}

describe("vector solitons of Manakov's equation", () => {
  const grid = periodicGrid({ points: 1024, length: 80 });

  test.each([
    ["two before, in and after their collision", {}, [0, 7.5, 14]],
    ["three with phases", three(), [0, 4.7]],
    ["other coefficients", { dispersion: 0.5, nonlinearity: 2, amplitudes: [0.6, 0.5] }, [0, 8]],
  ] as const)("%s solve it to 1e-10", (_name, options, times) => {
    const problem = problems.vectorSolitons(options);
    for (const t of times) expect(residual(problem, grid, t)).toBeLessThan(1e-10);
  });

  test("of one polarization are the solitons of the single equation", () => {
    const parameters = { amplitudes: [1.5, 1], positions: [-8, 8], velocities: [2, -1] };
    const [first, second] = exactAt(problems.vectorSolitons({ ...parameters, angles: [0, 0] }), grid, 0);
    expect(second.re.every((value) => value === 0)).toBe(true);
    // The formula's own positions: the single equation's function moves them back by half a collision each.
    const density = first.re.map((re, j) => re * re + (first.im[j] as number) ** 2);
    const peak = (from: number, to: number) =>
      Math.sqrt(Math.max(...density.filter((_, j) => (grid.x[j] as number) > from && (grid.x[j] as number) < to)));
    expect(Math.abs(peak(-14, 0) - 1.5)).toBeLessThan(5e-3);
    expect(Math.abs(peak(0, 14) - 1)).toBeLessThan(5e-3);
  });

  test("exchange mass between the components within each soliton, and keep each component's total", () => {
    const problem = problems.vectorSolitons();
    const inside = (t: number, from: number, to: number) =>
      exactAt(problem, grid, t).map(({ re, im }) =>
        grid.x.reduce((sum, x, j) => {
          const here = x > from && x < to ? (re[j] as number) ** 2 + (im[j] as number) ** 2 : 0;
          return sum + grid.spacing * here;
        }, 0),
      ) as [number, number];
    const [before, after] = [inside(0, -40, 0), inside(16, 0, 40)];
    expect(before[0] + before[1]).toBeCloseTo(2.4, 4);
    expect(after[0] + after[1]).toBeCloseTo(2.4, 4);
    expect(Math.abs(after[0] - before[0])).toBeGreaterThan(0.1);
    const [start, end] = [inside(0, -40, 40), inside(16, -40, 40)];
    expect(Math.abs(end[0] - start[0])).toBeLessThan(1e-9);
    expect(Math.abs(end[1] - start[1])).toBeLessThan(1e-9);
  });

  test("refuses lists of different lengths, and solitons that are alike", () => {
    expect(() => problems.vectorSolitons({ angles: [1] })).toThrow("initial.angles must have 2 values");
    const alike = { amplitudes: [1, 1], velocities: [1, 1] };
    expect(() => problems.vectorSolitons(alike)).toThrow("must differ in amplitude or velocity");
    expect(problems.vectorSolitons().exact?.(periodicGrid({ points: 64, length: 30 }), 0)).toBe(null);
  });
});

function three(): problems.VectorSolitonsOptions {
  return {
    amplitudes: [1.5, 1.2, 1.3],
    positions: [-12, 0, 12],
    velocities: [2, 0, -2],
    angles: [0.3, 1.2, 0.7],
    phases: [0, 1, -2],
  };
}
