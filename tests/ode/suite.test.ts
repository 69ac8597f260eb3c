import { describe, expect, test } from "vitest";
import { plainKernels, SechError } from "../../src/core/index.ts";
import {
  dop853,
  elementary,
  gauss6,
  integrate,
  type OdeProblem,
  pi,
  pid,
  rk4,
  type SeparableProblem,
  type Stepper,
  separable,
  splitting8,
  srkn6b,
  srkn11b,
  srkn14a,
  stoermerVerlet,
  symplectic,
  tsit5,
  yoshida,
} from "../../src/ode/index.ts";
import { splitting8Tableau, srkn6bTableau, srkn11bTableau, srkn14aTableau } from "../../src/ode/splitting-tableaus.ts";
import { tsit5Tableau } from "../../src/ode/tsit5-tableau.ts";
import { equalSteps, fittedOrder, oscillator, rational, relative } from "./support.ts";

/** The pendulum q″ = −sin q, far from its rest. */
function pendulum(span: readonly [number, number]): SeparableProblem {
  return separable({
    velocity: (p, out) => out.set(p),
    force(q, out) {
      out[0] = -Math.sin(q[0] as number);
    },
    y0: Float64Array.of(1, 0.3),
    span,
  });
}

const pendulumEnd = integrate(pendulum([0, 2]), { method: dop853(), rtol: 1e-14, atol: 1e-16 }).continuation.y;

function orderOn<P extends OdeProblem, S>(
  problem: P,
  stepper: Stepper<P, S>,
  exact: ArrayLike<number>,
  steps: readonly number[],
) {
  return fittedOrder(
    steps,
    steps.map((n) => relative(equalSteps(problem, stepper, n), exact)),
  );
}

describe("measured orders of the suite", () => {
  test.each([
    ["tsit5", tsit5(), 5, [30, 40, 60, 80]],
    ["rk4", rk4(), 4, [40, 60, 80, 120]],
  ] as const)("%s on the oscillator", (_name, stepper, order, steps) => {
    expect(stepper.order).toBe(order);
    const exact = [Math.cos(2), -Math.sin(2)];
    expect(Math.abs(orderOn(oscillator, stepper, exact, steps) - order)).toBeLessThanOrEqual(0.2);
  });

  test.each([
    ["stoermer-verlet", stoermerVerlet(), 2, [20, 40, 60, 80]],
    ["yoshida4", yoshida(4), 4, [40, 60, 80, 120]],
    ["yoshida6", yoshida(6), 6, [20, 30, 40, 60]],
    ["yoshida8", yoshida(8), 8, [40, 48, 56, 64]],
    ["splitting8", symplectic(splitting8Tableau), 8, [5, 6, 8, 10]],
    ["srkn6b", symplectic(srkn6bTableau), 4, [16, 24, 32, 48]],
    ["srkn11b", symplectic(srkn11bTableau), 6, [6, 8, 12, 16]],
  ] as const)("%s on the pendulum", (_name, stepper, order, steps) => {
    expect(stepper.order).toBe(order);
    expect(Math.abs(orderOn(pendulum([0, 2]), stepper, pendulumEnd, steps) - order)).toBeLessThanOrEqual(0.2);
  });

  test("srkn14a on the oscillator; on the pendulum its sixth-order error drowns in the eighth and then in rounding", () => {
    const free = separable({
      velocity: (p, out) => out.set(p),
      force: (q, out) => out.set(q.map((value) => -value)),
      y0: Float64Array.of(1, 0),
      span: [0, 6],
    });
    const order = orderOn(free, symplectic(srkn14aTableau), [Math.cos(6), -Math.sin(6)], [8, 10, 12, 16]);
    expect(Math.abs(order - 6)).toBeLessThanOrEqual(0.2);
    const swing = equalSteps(pendulum([0, 2]), symplectic(srkn14aTableau), 10);
    expect(relative(swing, pendulumEnd)).toBeLessThan(2e-12);
  });

  test.each(["newton", "fixed-point"] as const)("gauss6 by %s iteration", (iteration) => {
    const steps = [6, 8, 10, 12];
    const order = orderOn(rational, gauss6({ iteration }), [0.2], steps);
    expect(Math.abs(order - 6)).toBeLessThanOrEqual(0.2);
  });

  test("the names of the splittings say what they are", () => {
    expect([splitting8(), srkn6b(), srkn11b(), srkn14a()].map(({ name, order }) => [name, order])).toEqual([
      ["splitting8", 8],
      ["srkn6b", 4],
      ["srkn11b", 6],
      ["srkn14a", 6],
    ]);
  });

  test.each([
    ["tsit5", tsit5(), 5, [8, 12, 16, 24]],
    ["rk4", rk4(), 4, [8, 12, 16, 24]],
    ["gauss6", gauss6(), 4, [8, 12, 16, 24]],
  ] as const)("the dense output of %s has local error of order %i", (_name, method, order, lengths) => {
    const errors = lengths.map((n) => {
      const dt = 2 / n;
      const state = (method as Stepper<OdeProblem, unknown>).init(oscillator, plainKernels);
      const [next, out] = [new Float64Array(2), new Float64Array(2)];
      const stepper = method as Stepper<OdeProblem, unknown>;
      stepper.step(oscillator, state, 0, dt, oscillator.y0, next, () => 0);
      const worst = [0.2, 0.4, 0.6, 0.8].map((theta) => {
        stepper.interpolate(oscillator, state, 0, dt, theta, oscillator.y0, next, out);
        return relative(out, [Math.cos(theta * dt), -Math.sin(theta * dt)]);
      });
      return Math.max(...worst);
    });
    const measured = fittedOrder(lengths, errors);
    expect(measured).toBeGreaterThan(order - 0.2);
  });
});

describe("tableaus", () => {
  test("the rows of tsit5 add up to its nodes, its estimate and interpolant to zero", () => {
    const sum = (row: readonly (readonly [number, number])[]) => row.reduce((total, [, weight]) => total + weight, 0);
    tsit5Tableau.stages.forEach((row, i) => {
      expect(sum(row)).toBeCloseTo(tsit5Tableau.nodes[i] as number, 13);
    });
    expect(sum(tsit5Tableau.weights)).toBeCloseTo(1, 14);
    for (const row of [...tsit5Tableau.estimates, ...tsit5Tableau.dense.interpolant])
      expect(sum(row)).toBeCloseTo(0, 13);
  });

  test("tsit5 takes six evaluations a step, its last being the first of the next", () => {
    const { stats } = integrate({ ...oscillator, span: [0, 20] }, { method: tsit5(), rtol: 1e-6 });
    const trials = stats.steps + stats.rejected;
    expect(stats.evaluations).toBeLessThanOrEqual(6 * trials + 3);
  });
});

describe("long and stiff runs", () => {
  const energy = ([q = 0, p = 0]: ArrayLike<number> & Iterable<number>) => 0.5 * p * p - Math.cos(q);

  test.each([
    ["stoermer-verlet", stoermerVerlet(), 2e-3],
    ["yoshida6", yoshida(6), 1e-5],
    ["gauss6", gauss6({ iteration: "fixed-point" }), 1e-9],
  ] as const)("%s keeps the energy of the pendulum over 500 turns without drift", (_name, method, bound) => {
    const problem = pendulum([0, 3500]);
    const run = { step: 0.1, saveAt: { count: 351 } };
    const { y } = integrate(problem, { ...run, method: method as Stepper<SeparableProblem, unknown> });
    const errors = Array.from({ length: 351 }, (_, i) =>
      Math.abs(energy(y.data.subarray(2 * i, 2 * i + 2)) - energy(problem.y0)),
    );
    expect(Math.max(...errors)).toBeLessThan(bound);
    // No drift: the second half is not worse than the first.
    expect(Math.max(...errors.slice(175))).toBeLessThan(1.5 * Math.max(...errors.slice(0, 175)));
  });

  test("gauss6 takes steps on a stiff problem that an explicit method cannot", () => {
    // Prothero and Robinson: y′ = −λ (y − cos t) − sin t, y = cos t.
    const stiff: OdeProblem = {
      rhs(t, y, out) {
        out[0] = -1e6 * ((y[0] as number) - Math.cos(t)) - Math.sin(t);
      },
      y0: Float64Array.of(1),
      span: [0, 5],
    };
    const { status, continuation } = integrate(stiff, { method: gauss6(), step: 0.1 });
    expect(status).toBe("success");
    expect(continuation.y[0]).toBeCloseTo(Math.cos(5), 6);
    expect(integrate(stiff, { method: rk4(), step: 0.1 }).status).toBe("non-finite");
    expect(integrate(stiff, { method: gauss6({ iteration: "fixed-point" }), step: 0.1 }).status).toBe("non-finite");
  });
});

describe("controllers", () => {
  test.each([elementary(), pi(), pid()])("$name reaches the end with errors near the tolerance", (controller) => {
    const { status, continuation, stats } = integrate(
      { ...oscillator, span: [0, 20] },
      { method: dop853(), rtol: 1e-9, controller },
    );
    expect(status).toBe("success");
    expect(relative(continuation.y, [Math.cos(20), -Math.sin(20)])).toBeLessThan(1e-7);
    expect(stats.rejected).toBeLessThan(stats.steps / 2);
  });

  test("a run under pid control goes on to the same bits", () => {
    const options = { method: tsit5(), rtol: 1e-8, controller: pid() };
    const whole = integrate({ ...rational, span: [0, 40] }, options);
    const first = integrate({ ...rational, span: [0, 40] }, { ...options, maxSteps: 9 });
    const second = integrate({ ...rational, span: [0, 40] }, { ...options, resume: first.continuation });
    expect(second.continuation).toEqual(whole.continuation);
  });

  test("exponents out of range are refused", () => {
    expect(() => pid({ k1: 0 })).toThrow("controller.k1 must be in (0, 1]");
    expect(() => pid({ k2: -1 })).toThrow(SechError);
    expect(() => pid({ k3: 2 })).toThrow(SechError);
  });
});

describe("misuse of the suite", () => {
  test("methods without an estimate need a step", () => {
    for (const method of [rk4(), gauss6()]) {
      expect(() => integrate(oscillator, { method: method as Stepper<OdeProblem, unknown> })).toThrow(
        `${method.name} has no error estimate`,
      );
    }
  });

  test("a limit of iterations that makes no sense is refused", () => {
    expect(() => gauss6({ maxIterations: 0 })).toThrow("maxIterations must be a positive integer");
  });
});
