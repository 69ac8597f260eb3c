import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SechError } from "../../src/core/index.ts";
import {
  dop853,
  elementary,
  gauss6,
  type IntegrateOptions,
  integrate,
  integrateAsync,
  interactionPicture,
  type OdeProblem,
  pi,
  type SemilinearProblem,
  separable,
  splitting4,
  stoermerVerlet,
  strang,
  yoshida,
} from "../../src/ode/index.ts";
import { check } from "../support/check.ts";
import { periodicGrid, problems, spectral } from "../support/sech.ts";
import { oscillator, rational, relative } from "./support.ts";

const turns: OdeProblem = { ...oscillator, span: [0, 20] };

/** y′ = y², which is infinite at t = 1. */
const blowUp: OdeProblem = {
  rhs(_t, y, out) {
    out[0] = (y[0] as number) ** 2;
  },
  y0: Float64Array.of(1),
  span: [0, 2],
};

function wave(span: readonly [number, number], points = 64): SemilinearProblem {
  const system = spectral.discretise(problems.brightSoliton({ amplitude: 1 }), periodicGrid({ points, length: 30 }));
  return spectral.semilinear(system, span);
}

describe("the end of a run", () => {
  test("success reaches the end of the span exactly", () => {
    const { status, t, y } = integrate(turns, { method: dop853(), rtol: 1e-10 });
    expect(status).toBe("success");
    expect([...t]).toEqual([0, 20]);
    expect(relative(y.data.subarray(2), [Math.cos(20), -Math.sin(20)])).toBeLessThan(1e-8);
  });

  test("max-steps stops after so many trials and says what to do", () => {
    const { status, message, stats } = integrate(turns, { method: dop853(), maxSteps: 5 });
    expect(status).toBe("max-steps");
    expect(stats.steps + stats.rejected).toBe(5);
    expect(message).toContain("allow more steps");
  });

  test("a singularity ends in step-underflow, before it", () => {
    const { status, continuation } = integrate(blowUp, { method: dop853(), rtol: 1e-9 });
    expect(status).toBe("step-underflow");
    expect(continuation.t).toBeGreaterThan(0.999);
    expect(continuation.t).toBeLessThanOrEqual(1.0000001);
  });

  test("a derivative that is not finite ends in non-finite", () => {
    const nowhere: OdeProblem = { ...oscillator, rhs: (_t, _y, out) => out.fill(Number.NaN) };
    expect(integrate(nowhere, { method: dop853() }).status).toBe("non-finite");
    expect(integrate(nowhere, { method: dop853(), step: 0.1 }).status).toBe("non-finite");
    expect(integrate({ ...oscillator, y0: Float64Array.of(Infinity, 0) }, { method: dop853() }).status).toBe(
      "non-finite",
    );
  });

  test("an aborted signal stops a run at the next step", () => {
    const abort = new AbortController();
    const { status, stats } = integrate(turns, {
      method: dop853(),
      signal: abort.signal,
      onStep: ({ steps }) => steps === 3 && abort.abort(),
    });
    expect(status).toBe("aborted");
    expect(stats.steps).toBe(3);
  });

  test("an empty span succeeds without a step", () => {
    const { status, t, stats } = integrate({ ...oscillator, span: [1, 1] }, { method: dop853() });
    expect(status).toBe("success");
    expect([...t]).toEqual([1, 1]);
    expect(stats.steps).toBe(0);
  });
});

describe("the asynchronous variant", () => {
  test("gives the same bits as the synchronous one", async () => {
    const options = { method: dop853(), rtol: 1e-9, saveAt: { count: 7 } };
    const now = integrate(turns, options);
    const later = await integrateAsync(turns, { ...options, sliceMs: 0 });
    expect(later).toEqual(now);
  });

  test("lets a timer abort it", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort());
    const endless = { ...turns, span: [0, 1e9] as const };
    const { status } = await integrateAsync(endless, {
      method: dop853(),
      signal: abort.signal,
      sliceMs: 1,
      maxSteps: 1e9,
    });
    expect(status).toBe("aborted");
  });
});

describe("saved values", () => {
  test("do not change the steps: 2 and 101 saves end in the same bits", () => {
    const few = integrate(turns, { method: dop853(), rtol: 1e-9 });
    const many = integrate(turns, { method: dop853(), rtol: 1e-9, saveAt: { count: 101 } });
    expect(many.stats).toEqual(few.stats);
    expect(many.continuation.y).toEqual(few.continuation.y);
    const fewWaves = integrate(wave([0, 2]), { method: interactionPicture(dop853()), rtol: 1e-9 });
    const manyWaves = integrate(wave([0, 2]), {
      method: interactionPicture(dop853()),
      rtol: 1e-9,
      saveAt: { count: 101 },
    });
    expect(manyWaves.stats).toEqual(fewWaves.stats);
    expect(manyWaves.continuation.y).toEqual(fewWaves.continuation.y);
  });

  test.each([
    ["dop853 in the interaction picture", { method: interactionPicture(dop853()), rtol: 1e-10 }],
    ["splitting4", { method: splitting4(), step: 0.01 }],
  ] as const)("between steps are as exact as the steps themselves: %s", (_name, options) => {
    const times = [0.1234, 0.5, 0.987, 1.5001, 2];
    const run = <S>(o: IntegrateOptions<SemilinearProblem, S>) => integrate(wave([0, 2]), { ...o, saveAt: { times } });
    const { t, y } = run<never>(options as IntegrateOptions<SemilinearProblem, never>);
    expect([...t]).toEqual(times);
    times.forEach((time, i) => {
      const fine = integrate(wave([0, time]), { method: interactionPicture(dop853()), rtol: 1e-13 });
      expect(relative(y.data.subarray(128 * i, 128 * (i + 1)), fine.continuation.y)).toBeLessThan(1e-8);
    });
  });

  test("reach onSave with their index and need not be kept", () => {
    const seen: number[] = [];
    const { t, y } = integrate(turns, {
      method: dop853(),
      saveAt: { count: 5 },
      keep: false,
      onSave: (at, _y, i) => seen.push(at, i),
    });
    expect(seen).toEqual([0, 0, 5, 1, 10, 2, 15, 3, 20, 4]);
    expect(t).toHaveLength(0);
    expect(y.shape).toEqual([0, 2]);
  });
});

describe("direction and continuation", () => {
  test("integrating backwards returns to the initial state", () => {
    const forth = integrate(turns, { method: dop853(), rtol: 1e-11, atol: 1e-13 });
    const back = integrate(
      { ...turns, y0: forth.continuation.y, span: [20, 0] },
      { method: dop853(), rtol: 1e-11, atol: 1e-13 },
    );
    expect(relative(back.continuation.y, turns.y0)).toBeLessThan(1e-8);
  });

  test("a symmetric splitting returns to the initial state to rounding", () => {
    const forth = integrate(wave([0, 1]), { method: strang(), step: 0.01 });
    const back = integrate({ ...wave([1, 0]), y0: forth.continuation.y }, { method: strang(), step: 0.01 });
    expect(relative(back.continuation.y, wave([0, 1]).y0)).toBeLessThan(1e-12);
  });

  test.each([1, 7, 20])("a run stopped after %i trials goes on to the same bits", (maxSteps) => {
    const options = { method: dop853(), rtol: 1e-8, controller: pi(), saveAt: { count: 11 } };
    const whole = integrate({ ...rational, span: [0, 40] }, options);
    const first = integrate({ ...rational, span: [0, 40] }, { ...options, maxSteps });
    const second = integrate({ ...rational, span: [0, 40] }, { ...options, resume: first.continuation });
    expect(second.status).toBe("success");
    expect([...first.t, ...second.t]).toEqual([...whole.t]);
    expect([...first.y.data, ...second.y.data]).toEqual([...whole.y.data]);
    expect(second.continuation).toEqual(whole.continuation);
  });

  test("the same holds in the interaction picture", () => {
    const options = { method: interactionPicture(dop853()), rtol: 1e-8, errorPerTime: 1 };
    const whole = integrate(wave([0, 3]), options);
    const first = integrate(wave([0, 3]), { ...options, maxSteps: 9 });
    const second = integrate(wave([0, 3]), { ...options, resume: first.continuation });
    expect(second.continuation).toEqual(whole.continuation);
  });

  test.each([
    ["strang", strang()],
    ["splitting4", splitting4()],
  ])("with equal steps [0, a] and [a, b] equal [0, b] to the bit: %s", (_name, method) => {
    const whole = integrate(wave([0, 2]), { method, step: 1 / 64 });
    const first = integrate(wave([0, 0.75]), { method, step: 1 / 64 });
    const second = integrate({ ...wave([0.75, 2]), y0: first.continuation.y }, { method, step: 1 / 64 });
    expect(second.continuation.y).toEqual(whole.continuation.y);
  });

  test("a step that does not divide the span ends it with a shorter one", () => {
    const even = integrate(wave([0, 1]), { method: splitting4(), step: 0.01 });
    const odd = integrate(wave([0, 1]), { method: splitting4(), step: 0.0093 });
    expect(odd.stats.steps).toBe(Math.ceil(1 / 0.0093));
    expect(relative(odd.continuation.y, even.continuation.y)).toBeLessThan(1e-6);
  });
});

describe("step sizes", () => {
  test("the error at the end falls with the tolerance", () => {
    const errors = [1e-4, 1e-6, 1e-8, 1e-10].map((rtol) =>
      relative(integrate(turns, { method: dop853(), rtol, atol: rtol }).continuation.y, [Math.cos(20), -Math.sin(20)]),
    );
    errors.forEach((error, i) => {
      expect(error).toBeLessThan(100 * 10 ** -(4 + 2 * i));
    });
    expect((errors[0] as number) / (errors[3] as number)).toBeGreaterThan(1e4);
  });

  test("both controllers reach the same accuracy", () => {
    const exact = [Math.cos(20), -Math.sin(20)];
    for (const controller of [elementary(), pi()]) {
      expect(
        relative(integrate(turns, { method: dop853(), rtol: 1e-9, controller }).continuation.y, exact),
      ).toBeLessThan(1e-7);
    }
  });

  test("maxStep is never exceeded", () => {
    const lengths: number[] = [];
    integrate(turns, { method: dop853(), rtol: 1e-3, maxStep: 0.25, onStep: ({ dt }) => lengths.push(dt) });
    expect(Math.max(...lengths)).toBeLessThanOrEqual(0.25);
  });

  test("no step allocates an array", () => {
    const big: OdeProblem = {
      rhs(_t, y, out) {
        for (let i = 0; i < y.length; i++) out[i] = -(y[i] as number) * (1 + (i % 7));
      },
      y0: new Float64Array(5000).fill(1),
      span: [0, 20],
    };
    const sizes: number[] = [];
    const note = () => sizes.push(process.memoryUsage().arrayBuffers);
    integrate(big, { method: dop853(), rtol: 1e-9, onStep: note, keep: false });
    const waves = integrate(wave([0, 0.05], 8192), { method: interactionPicture(dop853()), onStep: note, keep: false });
    expect(waves.status).toBe("success");
    expect(sizes.length).toBeGreaterThan(50);
    // Collections may lower it; a step that allocated would raise it by 40 kB at a time.
    const rises = sizes.slice(1).filter((size, i) => size > (sizes[i] as number) + 20_000);
    expect(rises.length).toBeLessThanOrEqual(1);
  });

  test("linear problems are solved to tolerance whatever the rate", () => {
    check(
      fc.property(fc.double({ min: -3, max: 1, noNaN: true }), (rate) => {
        const problem: OdeProblem = {
          rhs(_t, y, out) {
            out[0] = rate * (y[0] as number);
          },
          y0: Float64Array.of(1),
          span: [0, 3],
        };
        const { continuation } = integrate(problem, { method: dop853(), rtol: 1e-9, atol: 1e-12 });
        return Math.abs((continuation.y[0] as number) - Math.exp(3 * rate)) <= 1e-7 * Math.exp(3 * rate) + 1e-9;
      }),
    );
  });
});

describe("controllers", () => {
  const state = (lastError: number) => ({ lastError, errorBefore: 1, rejected: false });

  test("the elementary one aims at 0.9 of the step that the estimate allows", () => {
    expect(elementary().factor(0.5, 7, state(1))).toBeCloseTo(0.9 * 0.5 ** (-1 / 8), 14);
    expect(elementary().factor(1e-30, 7, state(1))).toBe(10);
    expect(elementary().factor(1e30, 7, state(1))).toBe(0.2);
    expect(elementary().factor(1e-6, 7, { ...state(1), rejected: true })).toBe(1);
  });

  test("the proportional–integral one looks at the error before", () => {
    const factor = pi({ alpha: 0.7, beta: 0.4 }).factor(0.5, 7, state(0.01));
    expect(factor).toBeCloseTo(0.9 * 0.5 ** (-0.7 / 8) * 0.01 ** (0.4 / 8), 14);
    expect(pi().factor(2, 7, state(0.01))).toBeCloseTo(0.9 * 2 ** (-1 / 8), 14);
  });
});

describe("a continuation", () => {
  test("into a longer span saves what lies ahead", () => {
    const first = integrate({ ...turns, span: [0, 5] }, { method: dop853(), rtol: 1e-10, saveAt: { count: 6 } });
    const second = integrate(
      { ...turns, span: [0, 10] },
      { method: dop853(), rtol: 1e-10, saveAt: { count: 11 }, resume: first.continuation },
    );
    expect([...second.t]).toEqual([6, 7, 8, 9, 10]);
    expect(relative(second.continuation.y, [Math.cos(10), -Math.sin(10)])).toBeLessThan(1e-8);
  });

  test("outside the span or of another size is refused", () => {
    const { continuation } = integrate({ ...turns, span: [0, 5] }, { method: dop853() });
    const go = (resume: typeof continuation) => () =>
      integrate({ ...turns, span: [0, 4] }, { method: dop853(), resume });
    expect(go(continuation)).toThrow("resume.t must be inside the span from 0 to 4, got 5");
    expect(go({ ...continuation, t: 1, y: new Float64Array(3) })).toThrow(
      "a continuation of this problem has 2 values",
    );
  });
});

describe("misuse", () => {
  test.each([
    ["a tolerance of zero", { method: dop853(), rtol: 0 }, "rtol must be positive, got 0; try 1e-6"],
    ["a negative tolerance", { method: dop853(), rtol: -1 }, "rtol must be positive"],
    ["a tolerance that is no number", { method: dop853(), rtol: Number.NaN }, "rtol must be positive, got NaN"],
    ["a tolerance above all", { method: dop853(), rtol: 10 }, "rtol must be at most 1, got 10; try 1e-6"],
    ["no steps at all", { method: dop853(), maxSteps: 0 }, "maxSteps must be a positive integer"],
    ["a negative largest step", { method: dop853(), maxStep: -1 }, "maxStep must be positive"],
    ["a save time outside", { method: dop853(), saveAt: { times: [0, 3] } }, "saveAt.times must run from 0 to 2"],
    ["save times out of order", { method: dop853(), saveAt: { times: [1, 0.5] } }, "in order"],
    ["half a save", { method: dop853(), saveAt: { count: 1.5 } }, "saveAt.count must be a positive integer"],
  ] as const)("%s is refused", (_name, options, message) => {
    expect(() => integrate(oscillator, options)).toThrow(SechError);
    expect(() => integrate(oscillator, options)).toThrow(message);
  });

  test("a splitting without a step size or a flow is refused", () => {
    expect(() => integrate(wave([0, 1]), { method: strang() })).toThrow("needs a step size");
    const { flow: _flow, ...bare } = wave([0, 1]);
    expect(() => integrate(bare, { method: strang(), step: 0.1 })).toThrow(
      "needs a problem with a known nonlinear flow",
    );
  });

  test("what has no meaning is refused, where the types do not see it", () => {
    expect(() => yoshida(5 as 4)).toThrow(/orders 4, 6 and 8, got 5/);
    const odd = { velocity() {}, force() {}, y0: new Float64Array(3), span: [0, 1] } as const;
    expect(() => separable(odd)).toThrow(/even length, got 3/);
    expect(() => gauss6({ iteration: "nwton" as "newton" })).toThrow(/newton or fixed-point/);
    const given = (options: object) => () => integrate(oscillator, options as never);
    expect(given({})).toThrow(/method must be a method of integration/);
    expect(given({ method: dop853(), controller: {} })).toThrow(/controller must be a step controller/);
    expect(given({ method: dop853(), events: [3] })).toThrow(/events\[0\] must be .*, got 3/);
    expect(given({ method: stoermerVerlet(), step: 0.1 })).toThrow(/needs a separable problem/);
    const event = { value: () => Number.NaN };
    expect(() => integrate(oscillator, { method: dop853(), events: [event] })).toThrow(
      /events\[0\].value is not a number/,
    );
  });

  test("a component that stays zero needs no absolute tolerance", () => {
    const half: OdeProblem = {
      y0: Float64Array.of(1, 0),
      span: [0, 1],
      rhs: (_t, y, out) => out.set([-(y[0] as number), 0]),
    };
    const { status, continuation } = integrate(half, { method: dop853(), rtol: 1e-9, atol: 0 });
    expect(status).toBe("success");
    expect(Math.abs((continuation.y[0] as number) - Math.exp(-1))).toBeLessThan(1e-9);
  });

  test("an empty state or an endless span is refused", () => {
    expect(() => integrate({ ...oscillator, y0: new Float64Array(0) }, { method: dop853() })).toThrow(
      "must not be empty",
    );
    expect(() => integrate({ ...oscillator, span: [0, Infinity] }, { method: dop853() })).toThrow(
      "span[1] must be a finite number",
    );
  });
});
