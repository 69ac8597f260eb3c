import { lagrangian, problems, reference } from "sech";
import { describe, expect, test } from "vitest";

const { PI, sin, cos, sqrt, abs } = Math;

const sine: problems.ConservationLaw = { initial: (x) => sin(x), flux: (u) => (u * u) / 2, speed: (u) => u };

/** Rising to x at every x of (−π, π): u = x / (1 + t), with a shock that stands at π. */
const sawtooth: problems.ConservationLaw = {
  initial: (x) => x - 2 * PI * Math.floor((x + PI) / (2 * PI)),
  potential: (x) => (x - 2 * PI * Math.floor((x + PI) / (2 * PI))) ** 2 / 2,
  flux: (u) => (u * u) / 2,
  speed: (u) => u,
  start: -PI,
};

/** 1 on (0, 1), 0 up to 8: a fan from 0 and a shock from 1, which the fan reaches at t = 2. */
const block: problems.ConservationLaw = {
  initial: (x) => (x - 8 * Math.floor(x / 8) < 1 ? 1 : 0),
  potential: (x) => Math.floor(x / 8) + Math.min(1, x - 8 * Math.floor(x / 8)),
  flux: (u) => (u * u) / 2,
  speed: (u) => u,
  length: 8,
};

function blockExact(x: number, t: number): number {
  const front = t <= 2 ? 1 + t / 2 : sqrt(2 * t);
  return x > front ? 0 : Math.min(1, x / t);
}

const places = (count: number, start: number, length: number) =>
  Float64Array.from({ length: count }, (_, i) => start + (length * (i + 0.31)) / count);

function largest(a: ArrayLike<number>, b: (i: number) => number): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, abs((a[i] as number) - b(i)));
  return most;
}

describe("the crossing time", () => {
  test("is the exact one for sines, a cubic speed, expansions and jumps", () => {
    expect(problems.crossingTime(sine)).toBeCloseTo(1, 9);
    expect(problems.crossingTime({ ...sine, initial: (x) => 20 + 3 * sin(2 * x) })).toBeCloseTo(1 / 6, 9);
    // a(u0) = sin³ x, whose slope is least where sin² x = 2/3, at −2/√3.
    expect(problems.crossingTime({ initial: sin, speed: (u) => u ** 3 })).toBeCloseTo(sqrt(3) / 2, 8);
    expect(problems.crossingTime({ initial: sin, speed: () => 50 })).toBe(Number.POSITIVE_INFINITY);
    expect(problems.crossingTime(sawtooth)).toBe(0);
    const ramp = (x: number) => Math.max(0, 1 - abs(x - PI));
    expect(problems.crossingTime({ initial: ramp, speed: (u) => u })).toBeCloseTo(1, 3);
  });
});

describe("the entropy solution", () => {
  test("of a sine has its shock at π with the states of the implicit formula", () => {
    const solution = lagrangian.entropySolution(sine);
    for (const t of [1.05, 1.5, 3, 8]) {
      // u = sin ξ with ξ + t sin ξ = π.
      let [low, high] = [1e-9, PI - 1e-9];
      for (let i = 0; i < 200; i++) {
        const half = (low + high) / 2;
        if (half + t * sin(half) - PI > 0 !== t * cos(high) < -1) high = half;
        else low = half;
      }
      const [shock, ...others] = solution.shocks(t);
      expect(others).toEqual([]);
      expect(shock?.x).toBeCloseTo(PI, 12);
      expect((shock?.left ?? 0) + (shock?.right ?? 0)).toBeCloseTo(0, 6);
      const foot = PI - t * (shock?.left ?? 0);
      expect(sin(foot)).toBeCloseTo(shock?.left ?? 0, 6);
      expect(shock?.speed).toBeCloseTo(0, 6);
    }
  });

  test("is the exact sawtooth at all times", () => {
    const solution = lagrangian.entropySolution(sawtooth);
    const x = places(301, -PI, 2 * PI);
    for (const t of [0.1, 1, 10, 100]) {
      expect(largest(solution.values(x, t), (i) => (x[i] as number) / (1 + t))).toBeLessThan(1e-12);
      expect(solution.shocks(t).map(({ x: at }) => abs(at))).toEqual([expect.closeTo(PI, 10)]);
    }
  });

  test("of a block is fan and shock before and after they meet", () => {
    const solution = lagrangian.entropySolution(block);
    const x = places(400, 0, 8);
    for (const t of [0.5, 1.9, 2.1, 8]) {
      expect(largest(solution.values(x, t), (i) => blockExact(x[i] as number, t))).toBeLessThan(1e-10);
      const [shock, ...others] = solution.shocks(t);
      expect(others).toEqual([]);
      expect(shock?.x).toBeCloseTo(t <= 2 ? 1 + t / 2 : sqrt(2 * t), 10);
    }
  });

  test("cuts equal areas off the folded wave", () => {
    const law = { ...sine, initial: (x: number) => 0.7 + sin(x) + 0.4 * sin(2 * x + 1) };
    const solution = lagrangian.entropySolution(law);
    const t = 2;
    for (const { x, left, right } of solution.shocks(t)) {
      const [from, to] = [x - t * left, x - t * right];
      // ∫ (ξ + t u₀ − x) u₀' dξ over the fold is the difference of the two areas.
      const count = 4000;
      let area = 0;
      for (let i = 0; i <= count; i++) {
        const xi = from + ((to - from) * i) / count;
        const slope = cos(xi) + 0.8 * cos(2 * xi + 1);
        const weight = i === 0 || i === count ? 1 : i % 2 === 1 ? 4 : 2;
        area +=
          (weight * (xi + t * law.initial(xi) - x - 2 * PI * Math.round((xi - x) / (2 * PI))) * slope * (to - from)) /
          (3 * count);
      }
      expect(abs(area)).toBeLessThan(1e-9);
    }
    expect(solution.shocks(t).length).toBeGreaterThan(0);
  });

  test("agrees with the formula of Lax and Oleinik to 1e-6 past breaking, convex and concave", () => {
    const laws: problems.ConservationLaw[] = [
      { ...sine, initial: (x) => 3 + sin(x) },
      { initial: (x) => sin(x) + 0.5 * cos(3 * x), flux: (u) => u ** 4 / 4, speed: (u) => u ** 3 },
      { initial: (x) => sin(x) + 1.5, flux: Math.exp, speed: Math.exp },
    ];
    for (const law of laws) {
      const solution = lagrangian.entropySolution(law);
      const formula = reference.laxOleinik(law, { feet: 512 });
      // The mirrored law −f has the mirrored solution u(−x).
      const mirrored = lagrangian.entropySolution({
        initial: (x) => law.initial(-x),
        flux: (u) => -law.flux(u),
        speed: (u) => -law.speed(u),
      });
      const x = places(24, 0, 2 * PI);
      for (const t of [0.9, 2.5, 6]) {
        const exact = x.map((place) => formula(place, t));
        const size = sqrt(exact.reduce((total, u) => total + u * u, 0));
        const error = (u: Float64Array) =>
          sqrt(u.reduce((total, value, i) => total + (value - (exact[i] as number)) ** 2, 0));
        expect(error(solution.values(x, t)) / size).toBeLessThan(1e-6);
        expect(
          error(
            mirrored.values(
              x.map((place) => -place),
              t,
            ),
          ) / size,
        ).toBeLessThan(1e-6);
      }
    }
  });

  test("does not need exact characteristics: a sheet with an error of 1e-6 costs no more than that times 1 / J", () => {
    const law = { ...sine, initial: (x: number) => 3 + sin(x) };
    const sheet = (labels: Float64Array, t: number) => ({
      path: labels.map((xi) => xi + t * law.initial(xi) + 1e-6 * sin(3 * xi)),
      state: labels.map((xi) => law.initial(xi)),
    });
    const x = places(101, 0, 2 * PI);
    const exact = lagrangian.entropySolution(law).values(x, 3);
    expect(largest(lagrangian.entropySolution(law, { sheet }).values(x, 3), (i) => exact[i] as number)).toBeLessThan(
      1e-5,
    );
  });

  test("is refused for fluxes with inflections, for a speed that is not the flux's, and for states that are not finite", () => {
    expect(() => lagrangian.entropySolution({ ...sine, flux: (u) => u ** 3, speed: (u) => 3 * u * u })).toThrow(
      /convex or concave/,
    );
    expect(() => lagrangian.entropySolution({ ...sine, speed: (u) => 2 * u })).toThrow(/derivative of flux/);
    expect(() => lagrangian.entropySolution({ ...sine, initial: (x) => 1 / (x - x) })).toThrow(/finite/);
    expect(() => lagrangian.entropySolution(sine).at(1, -1)).toThrow(/at least 0/);
  });
});
