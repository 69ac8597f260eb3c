import { describe, expect, test } from "vitest";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const grid = periodicGrid({ points: 1024, length: 50 });
const wave = (f: (x: number) => number) =>
  problems.sampledWave({ re: Float64Array.from(grid.x, f), im: new Float64Array(1024) });

function contentOf(problem: problems.WaveProblem, options = {}) {
  const system = spectral.discretise(problem, grid);
  return spectral.solitonContent(system, system.initial, options);
}

describe("eigenvalues of known potentials", () => {
  // Satsuma & Yajima 1974: A sech x has ζ = i(A − n + ½), n = 1, 2, …
  test.each([1, 1.7, 2.4, 3.9])("of %f sech x are i(A − n + ½) to 1e-10", (height) => {
    const found = contentOf(
      wave((x) => height / Math.cosh(x)),
      { leastAmplitude: 0.6 },
    );
    const expected = Array.from({ length: 8 }, (_, n) => height - n - 0.5).filter((eta) => eta > 0.3);
    expect(found).toHaveLength(expected.length);
    found.forEach(({ eigenvalue: [re, im] }, n) => {
      expect(Math.hypot(re, im - (expected[n] as number))).toBeLessThan(1e-10);
    });
  });

  test("of a box of height 2 and width 3, smoothed over a tenth, are near those of the box", () => {
    const smooth = (x: number) => Math.tanh(20 * (x + 1.5)) - Math.tanh(20 * (x - 1.5));
    const found = contentOf(wave(smooth));
    // √(4 − η²) cot(3√(4 − η²)) = −η, by bisection.
    const root = (low: number, high: number) => {
      const f = (eta: number) => {
        const k = Math.sqrt(4 - eta * eta);
        return k * Math.cos(3 * k) + eta * Math.sin(3 * k);
      };
      let [a, b] = [low, high];
      for (let i = 0; i < 60; i++) {
        const middle = (a + b) / 2;
        if (f(a) * f(middle) <= 0) b = middle;
        else a = middle;
      }
      return a;
    };
    expect(found).toHaveLength(2);
    expect(Math.abs((found[0]?.eigenvalue[1] as number) - root(1.7, 1.95))).toBeLessThan(5e-3);
    expect(Math.abs((found[1]?.eigenvalue[1] as number) - root(0.6, 1.3))).toBeLessThan(5e-3);
  });

  test("of two solitons are ½(−v + iA) to 1e-10, wherever the ring is cut", () => {
    for (const shift of [0, 7, -12]) {
      const found = contentOf(problems.twoSoliton({ exact: true, positions: [-8 + shift / 4, 9 - shift / 4] }));
      expect(found.map(({ eigenvalue: [re, im] }) => Math.hypot(re + 1, im - 1))[0]).toBeLessThan(1e-10);
      expect(found.map(({ eigenvalue: [re, im] }) => Math.hypot(re - 1, im - 0.75))[1]).toBeLessThan(1e-10);
    }
  });

  test("a packet below the threshold π/2 has no soliton", () => {
    expect(contentOf(wave((x) => 0.45 / Math.cosh(x)))).toEqual([]);
  });
});

describe("soliton content", () => {
  test("is amplitude, velocity, position and phase of one soliton, in any units and across the cut", () => {
    for (const position of [-10, 3, 24.9]) {
      const options = { amplitude: 1.6, velocity: 1.2, position, phase: 0.4, dispersion: 1.7, nonlinearity: 0.6 };
      const system = spectral.discretise(problems.brightSoliton(options), grid);
      const psi = system.problem.exact?.(grid, 0) as typeof system.initial;
      const [found] = spectral.solitonContent(system, psi) as [spectral.Soliton];
      expect(found.amplitude).toBeCloseTo(1.6, 9);
      expect(found.velocity).toBeCloseTo(1.2, 9);
      // The carrier e^{ivx/β} does not close around the ring, which a cut through the soliton shows.
      if (position < 20) {
        expect(found.position).toBeCloseTo(position, 9);
        const phase = 0.4 + (1.2 * position) / 1.7;
        expect(Math.cos(found.phase - phase)).toBeCloseTo(1, 9);
      }
    }
  });

  test("of three solitons before and after their collisions follows their incoming and outgoing lines", () => {
    const wide = periodicGrid({ points: 2048, length: 80 });
    const options = {
      amplitudes: [2, 1.5, 1.2],
      velocities: [2, 0, -2],
      positions: [-14, 0, 14],
      phases: [0.5, -1, 2],
    };
    const system = spectral.discretise(problems.nSoliton(options), wide);
    const before = spectral.solitonContent(system, system.initial);
    before.forEach(({ amplitude, velocity, position, phase }, j) => {
      const [v, x] = [options.velocities[j] as number, options.positions[j] as number];
      expect(amplitude).toBeCloseTo(options.amplitudes[j] as number, 9);
      expect(velocity).toBeCloseTo(v, 9);
      expect(position).toBeCloseTo(x, 8);
      expect(Math.cos(phase - v * x - (options.phases[j] as number))).toBeCloseTo(1, 9);
    });
    const after = spectral.solitonContent(system, system.problem.exact?.(wide, 14) as typeof system.initial);
    const shift = (j: number, k: number) => {
      const { first } = problems.collisionShifts(
        [options.amplitudes[j] as number, options.amplitudes[k] as number],
        [options.velocities[j] as number, options.velocities[k] as number],
      );
      return first;
    };
    after.forEach(({ position }, j) => {
      const free = (options.positions[j] as number) + 14 * (options.velocities[j] as number);
      const shifts = [0, 1, 2].filter((k) => k !== j).reduce((sum, k) => sum + shift(j, k), 0);
      expect(position - free).toBeCloseTo(shifts, 8);
    });
  });

  test("of two beating solitons is that of their sum of eigenvalues, and is refused for defocusing equations", () => {
    const found = contentOf(problems.boundState());
    expect(found.map(({ amplitude }) => amplitude.toFixed(4))).toEqual(["3.0486", "0.4912"]);
    for (const { velocity } of found) expect(velocity).toBeCloseTo(0.5, 9);
    const dark = spectral.discretise(problems.darkSolitons(), periodicGrid({ points: 64, length: 60 }));
    expect(() => spectral.solitonContent(dark, dark.initial)).toThrow("solitons are sought in focusing equations");
  });

  test("counts mass: M = Σ 2A + radiation", () => {
    const system = spectral.discretise(problems.boundState(), grid);
    const inSolitons = spectral
      .solitonContent(system, system.initial)
      .reduce((sum, { amplitude }) => sum + 2 * amplitude, 0);
    const { mass } = spectral.invariants(system, system.initial);
    expect(inSolitons).toBeLessThan(mass);
    expect(inSolitons / mass).toBeGreaterThan(0.9);
  });
});

describe("eigenvalue drift", () => {
  test("of the two-soliton at a tolerance of 1e-10 is at most 1e-9", () => {
    const system = spectral.discretise(problems.twoSoliton(), grid);
    const solution = spectral.integrate(system, [0, 20], { rtol: 1e-10, saveAt: { count: 6 } });
    const { drift, eigenvalues } = spectral.eigenvalueDrift(system, solution, 6);
    expect(eigenvalues).toHaveLength(2);
    expect(drift[0]).toBeLessThan(1e-12);
    expect(Math.max(...drift)).toBeLessThan(1e-9);
  });

  test("shows errors that the conserved mass and energy hide", () => {
    const system = spectral.discretise(problems.twoSoliton(), grid);
    const solution = spectral.integrate(system, [0, 8], { rtol: 1e-4, saveAt: { count: 5 } });
    expect(spectral.drift(system, solution).energy).toBeLessThan(1e-12);
    const { drift } = spectral.eigenvalueDrift(system, solution, 5);
    expect(Math.max(...drift)).toBeGreaterThan(1e-7);
  });
});

test("collision shifts at t = 10 are met to 1e-7 by fits and by norming constants", () => {
  const system = spectral.discretise(problems.twoSoliton({ exact: true }), grid);
  const { end } = spectral.integrate(system, [0, 10], { rtol: 1e-10 });
  const { first, second } = problems.collisionShifts([2, 1.5], [2, -2]);
  const content = spectral.solitonContent(system, end);
  for (const [j, from, velocity, shift] of [
    [0, -10, 2, first],
    [1, 10, -2, second],
  ] as const) {
    const free = from + 10 * velocity;
    const fit = spectral.fitSoliton(system, end, { near: free, halfWidth: 5 }).position - free;
    expect(Math.abs(fit - shift)).toBeLessThan(1e-7);
    expect(Math.abs((content[j]?.position as number) - free - shift)).toBeLessThan(1e-7);
  }
});

test("a field of zeros has no solitons", () => {
  const system = spectral.discretise(
    wave(() => 0),
    grid,
  );
  expect(spectral.solitonContent(system, system.initial)).toEqual([]);
});
