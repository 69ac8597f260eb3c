import { defaultKernels, entropy } from "sech";
import { describe, expect, test } from "vitest";

const { generators } = entropy;
const within = (value: number, wanted: number, relative: number) =>
  expect(Math.abs(value / wanted - 1)).toBeLessThan(relative);

describe("the natural period", () => {
  const sine = generators.sine({ period: 100 * Math.SQRT2, length: 5000, phase: 1 });

  test.each(["crossings", "maxima", "minima", "autocorrelation", "spectrum"] as const)(
    "of a sine of period 100 √2 is found within 1 % by %s",
    (method) => within(entropy.naturalPeriod(sine, { method, dt: 0.5 }), 50 * Math.SQRT2, 0.01),
  );

  test.each(["crossings", "autocorrelation", "spectrum"] as const)(
    "of two tones is that of the stronger, within 1 %, by %s",
    (method) => {
      const tones = [{ period: 100 }, { period: 49.5, amplitude: 0.4 }];
      within(entropy.naturalPeriod(generators.sines({ tones, length: 5000 }), { method }), 100, 0.01);
    },
  );

  test("of the double pendulum does not depend on how finely it is sampled, within 1 %", () => {
    const period = (fine: number) => {
      const { series } = generators.doublePendulum({ length: 640 * fine + 1, dt: 2 ** -6 / fine });
      return entropy.naturalPeriod(series.x2, { dt: 2 ** -6 / fine });
    };
    within(period(1), period(32), 0.01);
  });

  test("counts an exact hit of the level once and needs no whole number of periods", () => {
    const series = Float64Array.from({ length: 41 }, (_, i) => [0, 1, 0, -1][i % 4] as number);
    expect(entropy.naturalPeriod(series, { level: 0 })).toBeCloseTo(4, 12);
  });

  test("of a constant series is infinite", () => {
    for (const method of ["crossings", "maxima", "autocorrelation", "spectrum"] as const) {
      expect(entropy.naturalPeriod(new Float64Array(100).fill(3), { method })).toBe(Infinity);
    }
  });
});

test("the delay gives a ratio from 0.3 to 0.5, or a warning says why not", () => {
  const good = entropy.sampling(generators.sine({ period: 100 * Math.SQRT2, length: 5000 }), { order: 5 });
  expect(good).toMatchObject({ delay: 14, ideal: true, warning: null });
  const map = entropy.sampling(generators.logistic({ length: 5000 }), { order: 5 });
  expect(map).toMatchObject({ delay: 1, ideal: false });
  expect(map.warning).toMatch(/too coarsely/);
  const short = entropy.sampling(generators.sine({ period: 100, length: 120, phase: 4 }), { order: 5 });
  expect(short.ideal).toBe(false);
});

describe("generators", () => {
  test("give equal series for equal seeds and others for others", () => {
    const noise = (seed: number) => generators.noise({ colour: "pink", length: 1001, seed });
    expect(noise(1)).toEqual(noise(1));
    expect(noise(1)).not.toEqual(noise(2));
    expect(noise(1).length).toBe(1001);
  });

  test("the tent map stays alive and has the exact probabilities", () => {
    const series = generators.tent({ length: 200_000, seed: 1 });
    expect(Math.min(...series.subarray(1000, 2000))).toBeGreaterThan(0);
    const { H } = entropy.complexity(entropy.probabilities(entropy.ordinalPatterns({ order: 5 }), series));
    expect(Math.abs(H - 0.6798485351928834)).toBeLessThan(2e-3);
  });

  test.each([
    [0.25, 0.99368170743395],
    [0.5, 0.967132018086354],
    [0.75, 0.8936515514388494],
  ])("fractional Brownian motion with h = %d has the exact entropy of order 3", (hurst, exact) => {
    const series = generators.fractionalBrownian({ hurst, length: 2 ** 18, seed: 1 });
    const pmf = entropy.probabilities(entropy.ordinalPatterns({ order: 3 }), series);
    expect(Math.abs(entropy.permutationEntropy(pmf) - exact)).toBeLessThan(3e-3);
  });

  test.each([
    [{ kind: "logarithmic" }, 5000],
    [{ kind: "plummer" }, 6000],
    [{ kind: "miyamoto-nagai" }, 15_000],
    [{ kind: "bar" }, 13_000],
  ] as const)(
    "an orbit in the potential %o keeps its energy or Jacobi integral to 1e-8 over 1000 periods",
    (potential, time) => {
      const { series, drift } = generators.orbit({
        potential,
        start: [1, 0, 0.2, 0, 0.6, 0.1],
        dt: 0.5,
        length: 2 * time,
      });
      expect(time / entropy.naturalPeriod(series.x, { dt: 0.5 })).toBeGreaterThan(1000);
      expect(drift).toBeLessThan(1e-8);
    },
  );

  test("the double pendulum is right to 1e-9 at t = 10", () => {
    const { series } = generators.doublePendulum({ length: 2, dt: 10, rtol: 1e-14 });
    // Extrapolation in 34 digits: tests/golden/entropy/make_pendulum.py
    expect(Math.abs((series.angle1[1] as number) - pendulum.angle1)).toBeLessThan(1e-9);
    expect(Math.abs((series.angle2[1] as number) - pendulum.angle2)).toBeLessThan(1e-9);
  });
});

const pendulum = { angle1: -0.7992712295176836, angle2: -2.477510165426401 };

describe("classification", () => {
  const zone = (series: Float64Array) => {
    const { delay } = entropy.sampling(series, { order: 5 });
    return entropy.classify(entropy.ordinalPatterns({ order: 5, delay }), series).zone;
  };
  const length = 2000;

  test("finds sines periodic, chaos complex and noise stochastic", () => {
    expect(zone(generators.sine({ period: 30 * Math.SQRT2, length }))).toBe("periodic");
    expect(zone(generators.logistic({ length }))).toBe("complex");
    expect(zone(generators.lorenz({ length, dt: 0.04, rtol: 1e-9 }).series.x)).toBe("complex");
    expect(zone(generators.noise({ length, seed: 1 }))).toBe("stochastic");
    expect(zone(generators.fractionalBrownian({ hurst: 0.7, length, seed: 1 }))).toBe("stochastic");
  });

  test.each([0.1, 0.3, 0.5, 0.55, 0.6, 0.65, 0.7, 1.2])(
    "finds box, resonant and loop orbits in the logarithmic potential regular, released with vy = %d",
    (vy) => {
      const { x, y } = generators.orbit({ start: [1, 0, 0, 0, vy, 0], length: 3000 }).series;
      expect(["regular", "periodic"]).toContain(zone(x));
      expect(["regular", "periodic"]).toContain(zone(y));
    },
  );

  test.each([
    [
      "Plummer",
      () => generators.orbit({ potential: { kind: "plummer" }, start: [1, 0, 0, 0, 0.5, 0.2], dt: 0.25, length }),
    ],
    [
      "Miyamoto–Nagai",
      () =>
        generators.orbit({ potential: { kind: "miyamoto-nagai" }, start: [1, 0, 0.3, 0, 0.3, 0.2], dt: 0.4, length }),
    ],
    ["bar", () => generators.orbit({ potential: { kind: "bar" }, start: [1, 0, 0, 0, 0.2, 0], length })],
    ["Hénon–Heiles, energy 1/12", () => generators.henonHeiles({ start: [0, 0.1, 0.397, 0], dt: 0.3, length })],
    ["double pendulum", () => generators.doublePendulum({ angles: [0.3, 0.2], dt: 0.08, length })],
  ])("finds a regular orbit regular: %s", (_, make) => {
    const { series } = make();
    expect(["regular", "periodic"]).toContain(zone("x2" in series ? series.x2 : series.x));
  });

  test("finds orbits complex whose neighbours part exponentially, of the same systems", () => {
    // Neighbours 1e-8 apart are 1e8 times as far apart before the end of the series.
    const bar = { kind: "bar", q: 0.7, rotation: 0.7 } as const;
    expect(zone(generators.orbit({ potential: bar, start: [0.5, 0, 0.1, 0, 0.4, 0.1], length: 4096 }).series.x)).toBe(
      "complex",
    );
    expect(zone(generators.henonHeiles({ dt: 0.3, length: 4096 }).series.x)).toBe("complex");
    expect(zone(generators.doublePendulum({ angles: [1.6, 0], dt: 0.08, length: 4096 }).series.x2)).toBe("complex");
  });

  test("judges parts spread over the whole of a long series, and says which", () => {
    const space = entropy.ordinalPatterns({ order: 5, delay: 3 });
    const calm = generators.sine({ period: 30 * Math.SQRT2, length: 40_000 });
    expect(entropy.classify(space, calm)).toMatchObject({ zone: "periodic", judged: { parts: 3, samples: 39_996 } });
    const late = calm.slice();
    late.set(generators.noise({ length: 8000, seed: 2 }), 30_000);
    expect(["complex", "stochastic"]).toContain(entropy.classify(space, late).zone);
  });

  const spectrum = (x: Float64Array) => {
    const re = x.slice();
    const im = new Float64Array(x.length);
    defaultKernels().fft(x.length).forward(re, im);
    return re.map((value, k) => Math.hypot(value, im[k]!));
  };
  /** Of two spectra, the difference over the size. */
  const apart = (a: Float64Array, b: Float64Array) =>
    Math.sqrt(
      a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0) / a.reduce((sum, value) => sum + value ** 2, 0),
    );

  test.each([511, 512])("surrogates of %d samples keep values, spectrum, or both", (samples) => {
    const series = generators.autoregressive({ phi: 0.9, length: samples, seed: 4 }).map((x) => x ** 3);
    const make = (kind: entropy.SurrogateKind) => entropy.surrogate(series, { kind, seed: 3 });
    const [values, wanted] = [series.slice().sort(), spectrum(series)];
    const shuffle = make("shuffle");
    expect(shuffle.slice().sort()).toEqual(values);
    expect(apart(wanted, spectrum(shuffle))).toBeGreaterThan(0.5);
    const phases = make("phase-randomised");
    expect(apart(wanted, spectrum(phases))).toBeLessThan(1e-12);
    expect(apart(values, phases.slice().sort())).toBeGreaterThan(0.1);
    const both = make("iaaft");
    expect(both.slice().sort()).toEqual(values);
    expect(apart(wanted, spectrum(both))).toBeLessThan(apart(wanted, spectrum(shuffle)) / 4);
    for (const other of [shuffle, phases, both]) expect(apart(series, other)).toBeGreaterThan(0.5);
  });
});

test("95 % intervals of H and C hold the true values of noise about as often as they say", () => {
  const space = entropy.ordinalPatterns({ order: 4 });
  let held = 0;
  for (let seed = 0; seed < 300; seed++) {
    const { H, C } = entropy.intervals(space, generators.noise({ length: 1000, seed }));
    held += Number(H?.high === 1) + Number(C?.low === 0);
  }
  expect(held / 600).toBeGreaterThan(0.92);
  expect(held / 600).toBeLessThan(0.98);
});

test("there are no intervals, but a reason, where patterns outnumber an eighth of the windows", () => {
  const seventh = entropy.ordinalPatterns({ order: 7 });
  const noise = entropy.intervals(seventh, generators.noise({ length: 10_000, seed: 1 }));
  expect(noise).toMatchObject({
    H: null,
    C: null,
    reason: expect.stringMatching(/9994 windows are too few for the 4\d{3}/),
  });
  const chaos = entropy.intervals(seventh, generators.logistic({ length: 10_000 }));
  expect(chaos.reason).toBe(null);
  // Exactly 0.585162…, of tests/golden/entropy/exact.json.
  expect(chaos.H?.low).toBeLessThan(0.585162262594);
  expect(chaos.H?.high).toBeGreaterThan(0.585162262594);
});

test("a given delay is judged as the best one is", () => {
  const sine = generators.sine({ period: 100 * Math.SQRT2, length: 5000 });
  expect(entropy.sampling(sine, { order: 5, delay: 14 })).toMatchObject({ delay: 14, ideal: true, warning: null });
  const judged = entropy.sampling(sine, { order: 5, delay: 1 });
  expect(judged).toMatchObject({ delay: 1, tPattern: 4, ideal: false });
  expect(judged.warning).toMatch(
    /the delay of 1 gives no tPattern\/tNat from 0.3 to 0.5 but 0.0283; try a delay of 14/,
  );
});

test("angular momenta are those of positions and velocities", () => {
  const pendulum = generators.doublePendulum({
    length: 3,
    dt: 1e-3,
    rods: [1, 2],
    masses: [2, 3],
    velocities: [1, -2],
  });
  const { x1, y1, x2, y2, lz } = pendulum.series;
  const slope = (x: Float64Array) => (x[2]! - x[0]!) / 2e-3;
  const about = (x: Float64Array, y: Float64Array) => x[1]! * slope(y) - y[1]! * slope(x);
  expect(lz[1]).toBeCloseTo(2 * about(x1, y1) + 3 * about(x2, y2), 4);
  const { x, y, vx, vy, lz: other } = generators.henonHeiles({ length: 5 }).series;
  expect(other[4]).toBe(x[4]! * vy[4]! - y[4]! * vx[4]!);
});
