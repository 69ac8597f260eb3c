import { describe, expect, test } from "vitest";
import { required, residual } from "../support/residual.ts";
import { periodicGrid, problems } from "../support/sech.ts";

const ring = periodicGrid({ points: 1024, length: 60 });

describe("exact solutions fulfil the equation", () => {
  test.each([-3, 0, 4])("bright soliton at t = %i", (t) => {
    expect(residual(problems.brightSoliton({ amplitude: 1.5, velocity: 1, position: -2 }), ring, t)).toBeLessThan(1e-9);
  });

  test("bright soliton with other coefficients", () => {
    const problem = problems.brightSoliton({
      amplitude: 0.8,
      velocity: 0.7,
      position: 1,
      dispersion: 0.6,
      nonlinearity: 2.5,
    });
    expect(residual(problem, ring, 0.3)).toBeLessThan(1e-9);
  });

  test.each([0, 2, 4.9, 5.1, 9])("two-soliton at t = %f, through the collision", (t) => {
    expect(residual(problems.twoSoliton({ exact: true }), periodicGrid({ points: 2048, length: 60 }), t)).toBeLessThan(
      1e-8,
    );
  });

  test("two-soliton with other coefficients and the faster one on the right", () => {
    const problem = problems.twoSoliton({
      exact: true,
      amplitudes: [1, 1.4],
      velocities: [-1.5, 1],
      positions: [7, -7],
      dispersion: 0.8,
      nonlinearity: 1.3,
    });
    expect(residual(problem, periodicGrid({ points: 2048, length: 60 }), 5)).toBeLessThan(1e-8);
  });

  test.each([-5, -1, 0, 3])("Akhmediev breather at t = %i", (t) => {
    const grid = periodicGrid({ points: 256, length: problems.akhmedievPeriod(0.25) });
    expect(residual(problems.akhmediev({ a: 0.25 }), grid, t)).toBeLessThan(1e-9);
  });

  test("Akhmediev breather over two periods with other coefficients", () => {
    const grid = periodicGrid({ points: 512, length: 2 * problems.akhmedievPeriod(0.3, 2) });
    expect(residual(problems.akhmediev({ a: 0.3, dispersion: 2, nonlinearity: 0.5 }), grid, 0.5)).toBeLessThan(1e-9);
  });
});

describe("solitons on a ring", () => {
  test("a soliton that has gone once around is where it began", () => {
    const problem = problems.brightSoliton({ amplitude: 2, velocity: 0, position: 3 });
    const moved = problems.brightSoliton({ amplitude: 2, velocity: 0, position: 3 + 60 });
    const [a, b] = [required(problem.exact, ring, 0), required(moved.exact, ring, 0)];
    a.re.forEach((re, j) => {
      expect(Math.abs(re - (b.re[j] as number))).toBeLessThan(1e-14);
    });
  });

  test("the exact two-soliton begins like the sum of two, to the overlap of their tails", () => {
    const grid = periodicGrid({ points: 512, length: 50 });
    const exact = problems.twoSoliton({ exact: true }).initial(grid);
    const sum = problems.twoSoliton().initial(grid);
    const difference = exact.re.map((re, j) =>
      Math.hypot(re - (sum.re[j] as number), (exact.im[j] as number) - (sum.im[j] as number)),
    );
    expect(Math.max(...difference)).toBeLessThan(1e-11);
  });

  test("the exact two-soliton is not offered once its images would matter", () => {
    const grid = periodicGrid({ points: 512, length: 50 });
    const { exact } = problems.twoSoliton({ exact: true });
    expect(exact?.(grid, 10)).not.toBeNull();
    expect(exact?.(grid, 20)).toBeNull();
  });

  test("it does not overflow far from the solitons", () => {
    const grid = periodicGrid({ points: 64, length: 4000 });
    const psi = problems.twoSoliton({ exact: true }).initial(grid);
    expect([...psi.re, ...psi.im].every(Number.isFinite)).toBe(true);
  });
});

describe("collision shifts", () => {
  test("of the standard collision are +0.276500 and −0.368667", () => {
    const { first, second } = problems.collisionShifts([2, 1.5], [2, -2]);
    expect(first).toBeCloseTo(0.2765, 6);
    expect(second).toBeCloseTo(-0.368667, 6);
    expect(first).toBeCloseTo(Math.log(28.25 / 16.25) / 2, 14);
  });

  test("conserve the centre of mass: A₁Δx₁ + A₂Δx₂ = 0, and swap with the solitons", () => {
    const { first, second } = problems.collisionShifts([1.1, 0.4], [0.3, 0.9]);
    expect(1.1 * first + 0.4 * second).toBeCloseTo(0, 14);
    expect(first).toBeLessThan(0);
    const swapped = problems.collisionShifts([0.4, 1.1], [0.9, 0.3]);
    expect(swapped).toEqual({ first: second, second: first });
  });

  test("are those of the exact two-soliton before and after", () => {
    const wide = periodicGrid({ points: 8192, length: 120 });
    const { exact } = problems.twoSoliton({ exact: true });
    const peaks = (t: number, from: number, to: number) => {
      const psi = required(exact, wide, t);
      let best = 0;
      wide.x.forEach((x, j) => {
        if (
          x > from &&
          x < to &&
          Math.hypot(psi.re[j] as number, psi.im[j] as number) >
            Math.hypot(psi.re[best] as number, psi.im[best] as number)
        )
          best = j;
      });
      return wide.x[best] as number;
    };
    expect(Math.abs(peaks(15, 10, 40) - (-10 + 30 + 0.2765))).toBeLessThan(120 / 8192);
    expect(Math.abs(peaks(15, -40, -10) - (10 - 30 - 0.368667))).toBeLessThan(120 / 8192);
  });
});

describe("misuse", () => {
  const grid = periodicGrid({ points: 64, length: 50 });
  test.each([
    [
      "a negative amplitude",
      () => problems.brightSoliton({ amplitude: -1 }),
      "initial.amplitude must be positive, got -1; try 2",
    ],
    [
      "a velocity that is no number",
      () => problems.brightSoliton({ velocity: Number.NaN }),
      "initial.velocity must be a finite number, got NaN",
    ],
    ["a modulation parameter of one half", () => problems.akhmediev({ a: 0.5 }), "initial.a must be between 0 and 0.5"],
    [
      "a ring that does not fit the breather",
      () => problems.akhmediev().initial(grid),
      "grid.length must be a whole number of modulation periods",
    ],
    [
      "solitons of a defocusing equation",
      () => problems.brightSoliton({ nonlinearity: -1 }),
      "equation.nonlinearity must be positive for this solution",
    ],
    ["a width of zero", () => problems.gaussianNoise({ width: 0 }), "initial.width must be positive"],
    ["half a seed", () => problems.gaussianNoise({ seed: 0.5 }), "initial.seed must be a non-negative integer"],
    [
      "samples of another length",
      () => problems.sampledWave({ re: new Float64Array(8), im: new Float64Array(8) }).initial(grid),
      "must match the grid's 64 points",
    ],
  ])("%s is refused", (_name, call, message) => {
    expect(call).toThrow(message);
  });
});
