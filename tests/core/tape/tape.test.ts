import { describe, expect, test } from "vitest";
import {
  type Expression,
  jetLayout,
  registerCount,
  SechError,
  type Tape,
  tapeAt,
  tapeJets,
  tapeReverse,
  tapeTangents,
  tapeValues,
  trace,
} from "../../../src/core/index.ts";

/** Every operation once, at places where all of them are smooth. */
const everything = trace(["x", "y"], ({ x, y }) => [
  x.add(y).sub(0.3).mul(x).div(y.add(2)),
  x.sin().mul(y.cos()).add(x.tan()).sub(y.tanh()),
  x.sinh().add(y.cosh()).mul(x.sech()).add(y.exp()),
  x.square().add(2).sqrt().add(y.add(3).log()).neg(),
  x.pow(3).add(y.add(2).pow(-1.5)).add(x.sub(4).abs()).add(x.pow(2).pow(0.5)),
]);

const written = (x: number, y: number): number[] => [
  ((x + y - 0.3) * x) / (y + 2),
  Math.sin(x) * Math.cos(y) + Math.tan(x) - Math.tanh(y),
  (Math.sinh(x) + Math.cosh(y)) / Math.cosh(x) + Math.exp(y),
  -(Math.sqrt(x * x + 2) + Math.log(y + 3)),
  x ** 3 + (y + 2) ** -1.5 + Math.abs(x - 4) + x,
];

const width = 5;
const points = Array.from({ length: width }, (_, p) => [0.2 + 0.17 * p, 0.9 - 0.31 * p] as const);

/** Registers, adjoints and tangents behind one another. */
function evaluated(tape: Tape): { memory: Float64Array; size: number } {
  const size = registerCount(tape) * width;
  const memory = new Float64Array(3 * size);
  points.forEach(([x, y], p) => {
    memory[p] = x;
    memory[width + p] = y;
  });
  tapeValues(tape, memory, 0, width);
  return { memory, size };
}

/** The central difference of fourth order of a function of one number. */
function slope(f: (x: number) => number, x: number, h = 1e-3): number {
  return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
}

describe("a tape", () => {
  test("computes what the traced function says, at every point of a block", () => {
    const { memory } = evaluated(everything);
    points.forEach(([x, y], p) => {
      written(x, y).forEach((value, k) => {
        const got = memory[(everything.outputs[k] as number) * width + p] as number;
        expect(Math.abs(got - value)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(value)));
      });
    });
  });

  test.each([0, 1, 2, 3, 4])("has the adjoints and tangents of central differences, output %i", (k) => {
    const { memory, size } = evaluated(everything);
    const out = everything.outputs[k] as number;
    memory.fill(1, size + out * width, size + (out + 1) * width);
    tapeReverse(everything, memory, 0, size, width);
    memory.fill(0.6, 2 * size, 2 * size + width);
    memory.fill(-0.8, 2 * size + width, 2 * size + 2 * width);
    tapeTangents(everything, memory, 0, 2 * size, width);
    points.forEach(([x, y], p) => {
      const dx = slope((v) => written(v, y)[k] as number, x);
      const dy = slope((v) => written(x, v)[k] as number, y);
      expect(Math.abs((memory[size + p] as number) - dx)).toBeLessThan(1e-9);
      expect(Math.abs((memory[size + width + p] as number) - dy)).toBeLessThan(1e-9);
      expect(Math.abs((memory[2 * size + out * width + p] as number) - (0.6 * dx - 0.8 * dy))).toBeLessThan(1e-9);
    });
  });

  test("records equal steps once, folds constants and drops what no output needs", () => {
    const tape = trace(["u", "v"], ({ u, v }) => {
      u.mul(v).exp();
      const two = u.sub(u).add(1).sub(u.sub(u)).mul(1);
      return [u.add(v).mul(v.add(u)), two.mul(0).add(u.mul(v)), v.mul(u)];
    });
    const once = trace(["u", "v"], ({ u, v }) => [u.add(v), u.mul(v)]);
    expect(registerCount(once)).toBe(4);
    expect(tape.outputs[1]).not.toBe(tape.outputs[0]);
    const sum = trace(["u"], ({ u }) => u.mul(2).add(u.mul(2)));
    expect(registerCount(sum)).toBe(4);
    const constants = trace(["u"], ({ u }) => u.pow(0).add(2).sqrt().mul(u));
    expect(registerCount(constants)).toBe(3);
    expect(tapeAt(constants, Float64Array.of(2))[0]).toBe(2 * Math.sqrt(3));
    expect(trace(["u"], ({ u }) => u.add(0).mul(1).sub(0).div(1).pow(1)).outputs[0]).toBe(0);
  });

  test("survives being posted", () => {
    expect(structuredClone(everything)).toEqual(everything);
  });
});

describe("tracing refuses", () => {
  const bad = (f: (u: Expression) => unknown) => () =>
    trace(["u", "ux"], ({ u }) => f(u) as Expression, "the residual pde");
  test.each([
    ["a number", () => 3],
    ["nothing", () => undefined],
    ["an empty list", () => []],
    ["a number in a list", (u: Expression) => [u, 3]],
    ["an object", () => ({})],
  ])("a function that returns %s, naming the term", (_, f) => {
    expect(bad(f)).toThrow(/the residual pde must return/);
    expect(bad(f)).toThrow(SechError);
  });

  test("an input that the function is not given, naming it", () => {
    const read = () => trace(["u", "ux"], (inputs) => (inputs as unknown as { uxx: Expression }).uxx, "pde");
    expect(read).toThrow("pde reads uxx, which it is not given (its inputs are u, ux)");
  });

  test("operands that are neither traced here nor finite numbers", () => {
    let elsewhere: Expression | undefined;
    trace(["v"], ({ v }) => {
      elsewhere = v;
      return v;
    });
    expect(bad((u) => u.add(elsewhere as Expression))).toThrow(/operand of add/);
    expect(bad((u) => u.mul(Number.NaN))).toThrow(/operand of mul/);
    expect(bad((u) => u.pow(Number.POSITIVE_INFINITY))).toThrow(/exponent/);
  });
});

describe("jets of a tape", () => {
  test("carry the third and fourth derivatives of a plane wave and of a product to 1e-12", () => {
    const [k, w] = [1.3, 0.7];
    const layout = jetLayout(["x", "t"], ["xxxx", "xxt", "tt"]);
    const wave = trace(["x", "t"], ({ x, t }) => x.mul(k).sub(t.mul(w)).sin().mul(t.neg().exp()));
    const at = (x: number, t: number, m: number, n: number): number => {
      // (∂x)^m (∂t)^n of Im exp(ikx − (1 + iw) t) = Im (ik)^m (−1 − iw)^n exp(…).
      let [re, im] = [Math.cos(k * x - w * t) * Math.exp(-t), Math.sin(k * x - w * t) * Math.exp(-t)];
      for (let i = 0; i < m; i++) [re, im] = [-k * im, k * re];
      for (let i = 0; i < n; i++) [re, im] = [-re + w * im, -im - w * re];
      return im;
    };
    const got = tapeJets(wave, layout, Float64Array.of(0.4, 0.9, -1.1, 0.2));
    layout.names.forEach((name, channel) => {
      const [m, n] = [name.split("x").length - 1, name.split("t").length - 1];
      expect(Math.abs((got[channel] as number) - at(0.4, 0.9, m, n))).toBeLessThan(1e-12);
      expect(Math.abs((got[layout.names.length + channel] as number) - at(-1.1, 0.2, m, n))).toBeLessThan(1e-12);
    });
  });

  test("agree with repeated differences of the lower derivatives for every operation", () => {
    const layout = jetLayout(["x", "y"], ["xxxx", "xxyy", "yyyy"]);
    const jets = (x: number, y: number) => tapeJets(everything, layout, Float64Array.of(x, y));
    const channels = layout.names.length;
    layout.names.forEach((name, channel) => {
      if (name === "") return;
      const last = name.at(-1) as "x" | "y";
      const lower = layout.names.indexOf(name.slice(0, -1));
      for (let k = 0; k < everything.outputs.length; k++) {
        const along = (h: number) =>
          jets(last === "x" ? h : 0.6, last === "y" ? h : 0.5)[k * channels + lower] as number;
        const difference = slope(along, last === "x" ? 0.6 : 0.5);
        const got = jets(0.6, 0.5)[k * channels + channel] as number;
        expect(Math.abs(got - difference)).toBeLessThan(1e-8 * Math.max(1, Math.abs(got)));
      }
    });
  });
});

describe("jets of many points", () => {
  test("are those of each point alone, whatever their number", () => {
    const layout = jetLayout(["x", "y"], ["xx", "xy"]);
    const size = everything.outputs.length * layout.names.length;
    for (const count of [1, 63, 64, 65, 200]) {
      const points = Float64Array.from({ length: 2 * count }, (_, i) => 0.3 + 0.4 * Math.sin(1 + i));
      const together = tapeJets(everything, layout, points);
      expect(together.length).toBe(count * size);
      for (let p = 0; p < count; p++) {
        const alone = tapeJets(everything, layout, points.slice(2 * p, 2 * p + 2));
        expect(together.slice(p * size, (p + 1) * size)).toEqual(alone);
      }
    }
    expect(tapeJets(everything, layout, new Float64Array(0)).length).toBe(0);
  });
});

describe("a layout", () => {
  test("is closed under taking derivatives away, value first and ordered", () => {
    expect(jetLayout(["x", "t"], ["xxt"]).names).toEqual(["", "x", "t", "xx", "xt", "xxt"]);
    expect(jetLayout(["x", "t"], ["tx"]).names).toEqual(["", "x", "t", "xt"]);
    expect(jetLayout(["x", "xi"], ["xixi"]).names).toEqual(["", "xi", "xixi"]);
  });

  test("refuses partials that its coordinates cannot spell, and above the fourth order", () => {
    expect(() => jetLayout(["x", "t"], ["xy"])).toThrow(/must be named by the coordinates, got "xy"/);
    expect(() => jetLayout(["x"], ["xxxxx"])).toThrow(/order 4/);
  });
});
