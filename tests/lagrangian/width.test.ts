import { lagrangian } from "sech";
import { describe, expect, test } from "vitest";

const { PI, sin, exp } = Math;

/** A periodic pulse of standard deviation 0.25, and the ring's distance from π. */
const pulse = (x: number) => {
  const away = x - PI - 2 * PI * Math.round((x - PI) / (2 * PI));
  return exp(-(away * away) / (2 * 0.25 ** 2));
};

const moving = (u0: (x: number) => number, c: number) =>
  lagrangian.frameWidths({
    solution: (x, t) => u0(x - c * t),
    path: (xi, t) => xi + c * t,
    state: (xi) => u0(xi),
    end: 1,
  });

describe("the width of transported states", () => {
  test("sin(x − ct) has rank 2 at every speed, to rounding", () => {
    for (const c of [1, 10, 30, 50, 100]) {
      const { eulerian } = moving(sin, c);
      expect(lagrangian.modesWithin(eulerian, 1e-12)).toBe(2);
      expect(eulerian.tails[2]).toBeLessThan(1e-14);
      expect(eulerian.tails[1]).toBeGreaterThan(0.1);
    }
  });

  test("a pulse needs more modes the farther it goes, and its whole spectrum once it has gone round", () => {
    const counts = [0.1, 1, 10, 50].map((c) => lagrangian.modesWithin(moving(pulse, c).eulerian, 1e-3));
    expect(counts[0]).toBeLessThan(counts[1] as number);
    expect(counts[1]).toBeLessThan(counts[2] as number);
    expect(counts[3]).toBe(counts[2]);
  });

  test("along characteristics the state has rank 1 and the path rank 2", () => {
    for (const c of [1, 50]) {
      const { state, path } = moving(pulse, c);
      expect(lagrangian.modesWithin(state, 1e-12)).toBe(1);
      expect(lagrangian.modesWithin(path, 1e-12)).toBe(2);
    }
  });
});

describe("the number of modes that a map needs", () => {
  test("is that of a known spectrum, and null where the labels are too few", () => {
    // The coefficients of exp(2 cos x) are Bessel functions I_k(2); I_6 / √(Σ I_k²) = 9e-4.
    const state = (x: number) => exp(2 * Math.cos(x));
    const { modes } = lagrangian.modeCount({ solution: state, times: [0], points: 64 }, [1e-3, 1e-9]);
    expect(modes).toEqual([5, 12]);
    expect(lagrangian.modeCount({ solution: state, times: [0], points: 16 }, [1e-9]).modes).toEqual([null]);
    expect(lagrangian.modeCount({ solution: (x) => sin(3 * x) + 7, times: [0, 1] }, [1e-6]).modes).toEqual([3]);
  });

  test("of a wave that moves with its frame is that of the wave at rest", () => {
    const map = { solution: (x: number, t: number) => pulse(x - 50 * t), times: [0, 0.37, 1] };
    const still = lagrangian.modeCount({ ...map, solution: pulse });
    const carried = lagrangian.modeCount({ ...map, path: (xi, t) => xi + 50 * t });
    expect(carried.modes).toEqual(still.modes);
  });
});
