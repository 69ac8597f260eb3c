import { describe, expect, test } from "vitest";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const grid = (points: number, length = 50) => periodicGrid({ points, length });

describe("the soliton with N = 512, L = 50, T = 20", () => {
  const system = spectral.discretise(problems.brightSoliton(), grid(512));

  test.each([
    [1e-6, 2700, 1e-5],
    [1e-9, 5500, 1.6e-8],
    [2e-11, 10000, 1e-10],
  ])("is exact to %d in at most %i FFTs, start-up included", (error, ffts, rtol) => {
    const solution = spectral.integrate(system, [0, 20], { rtol });
    expect(solution.status).toBe("success");
    expect(solution.method).toBe("etd-adams");
    expect(spectral.relativeError(system, solution)).toBeLessThanOrEqual(error);
    expect(solution.stats.ffts).toBeLessThanOrEqual(ffts);
  });

  test("by dop853 is exact to 1e-6 in at most 15500 FFTs", () => {
    const solution = spectral.integrate(system, [0, 20], { method: "dop853", rtol: 1.8e-7 });
    expect(spectral.relativeError(system, solution)).toBeLessThanOrEqual(1e-6);
    expect(solution.stats.ffts).toBeLessThanOrEqual(15500);
  });

  test("keeps mass and energy to 1e-13 at every saved time, and its momentum", () => {
    const solution = spectral.integrate(system, [0, 20], { rtol: 1e-9, saveAt: { count: 101 } });
    const { mass, momentum, energy } = spectral.drift(system, solution);
    expect(mass).toBeLessThanOrEqual(1e-13);
    expect(energy).toBeLessThanOrEqual(1e-13);
    expect(momentum).toBeLessThanOrEqual(2e-10);
    expect(solution.warnings).toEqual([]);
  });

  test("without conservation loses little of mass and energy at error 1e-9", () => {
    const solution = spectral.integrate(system, [0, 20], { rtol: 1e-9, conserve: [], saveAt: { count: 101 } });
    expect(spectral.relativeError(system, solution)).toBeLessThanOrEqual(1e-9);
    const { mass, energy } = spectral.drift(system, solution);
    expect(mass).toBeLessThanOrEqual(5e-11);
    expect(energy).toBeLessThanOrEqual(2e-9);
  });

  test("has the invariants 4, 4 and −2/3", () => {
    const { mass, momentum, energy } = spectral.invariants(system, system.initial);
    expect(mass).toBeCloseTo(4, 13);
    expect(momentum).toBeCloseTo(4, 12);
    expect(energy).toBeCloseTo(-2 / 3, 12);
  });

  test("counts the same FFTs whatever is saved", () => {
    const few = spectral.integrate(system, [0, 1], { rtol: 1e-8 });
    const many = spectral.integrate(system, [0, 1], { rtol: 1e-8, saveAt: { count: 101 } });
    expect(many.stats).toEqual(few.stats);
    expect(many.end).toEqual(few.end);
    // One evaluation is two transforms.
    expect(few.stats.ffts).toBe(2 * few.stats.evaluations);
  });

  test("errors follow the tolerance", () => {
    const ratios = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10].map((rtol) => {
      const error = spectral.relativeError(system, spectral.integrate(system, [0, 20], { rtol })) as number;
      return error / rtol;
    });
    expect(Math.max(...ratios)).toBeLessThan(5);
    expect(Math.min(...ratios)).toBeGreaterThan(0.005);
  });
});

describe("a collision", () => {
  const system = spectral.discretise(problems.twoSoliton({ exact: true }), grid(1024));
  const solution = spectral.integrate(system, [0, 10], { rtol: 1e-10 });

  test("follows the determinant to 1e-8 at t = 10", () => {
    expect(spectral.relativeError(system, solution)).toBeLessThanOrEqual(1e-8);
  });

  test("shifts the solitons by +0.276500 and −0.368667 to 1e-6, measured by fit", () => {
    const fitAfter = (near: number) => spectral.fitSoliton(system, solution.end, { near, halfWidth: 5 });
    const [first, second] = [fitAfter(10), fitAfter(-10)];
    const fitBefore = (near: number) => spectral.fitSoliton(system, system.initial, { near, halfWidth: 5 });
    expect(Math.abs(first.position - fitBefore(-10).position - 20 - 0.2765)).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(second.position - fitBefore(10).position + 20 + 0.368667)).toBeLessThanOrEqual(1e-6);
    expect(first).toMatchObject({ amplitude: expect.closeTo(2, 7), velocity: expect.closeTo(2, 6) });
    expect(second).toMatchObject({ amplitude: expect.closeTo(1.5, 7), velocity: expect.closeTo(-2, 6) });
    expect(Math.max(first.residual, second.residual)).toBeLessThan(1e-6);
  });
});

test.each([
  [1e-6, 980, 1e-6],
  [1e-9, 1360, 3e-9],
  [1e-11, 1950, 1e-11],
])("the Akhmediev breather is exact to %d with N = 64 from t = −5 to 5 in at most %i FFTs", (error, ffts, rtol) => {
  const system = spectral.discretise(problems.akhmediev(), grid(64, problems.akhmedievPeriod(0.25)));
  const solution = spectral.integrate(system, [-5, 5], { rtol });
  expect(spectral.relativeError(system, solution)).toBeLessThanOrEqual(error);
  expect(solution.stats.ffts).toBeLessThanOrEqual(ffts);
});

test("a soliton of general coefficients is followed as exactly", () => {
  const system = spectral.discretise(
    problems.brightSoliton({ amplitude: 1, velocity: 0.5, position: 0, dispersion: 0.5, nonlinearity: 2 }),
    grid(512),
  );
  const solution = spectral.integrate(system, [0, 5], { rtol: 1e-10 });
  expect(spectral.relativeError(system, solution)).toBeLessThan(1e-9);
});

test.each(["strang", "splitting4", "splitting6", "splitting8", "srkn6b", "srkn11b", "srkn14a"] as const)(
  "%s agrees with dop853 on the bound state",
  (method) => {
    const system = spectral.discretise(problems.boundState(), grid(256));
    const reference = spectral.integrate(system, [0, 1], { method: "dop853", rtol: 1e-11 });
    const split = spectral.integrate(system, [0, 1], { method, step: 1 / 2000 });
    expect(split.method).toBe(method);
    expect(spectral.distance(split.end, reference.end).l2).toBeLessThan(
      { strang: 1e-4, splitting4: 1e-8, srkn6b: 1e-8 }[method as string] ?? 1e-9,
    );
    // Splittings are unitary, so mass is kept to rounding.
    expect(spectral.drift(system, split).mass).toBeLessThan(1e-12);
  },
);

test.each(["srkn14a", "splitting6", "etdrk4"] as const)("%s without a step controls its error", (method) => {
  const system = spectral.discretise(problems.boundState(), grid(256));
  const reference = spectral.integrate(system, [0, 1], { method: "dop853", rtol: 1e-11 });
  for (const rtol of [1e-4, 1e-6]) {
    const solution = spectral.integrate(system, [0, 1], { method, rtol });
    expect(solution.status).toBe("success");
    expect(spectral.distance(solution.end, reference.end).l2).toBeLessThan(10 * rtol);
  }
});

describe("auto", () => {
  const noise = spectral.discretise(problems.gaussianNoise(), grid(256));
  const chosen = (system: spectral.WaveSystem, rtol: number) => spectral.integrate(system, [0, 0.01], { rtol });

  test("takes the exponential Adams method on smooth fields, and says why", () => {
    const { method, reason } = chosen(spectral.discretise(problems.brightSoliton(), grid(512)), 1e-9);
    expect(method).toBe("etd-adams");
    expect(reason).toContain("the spectrum falls off");
  });

  test("takes splitting on rough fields", () => {
    const { method, reason } = chosen(noise, 1e-5);
    expect(method).toBe("srkn14a");
    expect(reason).toContain("plateau");
  });

  test("takes the exponential Adams method on rough fields where splitting is dear or impossible", () => {
    expect(chosen(noise, 1e-9).method).toBe("etd-adams");
    const masked = spectral.discretise(problems.gaussianNoise(), grid(256), { dealias: "1/2" });
    expect(chosen(masked, 1e-5).method).toBe("etd-adams");
  });
});

test("a run stopped and resumed ends in the same bits", () => {
  const system = spectral.discretise(problems.brightSoliton(), grid(128));
  const options = { rtol: 1e-7, saveAt: { count: 5 } };
  const whole = spectral.integrate(system, [0, 4], options);
  const first = spectral.integrate(system, [0, 4], { ...options, maxSteps: 40 });
  const second = spectral.integrate(system, [0, 4], { ...options, resume: first.continuation });
  expect(first.status).toBe("max-steps");
  expect(second.end).toEqual(whole.end);
  expect([...first.t, ...second.t]).toEqual([...whole.t]);
});

test("integrating back in time returns to the initial state", () => {
  const system = spectral.discretise(problems.boundState(), grid(256));
  const forth = spectral.integrate(system, [0, 2], { rtol: 1e-11 });
  const start = problems.sampledWave({ re: forth.end.re, im: forth.end.im });
  const back = spectral.integrate(spectral.discretise(start, grid(256)), [2, 0], { rtol: 1e-11 });
  expect(spectral.distance(back.end, system.initial).l2).toBeLessThan(1e-8);
});

test("fixed steps report no tolerance", () => {
  const system = spectral.discretise(problems.brightSoliton(), grid(64));
  expect(spectral.integrate(system, [0, 0.1], { method: "strang", step: 0.01 }).rtol).toBeNull();
  expect(spectral.integrate(system, [0, 0.1], { method: "strang", rtol: 1e-4 }).rtol).toBe(1e-4);
});
