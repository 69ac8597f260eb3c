import { describe, expect, test } from "vitest";
import { required, residual, wholeLine } from "../support/residual.ts";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const ring = (points: number, length: number) => periodicGrid({ points, length });

/** The relative L2 error at the end of an integration against the exact solution, and its FFTs. */
function integrated(problem: problems.WaveProblem, points: number, length: number, end: number, rtol: number) {
  const system = spectral.discretise(problem, ring(points, length));
  const solution = spectral.integrate(system, [problem.initialTime ?? 0, end], { rtol });
  return { error: spectral.relativeError(system, solution) ?? Infinity, ffts: solution.stats.ffts };
}

describe("N solitons", () => {
  test.each([0, 5, 6.3, 12])("three of them fulfil the equation at t = %f", (t) => {
    expect(residual(problems.nSoliton(), ring(4096, 120), t)).toBeLessThan(1e-10);
  });

  test("eight of them with velocities −4 … 3 fulfil it while they collide", () => {
    const each = (f: (j: number) => number) => Array.from({ length: 8 }, (_, j) => f(j));
    const problem = problems.nSoliton({
      amplitudes: each((j) => 1 + ((3 * j) % 8) / 2),
      velocities: each((j) => j - 4),
      positions: each((j) => 4 - j),
    });
    expect(residual(problem, ring(8192, 120), 1, 5e-4)).toBeLessThan(1e-10);
  });

  test("eight of them in one place have a peak of the sum of their amplitudes", () => {
    const zeros = new Array<number>(8).fill(0);
    const problem = problems.nSoliton({
      amplitudes: [1, 2, 3, 4, 5, 6, 7, 8],
      velocities: zeros,
      positions: zeros,
      phases: [],
    });
    const psi = problem.initial(ring(64, 80));
    expect(Math.hypot(psi.re[32] as number, psi.im[32] as number)).toBeCloseTo(36, 12);
  });

  test.each([2, 3, 5, 8])("amplitudes 1, 3, …, 2N − 1 with N = %i are N sech x at t = 0", (count) => {
    const list = <T>(f: (j: number) => T) => Array.from({ length: count }, (_, j) => f(j));
    const zeros = list(() => 0);
    const problem = problems.nSoliton({
      amplitudes: list((j) => 2 * j + 1),
      positions: zeros,
      velocities: zeros,
      phases: list((j) => Math.PI * (count - 1 - j)),
    });
    const grid = ring(512, 48);
    const psi = problem.initial(grid);
    grid.x.forEach((x, j) => {
      expect(Math.abs(Math.abs(psi.re[j] as number) - count / Math.cosh(x))).toBeLessThan(1e-13 * count);
      expect(Math.abs(psi.im[j] as number)).toBeLessThan(1e-13 * count);
    });
  });

  test("long before the collisions are the sum of single ones", () => {
    const options = {
      amplitudes: [2, 1.5, 1.2],
      positions: [-40, 0, 40],
      velocities: [1.5, 0.2, -1],
      phases: [0.3, 1, -2],
    };
    const grid = ring(2048, 160);
    const all = problems.nSoliton(options).initial(grid);
    const [re, im] = [new Float64Array(2048), new Float64Array(2048)];
    for (const j of [0, 1, 2]) {
      const [amplitude, position] = [options.amplitudes[j] as number, options.positions[j] as number];
      const [velocity, phase] = [options.velocities[j] as number, options.phases[j] as number];
      const one = problems.brightSoliton({ amplitude, position, velocity, phase }).initial(grid);
      for (let i = 0; i < 2048; i++) {
        re[i] = (re[i] as number) + (one.re[i] as number);
        im[i] = (im[i] as number) + (one.im[i] as number);
      }
    }
    expect(spectral.distance(all, { space: "x", re, im }).max).toBeLessThan(1e-12);
  });

  test("three of them are integrated to 1e-8 in 6400 FFTs", () => {
    const { error, ffts } = integrated(problems.nSoliton(), 1024, 70, 12, 1e-9);
    expect(error).toBeLessThan(1e-8);
    expect(ffts).toBeLessThan(6400);
  });
});

describe("breathers", () => {
  test.each([-1, -0.2, 0, 0.5])("the Kuznetsov–Ma breather fulfils the equation at t = %f", (t) => {
    expect(residual(problems.kuznetsovMa(), ring(1024, 30), t, 1e-3)).toBeLessThan(1e-10);
  });

  test("and with other coefficients", () => {
    const problem = problems.kuznetsovMa({ a: 0.8, dispersion: 2, nonlinearity: 0.5 });
    expect(residual(problem, ring(1024, 70), 0.3, 1e-3)).toBeLessThan(1e-10);
  });

  test("the Kuznetsov–Ma breather has its peak of 1 + 2√(2a) after every period", () => {
    const problem = problems.kuznetsovMa({ a: 0.9 });
    const psi = required(problem.exact, ring(512, 30), problems.kuznetsovMaPeriod(0.9));
    expect(Math.hypot(psi.re[256] as number, psi.im[256] as number)).toBeCloseTo(1 + 2 * Math.sqrt(1.8), 13);
  });

  test("the Kuznetsov–Ma breather is integrated over two periods to 1e-8 in 1800 FFTs", () => {
    const end = 1.5 * problems.kuznetsovMaPeriod(1);
    const { error, ffts } = integrated(problems.kuznetsovMa(), 512, 30, end, 1e-9);
    expect(error).toBeLessThan(1e-8);
    expect(ffts).toBeLessThan(1800);
  });

  test("it is not offered on a ring where its images have grown", () => {
    expect(problems.kuznetsovMa().exact?.(ring(128, 12), 0)).toBeNull();
    expect(problems.kuznetsovMa().exact?.(ring(128, 30), 40)).toBeNull();
  });

  test.each([
    [1, -2],
    [1, 0],
    [1, 0.7],
    [2, -2],
    [2, 0.1],
    [2, 0.8],
  ])("the rational breather of order %i fulfils the equation at t = %f", (order, t) => {
    expect(residual(problems.peregrine({ order }), wholeLine(512, 1.5), t, 1e-3)).toBeLessThan(1e-10);
  });

  test("rational breathers have peaks of 3 and 5, and fulfil the equation with other coefficients", () => {
    const peak = (order: number) => required(problems.peregrine({ order }).exact, ring(4, 1), 0).re[2] as number;
    expect(peak(1)).toBeCloseTo(-3, 14);
    expect(peak(2)).toBeCloseTo(5, 13);
    const problem = problems.peregrine({ order: 2, dispersion: 0.5, nonlinearity: 3 });
    expect(residual(problem, wholeLine(512, 1), 0.4, 1e-3)).toBeLessThan(1e-10);
  });

  test("the Peregrine breather is integrated to 1e-8 in 900 FFTs", () => {
    const { error, ffts } = integrated(problems.peregrine(), 16384, 1600, 2, 1e-9);
    expect(error).toBeLessThan(1e-8);
    expect(ffts).toBeLessThan(900);
  });
});

describe("dark solitons", () => {
  test.each([0, 19, 20.5, 40])("a pair fulfils the equation at t = %f", (t) => {
    expect(residual(problems.darkSolitons(), ring(512, 60), t)).toBeLessThan(1e-10);
  });

  test("four with other coefficients fulfil it, also where the dispersion is negative", () => {
    const velocities = [0.9, -0.9, 0.3, -0.3];
    const options = { background: 1.5, velocities, positions: [-14, 14, -5, 5], dispersion: 1.4, nonlinearity: -0.7 };
    expect(residual(problems.darkSolitons(options), ring(1024, 60), 3)).toBeLessThan(1e-10);
    const mirrored = { ...options, dispersion: -1.4, nonlinearity: 0.7 };
    expect(residual(problems.darkSolitons(mirrored), ring(1024, 60), 3)).toBeLessThan(1e-10);
  });

  test("run along their positions before they meet, at a depth of √(1 − v²)", () => {
    const psi = problems.darkSolitons({ velocities: [0.6, -0.6] }).initial(ring(600, 60));
    const at = (x: number) => Math.hypot(psi.re[10 * (x + 30)] as number, psi.im[10 * (x + 30)] as number);
    expect(at(-10)).toBeCloseTo(0.6, 12);
    expect(at(10)).toBeCloseTo(0.6, 12);
  });

  test("a pair is integrated through its collision to 1e-9", () => {
    expect(integrated(problems.darkSolitons(), 256, 60, 40, 1e-9).error).toBeLessThan(1e-9);
  });

  test("must close their phase around the ring and be slower than sound", () => {
    expect(() => problems.darkSolitons({ velocities: [0.5, 0.2] })).toThrow("must close around the ring");
    expect(() => problems.darkSolitons({ velocities: [1, -1] })).toThrow("slower than sound, 1, got 1");
    expect(() => problems.darkSolitons({ velocities: [0, 0] })).toThrow("another one than the others");
    expect(() => problems.darkSolitons({ nonlinearity: 1 })).toThrow("of the other sign than dispersion");
  });
});

describe("cnoidal waves", () => {
  const cases = problems.cnoidalKinds.flatMap((kind) => [0.1, 0.5, 0.999].map((m) => [kind, m] as const));
  test.each(cases)("%s with m = %f fulfils the equation and is integrated to 1e-9", (kind, m) => {
    const options = { kind, m, amplitude: 1.3, nonlinearity: kind === "sn" ? -2 : 2, dispersion: 0.7 };
    const length = 2 * problems.cnoidalPeriod(options);
    const problem = problems.cnoidal(options);
    expect(residual(problem, ring(256, length), 0.4)).toBeLessThan(1e-10);
    expect(integrated(problem, 256, length, 2, 1e-9).error).toBeLessThan(1e-9);
  });

  test("must fit the ring", () => {
    expect(() => problems.cnoidal().initial(ring(64, 10))).toThrow("a whole number of periods of the wave");
  });
});

describe("Jacobi's functions", () => {
  // mpmath 1.3.0, ellipfun and ellipk with 30 digits.
  test.each([
    [0.5, 0.3, 0.4742156227118206, 0.8804087364264624, 0.9656789647459512],
    [-7.3, 0.999, -0.9833154318564556, -0.1819086624461632, 0.1845472045615409],
    [20.1, 0.81, 0.9820524508030818, 0.188608016456514, 0.4677757122126426],
    [1000.25, 0.5, -0.777781021994804, 0.6285353465197627, 0.835181621512566],
    [3, 1e-8, 0.141120015830585, -0.9899924954927565, 0.9999999999004257],
  ])("of %f with m = %f agree with 30 digits", (u, m, sn, cn, dn) => {
    const own = problems.jacobi(u, m);
    const rounding = 4e-16 * Math.max(1, Math.abs(u));
    expect(Math.abs(own.sn - sn)).toBeLessThan(rounding);
    expect(Math.abs(own.cn - cn)).toBeLessThan(rounding);
    expect(Math.abs(own.dn - dn)).toBeLessThan(rounding);
  });

  test.each([
    [0, 1.570796326794897],
    [0.3, 1.713889448178791],
    [0.999, 4.841132560550297],
  ])("K(%f) agrees with 30 digits", (m, value) => {
    expect(problems.ellipticK(m) / value - 1).toBeCloseTo(0, 15);
  });
});

describe("the plane wave", () => {
  test("undisturbed is exact", () => {
    expect(residual(problems.planeWave({ amplitude: 1.2, nonlinearity: 0.8 }), ring(32, 10), 3)).toBeLessThan(1e-10);
  });

  test("grows fastest by |γ|A² at k = A√(2γ/β), and not at all beyond √2 times that or when defocusing", () => {
    const wave = { amplitude: 1.5, dispersion: 0.8, nonlinearity: 1.2 };
    const k = 1.5 * Math.sqrt((2 * 1.2) / 0.8);
    expect(problems.modulationGrowth(k, wave)).toBeCloseTo(1.2 * 2.25, 13);
    expect(problems.modulationGrowth(Math.SQRT2 * k * 1.0001, wave)).toBe(0);
    expect(problems.modulationGrowth(1, { nonlinearity: -1 })).toBe(0);
  });
});
