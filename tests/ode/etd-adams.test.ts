import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { plainKernels, SechError } from "../../src/core/index.ts";
import { slope } from "../../src/ode/adams-state.ts";
import {
  type Continuation,
  dop853,
  etdAdams,
  etdrk4,
  halving,
  type IntegrateOptions,
  integrate,
  interactionPicture,
  type SemilinearProblem,
  strang,
} from "../../src/ode/index.ts";
import { implementations } from "../support/kernels.ts";
import { periodicGrid, problems, spectral } from "../support/sech.ts";
import { fittedOrder, oscillator, relative } from "./support.ts";

interface MomentRow {
  readonly y: number;
  readonly moments: readonly (readonly [number, number])[];
}

function wave(span: readonly [number, number], dealias: spectral.Dealias = "none"): SemilinearProblem {
  const soliton = problems.brightSoliton({ amplitude: 1, velocity: 1, position: 0 });
  return spectral.semilinear(spectral.discretise(soliton, periodicGrid({ points: 64, length: 30 }), { dealias }), span);
}

/** A problem with an asymmetric, third-order dispersion: all its eigenvalues differ. */
function tilted(span: readonly [number, number]): SemilinearProblem {
  const { invariants: _, ...problem } = wave(span);
  const { k } = periodicGrid({ points: 64, length: 30 });
  const im = Float64Array.from(k, (value) => -0.5 * value ** 2 + 0.03 * value ** 3 + 0.1 * value);
  return { ...problem, linear: { re: problem.linear.re, im } };
}

const reference = (problem: SemilinearProblem) =>
  integrate(problem, { method: interactionPicture(dop853()), rtol: 1e-13 }).continuation.y;

describe("the moments of the exponential kernel", () => {
  test.each(implementations)("agree with 40 digits to 4e-16 for every angle: $name", (kernels) => {
    const path = new URL("../golden/ode/moments.json", import.meta.url);
    const rows: readonly MomentRow[] = JSON.parse(readFileSync(path, "utf8"));
    const y = Float64Array.from(rows, (row) => row.y);
    const n = y.length;
    const out = kernels.allocate(22 * n);
    const inside = kernels.allocate(n);
    inside.set(y);
    const exponential = kernels.allocate(2 * n);
    exponential.set([...y.map((angle) => Math.cos(angle)), ...y.map((angle) => -Math.sin(angle))]);
    kernels.moments(inside, exponential, 11, out);
    const errors = rows.flatMap(({ moments }, i) =>
      moments.map(([a, b], m) =>
        Math.hypot((out[2 * m * n + i] as number) - a, (out[(2 * m + 1) * n + i] as number) - b),
      ),
    );
    expect(Math.max(...errors)).toBeLessThan(4e-16);
  });
});

/** Equal steps of a fixed order from an exact history: the error at the end. */
function errorOfOrder(order: number, n: number): number {
  const [t0, t1] = [0, 2];
  const h = (t1 - t0) / n;
  const method = etdAdams({ maxOrder: order, conserve: [] });
  const problem = wave([t0, t1]);
  const state = method.init(problem, plainKernels);
  let y = problem.y0.slice();
  for (let j = 0; j < order; j++) {
    const at = reference({ ...problem, span: [t0, t0 - j * h] });
    problem.nonlinear(0, at, slope(state, j));
    state.steps[j] = h;
  }
  Object.assign(state, { known: order, order });
  let next = new Float64Array(y.length);
  for (let i = 0; i < n; i++) {
    method.step(problem, state, t0 + i * h, h, y, next, () => 0);
    method.complete?.(problem, state, t0 + i * h, h, y, next);
    method.accept(problem, state, t0 + i * h, h, next);
    [y, next] = [next, y];
  }
  return relative(y, reference(problem));
}

describe("the exponential Adams method", () => {
  test.each([
    [3, [60, 80, 120, 160]],
    [5, [60, 80, 100, 120]],
    [7, [80, 96, 112, 128]],
    [9, [80, 88, 96, 104]],
  ] as const)("of order %i converges at its order", (order, steps) => {
    const errors = steps.map((n) => errorOfOrder(order, n));
    expect(Math.abs(fittedOrder(steps, errors) - order)).toBeLessThanOrEqual(0.2);
  });

  test.each([
    ["a soliton", wave],
    ["third-order dispersion", tilted],
    ["the 1/2 rule", (span: readonly [number, number]) => wave(span, "1/2")],
    ["the 2/3 rule", (span: readonly [number, number]) => wave(span, "2/3")],
    [
      "a smooth filter",
      (span: readonly [number, number]) => wave(span, { filter: { strength: 36, order: 36, cut: 2 / 3 } }),
    ],
  ] as const)("agrees with dop853 on %s, forwards and backwards", (_name, problem) => {
    for (const span of [
      [0, 3],
      [0, -3],
    ] as const) {
      const { status, continuation } = integrate(problem(span), { method: etdAdams(), rtol: 1e-10, errorPerTime: 1 });
      expect(status).toBe("success");
      expect(relative(continuation.y, reference(problem(span)))).toBeLessThan(1e-8);
    }
  });

  test("errors shrink with the tolerance", () => {
    const exact = reference(wave([0, 5]));
    for (const rtol of [1e-4, 1e-6, 1e-8, 1e-10]) {
      const { continuation } = integrate(wave([0, 5]), { method: etdAdams(), rtol, errorPerTime: 4 });
      expect(relative(continuation.y, exact)).toBeLessThan(5 * rtol);
    }
  });

  test("without a nonlinear term the step is the span", () => {
    const free: SemilinearProblem = { ...wave([0, 7]), nonlinear: (_t, _u, out) => out.fill(0) };
    const { status, stats } = integrate(free, { method: etdAdams({ conserve: [] }) });
    expect(status).toBe("success");
    expect(stats.steps).toBe(1);
  });
});

describe("saved values of the exponential Adams method", () => {
  const options = { method: etdAdams(), rtol: 1e-10, errorPerTime: 1 };

  test("change no step", () => {
    const few = integrate(wave([0, 3]), options);
    const many = integrate(wave([0, 3]), { ...options, saveAt: { count: 101 } });
    expect(many.stats).toEqual(few.stats);
    expect(many.continuation).toEqual(few.continuation);
  });

  test("between steps are as exact as the steps, and keep the invariants", () => {
    const times = [0.0001, 0.1234, 0.987, 1.5001, 2.9999];
    const problem = wave([0, 3]);
    const { y } = integrate(problem, { ...options, saveAt: { times } });
    times.forEach((t, i) => {
      const saved = y.data.subarray(128 * i, 128 * (i + 1));
      expect(relative(saved, reference(wave([0, t])))).toBeLessThan(2e-9);
      expect(Math.abs(squares(saved) / squares(problem.y0) - 1)).toBeLessThan(1e-14);
    });
  });

  test("have local error of order 9 at order 8", () => {
    // One step from an exact history, in which only the interpolation makes an error.
    const order = 8;
    const method = etdAdams({ maxOrder: order, conserve: [] });
    const steps = [32, 36, 40, 44];
    const errors = steps.map((n) => {
      const h = 2 / n;
      const problem = wave([0, 2]);
      const state = method.init(problem, plainKernels);
      for (let j = 0; j < order; j++) {
        problem.nonlinear(0, reference({ ...problem, span: [0, -j * h] }), slope(state, j));
        state.steps[j] = h;
      }
      Object.assign(state, { known: order, order });
      const [next, out] = [new Float64Array(128), new Float64Array(128)];
      method.step(problem, state, 0, h, problem.y0, next, () => 0);
      method.complete?.(problem, state, 0, h, problem.y0, next);
      method.interpolate(problem, state, 0, h, 0.6, problem.y0, next, out);
      return relative(out, reference({ ...problem, span: [0, 0.6 * h] }));
    });
    expect(fittedOrder(steps, errors)).toBeGreaterThan(8.8);
  });
});

const squares = (u: Float64Array) => u.reduce((total, value) => total + value * value, 0);

describe("conservation", () => {
  const grid = periodicGrid({ points: 256, length: 50 });
  const system = spectral.discretise(problems.brightSoliton({ amplitude: 1 }), grid);
  const run = (conserve?: readonly spectral.Conserved[]) =>
    spectral.integrate(system, [0, 10], {
      method: "etd-adams",
      rtol: 1e-6,
      saveAt: { count: 41 },
      ...(conserve === undefined ? {} : { conserve }),
    });

  test("restores mass and energy to 1e-13 at every saved time, and says how much it changed", () => {
    const solution = run();
    const { mass, energy } = spectral.drift(system, solution);
    expect(Math.max(mass, energy)).toBeLessThan(1e-13);
    expect(solution.conserve).toEqual(["mass", "energy"]);
    expect(solution.conservationBudget).toBeGreaterThan(1e-12);
    expect(solution.conservationBudget).toBeLessThan(1e-4);
  });

  test("can be switched off, or kept to the mass", () => {
    const free = run([]);
    expect(free.conserve).toEqual([]);
    expect(free.conservationBudget).toBeNull();
    expect(spectral.drift(system, free).mass).toBeGreaterThan(1e-12);
    const mass = spectral.drift(system, run(["mass"]));
    expect(mass.mass).toBeLessThan(1e-13);
    expect(mass.energy).toBeGreaterThan(1e-12);
  });

  test.each(["1/2", "2/3"] as const)("holds with the %s rule too", (dealias) => {
    const masked = spectral.discretise(problems.boundState(), grid, { dealias });
    const solution = spectral.integrate(masked, [0, 2], { rtol: 1e-8, saveAt: { count: 11 } });
    const { mass, energy } = spectral.drift(masked, solution);
    expect(Math.max(mass, energy)).toBeLessThan(1e-13);
  });
});

/** A continuation as it comes back from a file of JSON. */
function throughJson(continuation: Continuation): Continuation {
  const text = JSON.stringify(continuation, (_key, value) =>
    value instanceof Float64Array ? { float64: Array.from(value) } : value,
  );
  return JSON.parse(text, (_key, value) =>
    typeof value === "object" && value !== null && "float64" in value ? Float64Array.from(value.float64) : value,
  );
}

describe("continuation", () => {
  const options = { method: etdAdams(), rtol: 1e-7, errorPerTime: 4, saveAt: { count: 12 } };
  const whole = integrate(wave([0, 6]), options);

  // In the ramp, right after it, and in the middle.
  test.each([1, 2, 5, 9, 14, 60])("a run stopped after %i trials goes on to the same bits", (maxSteps) => {
    const first = integrate(wave([0, 6]), { ...options, maxSteps });
    expect(first.status).toBe("max-steps");
    const second = integrate(wave([0, 6]), { ...options, resume: throughJson(first.continuation) });
    expect(second.continuation).toEqual(whole.continuation);
    expect([...first.y.data, ...second.y.data]).toEqual([...whole.y.data]);
  });

  test("with other options is refused, however alike they are", () => {
    const { continuation: resume } = integrate(wave([0, 6]), { ...options, maxSteps: 60 });
    for (const other of [
      { conserve: ["energy", "mass"] },
      { conserve: ["energy"] },
      { conserve: [] },
      { deadBand: 1.5 },
    ]) {
      expect(() => integrate(wave([0, 6]), { ...options, method: etdAdams(other), resume })).toThrow(
        /needs the options of its beginning, got .*; try maxOrder 9, deadBand 1.25, conserve \[mass, energy\]/,
      );
    }
    const same = etdAdams({ conserve: ["mass", "energy"] });
    expect(integrate(wave([0, 6]), { ...options, method: same, resume }).status).toBe("success");
  });

  test("from a state alone starts anew", () => {
    const { memory: _, ...state } = integrate(wave([0, 6]), { ...options, maxSteps: 60 }).continuation;
    const second = integrate(wave([0, 6]), { ...options, resume: state });
    expect(second.status).toBe("success");
    expect(relative(second.continuation.y, whole.continuation.y)).toBeLessThan(1e-6);
  });
});

describe("misuse of the exponential Adams method", () => {
  const refuse = (options: Partial<IntegrateOptions<SemilinearProblem, never>>, problem = wave([0, 1])) => {
    expect(() => integrate(problem, { method: etdAdams(), ...options } as never)).toThrow(SechError);
  };

  test("orders, dead bands, invariants and continuations that make no sense are refused", () => {
    expect(() => etdAdams({ maxOrder: 1 })).toThrow("maxOrder must be an integer from 2 to 10, got 1");
    expect(() => etdAdams({ maxOrder: 9.5 })).toThrow(SechError);
    expect(() => etdAdams({ deadBand: 0.5 })).toThrow("deadBand must be at least 1");
    refuse({ method: etdAdams({ conserve: ["momentum"] }) as never });
    const other = integrate(wave([0, 1]), { method: etdAdams({ maxOrder: 5 }), maxSteps: 9 });
    refuse({ resume: other.continuation });
  });

  test("damped linear parts are refused", () => {
    const problem = wave([0, 1]);
    refuse({}, { ...problem, linear: { re: problem.linear.im, im: problem.linear.im } });
  });

  test("a nonlinear term that is not finite ends in non-finite", () => {
    const nowhere: SemilinearProblem = { ...wave([0, 1]), nonlinear: (_t, _u, out) => out.fill(Number.NaN) };
    expect(integrate(nowhere, { method: etdAdams() }).status).toBe("non-finite");
    const later: SemilinearProblem = {
      ...wave([0, 1]),
      nonlinear: (t, _u, out) => out.fill(t > 0.5 ? Number.NaN : 0.1),
    };
    expect(["non-finite", "step-underflow"]).toContain(integrate(later, { method: etdAdams({ conserve: [] }) }).status);
  });

  test("a tolerance below rounding takes no more steps than one a little above it", () => {
    const steps = [3e-13, 1e-15].map((rtol) => {
      const { status, stats } = integrate(wave([0, 4]), { method: etdAdams(), rtol, errorPerTime: 1 });
      expect(status).toBe("success");
      return stats.steps + stats.rejected;
    }) as [number, number];
    expect(steps[1]).toBeLessThan(2 * steps[0]);
  });

  test("a nonlinear term whose square overflows ends in non-finite", () => {
    const huge: SemilinearProblem = { ...wave([0, 1]), nonlinear: (_t, _u, out) => out.fill(1e300) };
    expect(integrate(huge, { method: etdAdams() }).status).toBe("non-finite");
    expect(integrate(huge, { method: halving(etdrk4()) }).status).toBe("non-finite");
  });

  test("a system without a linear part is no semilinear problem", () => {
    for (const method of [etdAdams(), etdrk4(), strang(), interactionPicture(dop853())]) {
      expect(() => integrate(oscillator, { method, step: 0.1 } as never)).toThrow(/needs a semilinear problem/);
    }
  });
});
