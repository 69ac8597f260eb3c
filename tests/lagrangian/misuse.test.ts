import { describe, expect, test } from "vitest";
import { lagrangian, problems } from "../support/sech.ts";

type Sine = NonNullable<problems.Symbols["x"]>;
const ring = { domain: { x: [0, 2 * Math.PI], t: [0, 1] } } as const;
const sine = ({ x }: problems.Symbols) => (x as Sine).sin();

describe("a transport problem is refused", () => {
  const cases: readonly (readonly [string, Partial<problems.TransportOptions>, string])[] = [
    ["with a viscosity below zero", { viscosity: -1 }, "viscosity must be 0 or positive, got -1"],
    ["that ends where it begins", { domain: { x: [0, 1], t: [0, 0] } }, "end must be positive, got 0"],
    ["whose state jumps around the ring", { initial: ({ x }) => x as Sine }, "initial must be the same at both ends"],
    [
      "whose state has a kink there",
      { initial: ({ x }) => (x as Sine).mul(0.5).sin() },
      "the slope of initial must be the same at both ends",
    ],
    ["whose speed is not finite", { speed: ({ u }) => (u as Sine).log() }, "speed must be finite everywhere"],
    ["whose speed jumps around the ring", { speed: ({ x }) => x as Sine }, "speed must be the same at both ends"],
    ["with a speed too many", { speed: [1, 2] }, "speed.length must be 1 formulas, got 2"],
  ];
  test.each(cases)("%s", (_name, options, message) => {
    expect(() => problems.transport({ ...ring, speed: 1, initial: sine, ...options })).toThrow(message);
  });
});

describe("a model is refused", () => {
  test("in an unknown mode, or with an option of another mode", () => {
    const mode = "eulerian" as "pinn";
    expect(() => lagrangian.characteristics({ mode })).toThrow('mode is not known, got "eulerian"');
    expect(() => lagrangian.characteristics({ mode: "pinn", ramp: 4 })).toThrow("model.ramp belongs to the mode ale");
    expect(() => lagrangian.characteristics({ mode: "ale", minJacobian: 1 })).toThrow("between 0 and 1, got 1");
    expect(() => lagrangian.characteristics({ mode: "ale", width: 0 })).toThrow("model.width");
  });

  test("as ale, where paths are not straight at first", () => {
    const model = lagrangian.characteristics({ mode: "ale" });
    expect(() => model.plan(problems.variableSpeed({ speed: 1 }))).toThrow("mode ale needs a speed of u alone");
  });
});
