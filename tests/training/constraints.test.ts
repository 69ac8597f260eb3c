import { describe, expect, test } from "vitest";
import { expressionReader, rng, tapeAt, trace } from "../../src/core/index.ts";
import * as pinn from "../../src/pinn/index.ts";
import type { PdeProblem } from "../../src/problems/index.ts";
import * as problems from "../../src/problems/index.ts";
import { hardForm } from "../../src/training/constraints.ts";
import { termsOf } from "../../src/training/terms.ts";

await expressionReader();

/** A and B of one unknown at a point. */
function form(problem: PdeProblem, unknown: string): (point: readonly number[]) => readonly [number, number] {
  const hard = hardForm(problem, unknown);
  if (hard === undefined) throw new Error("no hard conditions");
  const tape = trace(problem.coordinates, (at) => [hard.offset(at), hard.factor(at)]);
  return (point) => {
    const [a, b] = tapeAt(tape, Float64Array.from(point));
    return [a as number, b as number];
  };
}

const random = rng(5);
const inside = (problem: PdeProblem) =>
  problem.domain.map(([from, to]) => from + (to - from) * random.uniform()) as readonly number[];

describe("the form A + B N meets hard conditions whatever N is", () => {
  const faces: readonly (readonly [string, PdeProblem, readonly (readonly [axis: number, end: 0 | 1])[]])[] = [
    [
      "Burgers",
      problems.burgers(),
      [
        [0, 0],
        [0, 1],
        [1, 0],
      ],
    ],
    [
      "Helmholtz",
      problems.helmholtz(),
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
    ],
    [
      "wave",
      problems.waveEquation(),
      [
        [0, 0],
        [0, 1],
        [1, 0],
      ],
    ],
    [
      "Korteweg–de Vries",
      problems.kdv(),
      [
        [0, 0],
        [0, 1],
        [1, 0],
      ],
    ],
    [
      "nonlinear Schrödinger",
      problems.nlseSoliton(),
      [
        [0, 0],
        [0, 1],
        [1, 0],
      ],
    ],
  ];
  test.each(faces)("%s: the exact values on every face", (_name, problem, hard) => {
    problem.unknowns.forEach((unknown, index) => {
      const at = form(problem, unknown);
      for (const [axis, end] of hard) {
        for (let i = 0; i < 20; i++) {
          const point = inside(problem).with(axis, (problem.domain[axis] as readonly number[])[end] as number);
          const [a, b] = at(point);
          expect(a).toBeCloseTo(problem.exact?.(...point)[index] as number, 12);
          expect(Math.abs(b)).toBeLessThan(1e-15);
        }
      }
      const largest = Math.max(...Array.from({ length: 500 }, () => Math.abs(at(inside(problem))[1])));
      expect(largest).toBeGreaterThan(0.8);
      expect(largest).toBeLessThanOrEqual(1);
    });
  });

  test("a velocity is met too: A has it and B begins with t²", () => {
    const domain = { x: [0, 1], t: [0, 2] } as const;
    const problem = problems.pde({
      domain,
      derivatives: ["tt", "xx"],
      pde: "utt - uxx",
      conditions: {
        start: { kind: "initial", value: ({ x }) => x.sin(), velocity: ({ x }) => x.cos() },
        left: { kind: "dirichlet", faces: ["x.min"], value: ({ t }) => t.sin() },
      },
    });
    const at = form(problem, "u");
    const h = 1e-5;
    for (const x of [0, 0.3, 0.9]) {
      const [low, high] = [at([x, -h]), at([x, h])];
      expect((high[0] - low[0]) / (2 * h)).toBeCloseTo(Math.cos(x), 8);
      expect((high[1] - low[1]) / (2 * h)).toBeCloseTo(0, 8);
    }
    expect(at([0, 1.3])[0]).toBeCloseTo(Math.sin(1.3), 14);
  });

  test("two conditions for one face are refused by name", () => {
    const problem = problems.pde({
      domain: { x: [0, 1] },
      derivatives: ["xx"],
      pde: "uxx",
      conditions: { a: { kind: "dirichlet", faces: ["x.min"] }, b: { kind: "dirichlet", faces: ["x.min"], value: 1 } },
    });
    expect(() => hardForm(problem, "u")).toThrow("conditions.b and conditions.a both give u on one face");
  });
});

test("hard conditions that disagree where they meet are refused by name", () => {
  const problem = problems.pde({
    domain: { x: [0, 1], t: [0, 1] },
    derivatives: ["t", "xx"],
    pde: "ut - uxx",
    conditions: {
      initial: { kind: "initial", value: 1 },
      cold: { kind: "dirichlet", faces: ["x.min"], value: 0 },
    },
  });
  expect(() => pinn.mlp().bind(problem, rng(1))).toThrow(
    /conditions\.initial cannot be met exactly together with the others, got \{"u":1\} \(they disagree where/,
  );
});

describe("soft conditions are terms of the loss", () => {
  const problem = problems.pde({
    domain: { x: [0, 2], t: [0, 1] },
    unknowns: ["u", "v"],
    derivatives: ["t", "xx"],
    pde: ({ ut, vt, uxx, vxx }) => ({ first: ut.sub(uxx), second: vt.sub(vxx) }),
    conditions: {
      start: { kind: "initial", value: { u: "x", v: 2 }, velocity: { u: 3 }, enforce: "soft" },
      wall: { kind: "dirichlet", faces: ["x.min", "x.max"], value: { v: "t" }, enforce: "soft" },
      flux: { kind: "neumann", faces: ["x.min", "x.max"], value: { u: 5 } },
      mixed: { kind: "robin", faces: ["x.max"], alpha: 2, beta: 3, value: { v: "t" } },
    },
  });
  const terms = Object.fromEntries(termsOf(problem).map((term) => [term.name, term]));

  test("each face with its box, and each row with its name", () => {
    expect(Object.keys(terms)).toEqual([
      "interior",
      "start t.min",
      "wall x.min",
      "wall x.max",
      "flux x.min",
      "flux x.max",
      "mixed x.max",
    ]);
    expect(terms["wall x.max"]?.box).toEqual([
      [2, 2],
      [0, 1],
    ]);
    expect(terms["start t.min"]?.rows).toEqual(["start u", "start v", "start.velocity u"]);
    expect(terms["interior"]?.rows).toEqual(["first", "second"]);
  });

  test("with the outward normal and the given values", () => {
    // Inputs u, u', v, v', x, t.
    const row = (name: string, ...inputs: readonly number[]) => [
      ...tapeAt((terms[name] as { tape: Parameters<typeof tapeAt>[0] }).tape, Float64Array.from(inputs)),
    ];
    expect(row("start t.min", 10, 20, 30, 40, 1.5, 0)).toEqual([10 - 1.5, 30 - 2, 20 - 3]);
    expect(row("wall x.min", 10, 20, 30, 40, 0, 0.5)).toEqual([30 - 0.5]);
    expect(row("flux x.min", 10, 20, 30, 40, 0, 0.5)).toEqual([-20 - 5]);
    expect(row("flux x.max", 10, 20, 30, 40, 2, 0.5)).toEqual([20 - 5]);
    expect(row("mixed x.max", 10, 20, 30, 40, 2, 0.5)).toEqual([2 * 30 + 3 * 40 - 0.5]);
  });
});
