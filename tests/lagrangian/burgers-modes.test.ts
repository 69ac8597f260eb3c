import { lagrangian, reference } from "sech";
import { expect, test } from "vitest";

const { sin, min } = Math;

/** The path of a map that follows characteristics until its Jacobian has fallen to `least`: s = t (1 + (t/k)⁴)^(−1/4). */
const ramp = (least: number) => {
  const k = 1 - least;
  return (xi: number, t: number) => xi + t * (1 + (t / k) ** 4) ** -0.25 * sin(xi);
};

test("a map that follows characteristics divides the modes of a Burgers front by five", () => {
  const exact = reference.coleHopfSolution({ viscosity: 0.01, initial: sin });
  const times = [0.5, 1];
  const count = (path?: (xi: number, t: number) => number) =>
    lagrangian.modeCount({ solution: exact, times, points: 512, ...(path === undefined ? {} : { path }) });
  const [still, mapped] = [count(), count(ramp(0.1))];
  expect(still.modes).toEqual([56, 84, 139]);
  expect(mapped.modes).toEqual([12, 17, 27]);
  expect(min(...still.modes.map((modes, i) => (modes ?? 0) / (mapped.modes[i] ?? 1)))).toBeGreaterThan(4);
  expect(still.worstTime).toBe(1);
});
