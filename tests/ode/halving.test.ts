import { describe, expect, test } from "vitest";
import { periodicGrid } from "../../src/core/index.ts";
import {
  type Continuation,
  dop853,
  etdAdams,
  gauss6,
  halving,
  type IntegrateOptions,
  integrate,
  interactionPicture,
  type OdeProblem,
  type OdeSolution,
  rk4,
  tsit5,
} from "../../src/ode/index.ts";
import { brightSoliton } from "../../src/problems/index.ts";
import { discretise, semilinear } from "../../src/spectral/index.ts";
import { oscillator } from "./support.ts";

const end = 10;
const problem: OdeProblem = { ...oscillator, span: [0, end] };

type Options = Omit<IntegrateOptions<OdeProblem, unknown>, "method">;

const runs: readonly (readonly [string, (options: Options) => OdeSolution])[] = [
  ["rk4", (options) => integrate(problem, { ...options, method: halving(rk4(), { every: 1 }) })],
  ["rk4, measured in every 16th step", (options) => integrate(problem, { ...options, method: halving(rk4()) })],
  ["tsit5", (options) => integrate(problem, { ...options, method: halving(tsit5(), { every: 1 }) })],
  ["dop853", (options) => integrate(problem, { ...options, method: halving(dop853(), { every: 4 }) })],
  ["gauss6", (options) => integrate(problem, { ...options, method: halving(gauss6(), { every: 1 }) })],
];

describe("step halving of methods with and without a slope that they keep", () => {
  test.each(runs)("follows its tolerance: %s", (_name, run) => {
    for (const rtol of [1e-4, 1e-7, 1e-10]) {
      const { status, continuation } = run({ rtol, errorPerTime: 1 });
      expect(status).toBe("success");
      const [x, v] = continuation.y as unknown as [number, number];
      expect(Math.hypot(x - Math.cos(end), v + Math.sin(end))).toBeLessThan(20 * rtol);
    }
  });

  test.each(runs)("goes on to the same bits: %s", (_name, run) => {
    const whole = run({ rtol: 1e-8 });
    let resume: Continuation | undefined;
    run({
      rtol: 1e-8,
      onStep(step) {
        if (resume === undefined && step.t > 4) resume = step.continuation();
      },
    });
    const rest = run({ rtol: 1e-8, ...(resume === undefined ? {} : { resume }) });
    expect(resume?.t).toBeLessThan(end);
    expect([...rest.continuation.y]).toEqual([...whole.continuation.y]);
    expect(rest.stats).toEqual(whole.stats);
  });

  test("works in an interaction picture", () => {
    const soliton = brightSoliton({ amplitude: 1, velocity: 0.5 });
    const system = discretise(soliton, periodicGrid({ points: 128, length: 40 }));
    const { y } = integrate(semilinear(system, [0, 2]), {
      method: halving(interactionPicture(rk4())),
      rtol: 1e-7,
      errorPerTime: 1,
    }).continuation;
    const [re, im] = [y.slice(0, 128), y.slice(128)];
    system.kernels.fft(128).inverse(re, im);
    const exact = soliton.exact?.(system.grid, 2);
    re.forEach((value, j) => {
      expect(
        Math.hypot(value - (exact?.re[j] ?? Number.NaN), (im[j] as number) - (exact?.im[j] ?? Number.NaN)),
      ).toBeLessThan(2e-6);
    });
  });

  test("refuses a method that controls its own step", () => {
    expect(() => halving(etdAdams())).toThrow(/etd-adams controls its own step/);
  });
});
