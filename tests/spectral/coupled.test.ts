import { describe, expect, test } from "vitest";
import { type Field, periodicGrid, problems, spectral } from "../support/sech.ts";

const ring = periodicGrid({ points: 256, length: 40 });
type Pair = problems.FieldPair;

/** (cos θ ψ₁ − sin θ ψ₂, sin θ ψ₁ + cos θ ψ₂) */
function rotated([first, second]: Pair, theta: number): Pair {
  const [c, s] = [Math.cos(theta), Math.sin(theta)];
  const combine = (a: number, b: number): Field<"x"> => ({
    space: "x",
    re: first.re.map((value, j) => a * value + b * (second.re[j] as number)),
    im: first.im.map((value, j) => a * value + b * (second.im[j] as number)),
  });
  return [combine(c, -s), combine(s, c)];
}

describe("Manakov's equation", () => {
  const system = spectral.discretiseCoupled(problems.vectorSoliton(), ring);

  test.each(["etd-adams", "dop853", "srkn14a", "splitting8", "etdrk4"] as const)(
    "%s follows a vector soliton",
    (method) => {
      const solution = spectral.integrateCoupled(system, [0, 3], { method, rtol: 1e-9, saveAt: { count: 4 } });
      expect(solution.status).toBe("success");
      solution.psi.forEach((fields, i) => {
        expect(spectral.coupledError(system, fields, solution.t[i] as number)).toBeLessThan(1e-8);
        const [a, b] = [spectral.masses(system, fields), spectral.masses(system, system.initial)];
        expect(Math.max(Math.abs(a[0] / b[0] - 1), Math.abs(a[1] / b[1] - 1))).toBeLessThan(1e-8);
      });
    },
  );

  test("etd-adams keeps each of the two masses to rounding", () => {
    const solution = spectral.integrateCoupled(system, [0, 5], { rtol: 1e-7 });
    const [end, start] = [solution.psi.at(-1) as Pair, system.initial].map((fields) => spectral.masses(system, fields));
    for (const i of [0, 1] as const) expect(Math.abs((end?.[i] ?? 0) / (start?.[i] ?? 1) - 1)).toBeLessThan(1e-13);
    expect(solution.stats.ffts).toBe(4 * solution.stats.evaluations);
  });

  // Two solitons of different polarization collide; the sum of their fields is no exact solution, but its rotation is the
  // rotated initial state's solution for b = 1 and for no other coupling.
  const colliding = (theta: number, coupling: number): problems.CoupledProblem => {
    const at = (position: number, velocity: number, angle: number) =>
      problems.vectorSoliton({ position, velocity, polarization: [angle, 0.4] }).initial(ring);
    const [a, b] = [at(-6, 2, 0.3), at(6, -2, 1.2)];
    const sum = [0, 1].map((i) => ({
      space: "x" as const,
      re: (a[i] as Field<"x">).re.map((value, j) => value + ((b[i] as Field<"x">).re[j] as number)),
      im: (a[i] as Field<"x">).im.map((value, j) => value + ((b[i] as Field<"x">).im[j] as number)),
    })) as [Field<"x">, Field<"x">];
    return { ...problems.vectorSoliton(), coupling, initial: () => rotated(sum, theta) };
  };
  const ended = (theta: number, coupling: number): Pair => {
    const pair = spectral.discretiseCoupled(colliding(theta, coupling), ring);
    return spectral.integrateCoupled(pair, [0, 5], { rtol: 1e-9 }).psi.at(-1) as Pair;
  };

  test("does not distinguish directions of polarization, through a collision", () => {
    const [turnedAfter, turnedBefore] = [rotated(ended(0, 1), 0.8), ended(0.8, 1)];
    expect(spectral.distance(turnedAfter[0], turnedBefore[0]).l2).toBeLessThan(1e-7);
    const [without, within] = [rotated(ended(0, 2 / 3), 0.8), ended(0.8, 2 / 3)];
    expect(spectral.distance(without[0], within[0]).l2).toBeGreaterThan(0.01);
  });

  test("in one component is the single equation", () => {
    const soliton = problems.vectorSoliton({ polarization: [0, 0] });
    const one = spectral.discretiseCoupled(soliton, ring);
    const { psi } = spectral.integrateCoupled(one, [0, 2], { rtol: 1e-10 });
    const alone = spectral.discretise(problems.brightSoliton({ amplitude: 1, position: 0 }), ring);
    const single = spectral.integrate(alone, [0, 2], { rtol: 1e-10 });
    expect(spectral.distance((psi.at(-1) as Pair)[0], single.end).l2).toBeLessThan(1e-9);
    expect(Math.max(...(psi.at(-1) as Pair)[1].re.map(Math.abs))).toBe(0);
  });

  test("a run that stopped goes on to the same bits", () => {
    const whole = spectral.integrateCoupled(system, [0, 2], { saveAt: { times: [2] } });
    const stopped = spectral.integrateCoupled(system, [0, 2], { maxSteps: 40 });
    expect(stopped.status).toBe("max-steps");
    const rest = spectral.integrateCoupled(system, [0, 2], { saveAt: { times: [2] }, resume: stopped.continuation });
    expect(rest.psi).toEqual(whole.psi);
  });
});
