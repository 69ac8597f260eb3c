import { describe, expect, test } from "vitest";
import { plainKernels } from "../../src/core/index.ts";
import {
  dop853,
  interactionPicture,
  type SemilinearProblem,
  type Stepper,
  splitting4,
  splitting6,
  strang,
} from "../../src/ode/index.ts";
import { periodicGrid, problems, spectral } from "../support/sech.ts";
import { equalSteps, fittedOrder, oscillator, rational, relative } from "./support.ts";

/** A moving soliton on a coarse ring, and its modes at the end. */
function soliton(): { problem: SemilinearProblem; exact: Float64Array } {
  const grid = periodicGrid({ points: 16, length: 8 });
  const system = spectral.discretise(problems.brightSoliton({ amplitude: 1, velocity: 0, position: 0 }), grid);
  const problem = spectral.semilinear(system, [0, 4]);
  return { problem, exact: equalSteps(problem, interactionPicture(dop853()), 400) };
}

const errorsOf = <S>(stepper: Stepper<SemilinearProblem, S>, steps: readonly number[]) => {
  const { problem, exact } = soliton();
  return steps.map((n) => relative(equalSteps(problem, stepper, n), exact));
};

describe("measured orders", () => {
  test("dop853 converges at order 8 on the harmonic oscillator", () => {
    const steps = [4, 6, 8, 12];
    const exact = [Math.cos(2), -Math.sin(2)];
    const errors = steps.map((n) => relative(equalSteps(oscillator, dop853(), n), exact));
    expect(Math.abs(fittedOrder(steps, errors) - 8)).toBeLessThanOrEqual(0.2);
  });

  test("dop853 converges at order 8 on a nonautonomous nonlinear problem", () => {
    const steps = [8, 10, 12, 14];
    const errors = steps.map((n) => relative(equalSteps(rational, dop853(), n), [0.2]));
    expect(Math.abs(fittedOrder(steps, errors) - 8)).toBeLessThanOrEqual(0.2);
  });

  test("the dense output of dop853 has local error of order 8", () => {
    const method = dop853();
    const lengths = [4, 6, 8, 12];
    const errors = lengths.map((n) => {
      const dt = 2 / n;
      const state = method.init(oscillator, plainKernels);
      const [next, out] = [new Float64Array(2), new Float64Array(2)];
      method.step(oscillator, state, 0, dt, oscillator.y0, next, () => 0);
      const worst = [0.2, 0.4, 0.6, 0.8].map((theta) => {
        method.interpolate(oscillator, state, 0, dt, theta, oscillator.y0, next, out);
        return relative(out, [Math.cos(theta * dt), -Math.sin(theta * dt)]);
      });
      return Math.max(...worst);
    });
    expect(Math.abs(fittedOrder(lengths, errors) - 8)).toBeLessThanOrEqual(0.2);
  });

  test("dop853 in the interaction picture converges at order 8 on a soliton", () => {
    const steps = [40, 48, 56, 64];
    expect(Math.abs(fittedOrder(steps, errorsOf(interactionPicture(dop853()), steps)) - 8)).toBeLessThanOrEqual(0.2);
  });

  test.each([
    ["strang", strang(), 2, [80, 120, 160, 240]],
    ["splitting4", splitting4(), 4, [80, 120, 160, 240]],
    ["splitting6", splitting6(), 6, [60, 80, 100, 120]],
  ] as const)("%s converges at its order on a soliton", (_name, stepper, order, steps) => {
    expect(stepper.order).toBe(order);
    expect(Math.abs(fittedOrder(steps, errorsOf(stepper, steps)) - order)).toBeLessThanOrEqual(0.2);
  });
});
