import { describe, expect, test } from "vitest";
import { SechError } from "../../src/core/index.ts";
import { bracketedRoot } from "../../src/ode/events.ts";
import { dop853, gauss6, integrate, type OdeProblem, rk4, type Stepper, tsit5 } from "../../src/ode/index.ts";
import { oscillator } from "./support.ts";

const turns: OdeProblem = { ...oscillator, span: [0, 20] };
const position = { value: (_t: number, y: Float64Array) => y[0] as number };

describe("events", () => {
  test("are found at every zero of cos t, to the exactness of the dense output", () => {
    const { events, status } = integrate(turns, { method: dop853(), rtol: 1e-11, atol: 1e-13, events: [position] });
    expect(status).toBe("success");
    expect(events).toHaveLength(6);
    events.forEach(({ t, y, event }, i) => {
      expect(event).toBe(0);
      expect(Math.abs(t - (i + 0.5) * Math.PI)).toBeLessThan(1e-9);
      expect(Math.abs(y[0] as number)).toBeLessThan(1e-13);
    });
  });

  test("follow their direction", () => {
    const found = (direction: 1 | -1) =>
      integrate(turns, { method: dop853(), events: [{ ...position, direction }] }).events.map(({ t }) =>
        Math.round(t / Math.PI - 0.5),
      );
    expect(found(-1)).toEqual([0, 2, 4]);
    expect(found(1)).toEqual([1, 3, 5]);
  });

  test("of several functions come in order of time", () => {
    const speed = { value: (_t: number, y: Float64Array) => y[1] as number };
    const { events } = integrate(turns, { method: dop853(), rtol: 1e-9, maxStep: 1, events: [speed, position] });
    expect(events.map(({ event }) => event)).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    expect(events.every(({ t }, i) => t > (events[i - 1]?.t ?? 0))).toBe(true);
  });

  test("a terminal one ends the run there, and saves stop before it", () => {
    const { status, t, continuation, events } = integrate(turns, {
      method: dop853(),
      rtol: 1e-10,
      saveAt: { count: 21 },
      events: [{ ...position, terminal: true }],
    });
    expect(status).toBe("event");
    expect(continuation.t).toBeCloseTo(Math.PI / 2, 9);
    expect(continuation.y[1]).toBeCloseTo(-1, 9);
    expect([...t]).toEqual([0, 1]);
    expect(events).toHaveLength(1);
  });

  test("are found backwards too", () => {
    const back = integrate({ ...turns, span: [0, -5] }, { method: dop853(), rtol: 1e-10, events: [position] });
    expect(back.events.map(({ t }) => t)).toEqual([
      expect.closeTo(-Math.PI / 2, 8),
      expect.closeTo((-3 * Math.PI) / 2, 8),
    ]);
  });

  test.each([
    ["tsit5", tsit5(), 1e-6],
    ["rk4", rk4(), 1e-6],
    ["gauss6", gauss6(), 1e-6],
  ] as const)("are found with the dense output of %s", (_name, method, limit) => {
    const { events } = integrate(turns, {
      method: method as Stepper<OdeProblem, unknown>,
      rtol: 1e-9,
      step: 0.01,
      events: [position],
    });
    expect(events).toHaveLength(6);
    events.forEach(({ t }, i) => {
      expect(Math.abs(t - (i + 0.5) * Math.PI)).toBeLessThan(limit);
    });
  });

  test("that are zero at the start are not found there", () => {
    const sine = { value: (_t: number, y: Float64Array) => y[1] as number };
    const { events } = integrate({ ...turns, span: [0, 4] }, { method: dop853(), events: [sine] });
    expect(events.map(({ t }) => t)).toEqual([expect.closeTo(Math.PI, 3)]);
  });

  test("a negative tolerance is refused", () => {
    expect(() => integrate(turns, { method: dop853(), events: [position], eventTolerance: -1 })).toThrow(SechError);
  });
});

describe("the root finder", () => {
  test.each([
    ["a line", (t: number) => 3 * t - 1, 1 / 3],
    ["a high power", (t: number) => t ** 25 - 1e-10, 10 ** -0.4],
    ["a step", (t: number) => (t < 0.7 ? -1 : 1e9), 0.7],
  ])("meets %s to rounding", (_name, f, root) => {
    expect(Math.abs(bracketedRoot(f, 0, f(0), 1, f(1), 0) - root)).toBeLessThan(1e-15);
  });
});
