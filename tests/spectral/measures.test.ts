import { describe, expect, test } from "vitest";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

const grid = periodicGrid({ points: 512, length: 50 });

describe("entropies", () => {
  const measures = (points: number, problem: problems.WaveProblem, q = 2) => {
    const system = spectral.discretise(problem, periodicGrid({ points, length: 50 }));
    return spectral.fieldMeasures(system, system.initial, { q });
  };

  test("of the soliton, p = (A/2) sech² Ax, are those of its density on every grid", () => {
    for (const points of [512, 1024]) {
      const { differential } = measures(points, problems.brightSoliton());
      expect(differential.shannon).toBeCloseTo(2 - Math.log(4), 9);
      expect(differential.renyiHalf).toBeCloseTo(2 * Math.log(Math.PI / 2), 9); // ∫ sech 2x dx = π/2
      expect(differential.renyi2).toBeCloseTo(-Math.log(2 / 3), 9); // ∫ sech⁴ 2x dx = 2/3
      expect(differential.tsallis).toBeCloseTo(1 / 3, 9);
    }
  });

  test("agree with published values of the discrete soliton, in x and in k", () => {
    const { spatial, spectral: inK, bandwidth } = measures(512, problems.brightSoliton());
    expect(spatial.shannon.toFixed(3)).toBe("2.940");
    expect(spatial.renyi2.toFixed(3)).toBe("2.732");
    expect(spatial.renyiInfinity.toFixed(2)).toBe("2.33");
    expect(measures(512, problems.brightSoliton(), 0.5).spatial.tsallis.toFixed(3)).toBe("8.053");
    expect(inK.shannon.toFixed(3)).toBe("3.623");
    expect(bandwidth.modes).toBe(61);
  });

  test("fall with the order, and Tsallis at q = 1 is Shannon", () => {
    const { spatial } = measures(512, problems.gaussianNoise(), 1);
    const { renyi0, renyiHalf, shannon, renyi2, renyiInfinity } = spatial;
    expect([renyi0, renyiHalf, shannon, renyi2, renyiInfinity].toSorted((a, b) => b - a)).toEqual([
      renyi0,
      renyiHalf,
      shannon,
      renyi2,
      renyiInfinity,
    ]);
    expect(spatial.tsallis).toBe(shannon);
    expect(measures(512, problems.gaussianNoise(), 1.0001).spatial.tsallis).toBeCloseTo(shannon, 2);
  });

  test("of a plane wave are ln N and 0, of one mode among N", () => {
    const { spatial, spectral: inK, intensity } = measures(512, problems.planeWave());
    expect(spatial.renyiInfinity).toBeCloseTo(Math.log(512), 12);
    expect(inK.shannon).toBeCloseTo(0, 12);
    expect(intensity.scintillation).toBeCloseTo(1, 12);
  });

  test("intensities of Gaussian noise have a scintillation of 2 and an exponential's skewness of 2", () => {
    const { intensity } = measures(65536, problems.gaussianNoise({ amplitude: 0, noise: 1 }));
    expect(intensity.scintillation).toBeCloseTo(2, 1);
    expect(intensity.skewness).toBeCloseTo(2, 0);
  });

  test("the bandwidth of the soliton is A/√3 about v", () => {
    const { bandwidth } = measures(512, problems.brightSoliton());
    expect(bandwidth.mean).toBeCloseTo(1, 9);
    expect(bandwidth.rms).toBeCloseTo(2 / Math.sqrt(3), 9);
  });
});

describe("phase-space portraits", () => {
  test.each([
    ["soliton", problems.brightSoliton(), -0.584, 0.897],
    ["two-soliton", problems.twoSoliton(), 0.067, 0.455],
    ["bound-state", problems.boundState(), 0.8, 0.947],
  ])(
    "of the original's %s have the published correlation and eccentricity",
    (_name, problem, pearson, eccentricity) => {
      const system = spectral.discretise(problem, grid, { compatibility: "original" });
      const { end } = spectral.integrate(system, [0, 1000 / 99], { rtol: 1e-9, atol: 1e-11 });
      const portrait = spectral.phasePortrait(end);
      expect(portrait.pearson).toBeCloseTo(pearson, 3);
      expect(portrait.eccentricity).toBeCloseTo(eccentricity, 3);
    },
  );

  test("of one phase are a line, of turning phases a circle", () => {
    const x = grid.x;
    const turned = (phase: (x: number) => number) =>
      ({ space: "x", re: x.map((at) => Math.cos(phase(at))), im: x.map((at) => Math.sin(phase(at))) }) as const;
    const modulated = {
      space: "x",
      re: x.map((at) => 0.6 * Math.cos(at) + 2),
      im: x.map((at) => 0.8 * Math.cos(at) + 8 / 3),
    };
    const line = spectral.phasePortrait(modulated as ReturnType<typeof turned>);
    expect(line.eccentricity).toBeCloseTo(1, 7);
    expect(line.circularVariance).toBeCloseTo(0, 12);
    expect(line.meanPhase).toBeCloseTo(Math.atan2(4, 3), 12);
    expect(line.mutualInformation).toBeCloseTo(1, 10);
    const circle = spectral.phasePortrait(turned((at) => (2 * Math.PI * at) / 50));
    expect(circle.eccentricity).toBeLessThan(1e-6);
    expect(circle.circularVariance).toBeCloseTo(1, 12);
  });

  test("leave out small points where asked, and refuse an empty field", () => {
    const soliton = problems.brightSoliton().initial(grid);
    expect(spectral.phasePortrait(soliton, { threshold: 0.01 }).re.length).toBe(54); // acosh(100) / dx
    const zeros = { space: "x", re: new Float64Array(8), im: new Float64Array(8) } as const;
    expect(() => spectral.phasePortrait(zeros)).toThrow("needs two points above its threshold, got 0");
  });
});

describe("sidebands of a plane wave", () => {
  test.each([1e-6, 1e-4])("grow from noise of %f by the theory, to 1%", (noise) => {
    const wave = { amplitude: 1.2, dispersion: 0.8, nonlinearity: 0.9 };
    const system = spectral.discretise(
      problems.planeWave({ ...wave, noise, seed: 5 }),
      periodicGrid({ points: 128, length: 30 }),
    );
    const solution = spectral.integrate(system, [0, 8], { rtol: 1e-7, saveAt: { count: 81 } });
    const growth = spectral.sidebandGrowth(system, solution);
    expect(growth.length).toBeGreaterThan(4);
    for (const { rate, theory } of growth) expect(Math.abs(rate / theory - 1)).toBeLessThan(0.01);
  });

  test("are not measured on a wave that is no longer plane", () => {
    const system = spectral.discretise(problems.brightSoliton(), grid);
    const solution = spectral.integrate(system, [0, 0.1]);
    expect(() => spectral.sidebandGrowth(system, solution)).toThrow("need a plane wave with a small disturbance");
  });
});

test("the recurrence of the Kuznetsov–Ma breather is its period to 1e-4", () => {
  const period = problems.kuznetsovMaPeriod(1);
  const system = spectral.discretise(problems.kuznetsovMa(), periodicGrid({ points: 256, length: 30 }));
  const solution = spectral.integrate(system, [-period / 2, 1.5 * period], { rtol: 1e-8, saveAt: { count: 201 } });
  const { peaks, period: measured } = spectral.recurrence(solution);
  expect(peaks).toHaveLength(2);
  expect(Math.abs((measured as number) - period)).toBeLessThan(1e-4);
});
