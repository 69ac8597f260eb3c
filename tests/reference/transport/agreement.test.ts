import { lagrangian, type problems, reference } from "sech";
import { describe, expect, test } from "vitest";

const { PI, sin, cos, sqrt, abs } = Math;

const sine: problems.ConservationLaw = { initial: (x) => sin(x), flux: (u) => (u * u) / 2, speed: (u) => u };
const fast: problems.ConservationLaw = { ...sine, initial: (x) => 3 + sin(x) };

function relative(values: ArrayLike<number>, exact: (i: number) => number): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    difference += ((values[i] as number) - exact(i)) ** 2;
    size += exact(i) ** 2;
  }
  return sqrt(difference / size);
}

/** The average over a cell by eight points of Gauss and Legendre. */
const averaged = (f: (x: number) => number, x: number, h: number): number => {
  const nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
  const weights = [0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626];
  return nodes.reduce(
    (total, node, i) => total + ((weights[i] as number) / 2) * (f(x + (h / 2) * node) + f(x - (h / 2) * node)),
    0,
  );
};

/** Orders of convergence between the entries of a list of errors on grids that double. */
const orders = (errors: readonly number[]) =>
  errors.slice(1).map((error, i) => Math.log2((errors[i] as number) / error));

describe("references agree on aligned grids", () => {
  test("characteristics, least action, Lax–Oleinik, spectral modes and WENO5 to 1e-8 before breaking", () => {
    const t = 0.5;
    const exact = reference.characteristicSolution(fast);
    const spectral = reference.pseudoSpectral(fast, { points: 256, times: [t] });
    expect(spectral.status).toBe("success");
    const at = (i: number) => exact(spectral.x[i] as number, t);
    expect(relative(spectral.u.data, at)).toBeLessThan(1e-10);
    expect(relative(lagrangian.entropySolution(fast).values(spectral.x, t), at)).toBeLessThan(1e-14);
    const formula = reference.laxOleinik(fast, { feet: 256 });
    expect(
      relative(
        spectral.x.subarray(0, 32).map((x) => formula(x, t)),
        at,
      ),
    ).toBeLessThan(1e-9);
    const weno = reference.finiteVolume(fast, { cells: 512, times: [t] });
    const h = (2 * PI) / 512;
    const cell = (i: number) => averaged((x) => exact(x, t), weno.x[i] as number, h);
    expect(relative(weno.u.data, cell)).toBeLessThan(1e-8);
  });

  test("Cole–Hopf and spectral modes to 1e-8, with a mean, before and after the steepest time", () => {
    for (const [viscosity, points, times] of [
      [0.01, 1024, [0.3, 1]],
      [0.05, 512, [1.6, 3]],
    ] as const) {
      const exact = reference.coleHopfSolution({ viscosity, initial: fast.initial });
      const spectral = reference.pseudoSpectral(fast, { viscosity, points, times, rtol: 1e-10 });
      expect(spectral.status).toBe("success");
      times.forEach((t, row) => {
        const u = spectral.u.data.subarray(row * points, (row + 1) * points);
        const every = points / 32;
        const some = Float64Array.from({ length: 32 }, (_, i) => u[every * i + every / 2] as number);
        expect(relative(some, (i) => exact(spectral.x[every * i + every / 2] as number, t))).toBeLessThan(1e-8);
      });
    }
  });

  test("Cole–Hopf has the published steepest slope of the classic problem, and moves with the mean", () => {
    const viscosity = 0.01 / PI;
    const [exact, moving] = [0, 20].map((mean) =>
      reference.coleHopfSolution({ viscosity, initial: (x) => mean - sin(PI * x), length: 2 }),
    ) as [(x: number, t: number) => number, (x: number, t: number) => number];
    // C. Basdevant et al., Comput. Fluids 14 (1986) 23: 152.00516 at πt = 1.6037.
    const slope = -exact(1e-6, 1.6037 / PI) / 1e-6;
    expect(abs(slope - 152.00516)).toBeLessThan(1e-4);
    for (const [x, t] of [
      [0.02, 0.5],
      [-0.7, 1],
      [0.3, 0.1],
      [1, 0.8],
    ] as const) {
      expect(abs(moving(x + 20 * t, t) - 20 - exact(x, t))).toBeLessThan(1e-11);
    }
  });

  test("followed characteristics match the shift, and the closed form for a(x) = c (1 + 0.2 sin x)", () => {
    const bump = (x: number) => Math.exp(-4 * (1 - cos(x)));
    const shift = reference.exactShift(bump, 30);
    const traced = reference.tracedCharacteristics({ initial: bump, speed: () => 30 });
    expect(abs(traced(1, 1) - shift(1, 1))).toBeLessThan(1e-12);
    // ∫ dx / (1 + e sin x) = (2/w) atan((tan(x/2) + e) / w), w² = 1 − e².
    const [c, e] = [10, 0.2];
    const w = sqrt(1 - e * e);
    const clock = (x: number) => (2 / w) * (Math.atan((Math.tan(x / 2) + e) / w) + PI * Math.round(x / (2 * PI)));
    const variable = reference.tracedCharacteristics({ initial: (x) => x, speed: (x) => c * (1 + e * sin(x)) });
    for (const x of [0.3, 2, 5]) expect(abs(clock(x) - clock(variable(x, 1)) - c)).toBeLessThan(1e-10);
    const decaying = reference.tracedCharacteristics({ initial: bump, speed: () => 2, source: (u) => -3 * u });
    expect(decaying(1, 0.5)).toBeCloseTo(bump(0) * Math.exp(-1.5), 11);
  });
});

describe("convergence", () => {
  const t = 0.5;
  const exact = reference.characteristicSolution(sine);
  const errorOf = (scheme: "godunov" | "weno5", cells: number) => {
    const { x, u, error } = reference.finiteVolume(sine, { cells, times: [t], scheme });
    const cell = (i: number) => averaged((place) => exact(place, t), x[i] as number, (2 * PI) / cells);
    const difference = u.data.map((value, i) => abs(value - cell(i)));
    return { mean: difference.reduce((a, b) => a + b, 0) / cells, most: Math.max(...difference), stated: error };
  };

  test("Godunov's scheme is of order 1, WENO5 of order 5, and the stated errors are no less than theirs and ten times theirs", () => {
    const godunov = [128, 256, 512].map((cells) => errorOf("godunov", cells));
    for (const order of orders(godunov.map(({ mean }) => mean))) expect(order).toBeCloseTo(1, 0.7);
    const weno = [128, 256, 512].map((cells) => errorOf("weno5", cells));
    for (const order of orders(weno.map(({ mean }) => mean))) expect(order).toBeGreaterThan(4.8);
    // Relative to the range 2 of the initial state.
    for (const { most, stated } of godunov) {
      expect(stated).toBeGreaterThan(0.95 * (most / 2));
      expect(stated).toBeLessThan(1.5 * (most / 2));
    }
    for (const { most, stated } of weno) expect(most / 2).toBeLessThan(stated / 10);
  });

  test("spectral modes converge faster than any power until the tolerance in time", () => {
    const errors = [16, 32, 64, 128].map((points) => {
      const { x, u } = reference.pseudoSpectral(sine, { points, times: [t], rtol: 1e-12 });
      return relative(u.data, (i) => exact(x[i] as number, t));
    });
    const rates = orders(errors);
    expect(rates[1]).toBeGreaterThan(rates[0] as number);
    expect(errors[3]).toBeLessThan(1e-9);
  });
});

describe("past breaking", () => {
  test("WENO5 has the mass of the entropy solution around a moving shock: its place is right to 1e-6", () => {
    const law: problems.ConservationLaw = { ...sine, initial: (x) => 0.5 + sin(x) };
    const [t, cells] = [2, 512];
    const solution = lagrangian.entropySolution(law);
    const [shock] = solution.shocks(t);
    const place = shock?.x ?? Number.NaN;
    const jump = (shock?.left ?? 0) - (shock?.right ?? 0);
    const weno = reference.finiteVolume(law, { cells, times: [t] });
    const h = (2 * PI) / cells;
    const middle = Math.floor(place / h);
    const [from, to] = [middle - 60, middle + 61];
    let numerical = 0;
    for (let i = from; i < to; i++) numerical += h * (weno.u.data[i] as number);
    const side = (a: number, b: number) => {
      let total = 0;
      const parts = 40;
      for (let i = 0; i < parts; i++) {
        const width = (b - a) / parts;
        total += width * averaged((x) => solution.at(x, t), a + (i + 0.5) * width, width);
      }
      return total;
    };
    const mass = side(from * h, place) + side(place, to * h);
    expect(abs(numerical - mass) / jump).toBeLessThan(1e-6);
  });

  test("Godunov's flux serves fluxes with inflections: a Buckley–Leverett front has its tangent state", () => {
    // f = u² / (u² + (1 − u)²/4); from 1 to 0 the front's state has f(u)/u = f'(u): u² = 1/5 · … solved here.
    const flux = (u: number) => (u * u) / (u * u + (1 - u) ** 2 / 4);
    const speed = (u: number) => {
      const bottom = u * u + (1 - u) ** 2 / 4;
      return (u * (1 - u)) / (2 * bottom * bottom);
    };
    let [low, high] = [0.1, 0.9];
    for (let i = 0; i < 100; i++) {
      const half = (low + high) / 2;
      if (speed(half) * half > flux(half)) low = half;
      else high = half;
    }
    const law: problems.ConservationLaw = {
      flux,
      speed,
      length: 4,
      initial: (x) => (x - 4 * Math.floor(x / 4) < 1 ? 1 : 0),
      potential: (x) => Math.floor(x / 4) + Math.min(1, x - 4 * Math.floor(x / 4)),
    };
    const t = 0.4;
    const { x, u } = reference.finiteVolume(law, { cells: 800, times: [t], scheme: "weno5" });
    const front = 1 + speed(low) * t;
    const [cut] = Array.from(x.keys()).filter((i) => (x[i] as number) > 1.2 && (u.data[i] as number) < low / 2);
    expect(x[cut as number]).toBeCloseTo(front, 1.5);
    expect(u.data[(cut as number) - 12]).toBeCloseTo(low, 1);
    expect(() => lagrangian.entropySolution(law)).toThrow(/convex/);
  });

  test("the references refuse what they cannot solve", () => {
    expect(() => reference.characteristicSolution(sine)(1, 1.01)).toThrow(/before characteristics cross/);
    expect(() => reference.coleHopfSolution({ viscosity: 0, initial: sin })).toThrow(/positive/);
    expect(() => reference.finiteVolume(sine, { cells: 18, times: [1] })).toThrow(/multiple of 4/);
    expect(() => reference.pseudoSpectral(sine, { points: 64, times: [1, 0.5] })).toThrow(/ascending/);
    const broken = reference.pseudoSpectral(sine, { points: 64, times: [1.5], rtol: 1e-6 });
    expect(broken.tail).toBeGreaterThan(1e-3);
    expect(broken.error).toBeGreaterThan(1e-2);
  });
});
