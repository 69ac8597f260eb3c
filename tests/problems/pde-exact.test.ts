import { describe, expect, test } from "vitest";
import { expressionReader, rng, tapeAt } from "../../src/core/index.ts";
import type { PdeProblem } from "../../src/problems/index.ts";
import * as problems from "../../src/problems/index.ts";

await expressionReader();

/** Weights of ninth-point central differences of order one, two and three, errors O(h⁸), O(h⁸), O(h⁶). */
const differences: readonly (readonly number[])[] = [
  [1 / 280, -4 / 105, 1 / 5, -4 / 5, 0, 4 / 5, -1 / 5, 4 / 105, -1 / 280],
  [-1 / 560, 8 / 315, -1 / 5, 8 / 5, -205 / 72, 8 / 5, -1 / 5, 8 / 315, -1 / 560],
  [-7 / 240, 3 / 10, -169 / 120, 61 / 30, 0, -61 / 30, 169 / 120, -3 / 10, 7 / 240],
];

/** A partial derivative in one coordinate by differences of the exact solution. */
function partial(problem: PdeProblem, unknown: number, name: string, point: readonly number[], h: number): number {
  const axis = problem.coordinates.indexOf(name[0] as string);
  const weights = differences[name.length - 1] as readonly number[];
  const value = (shift: number) =>
    problem.exact?.(...point.with(axis, (point[axis] as number) + shift))[unknown] ?? Number.NaN;
  return (
    weights.reduce((sum, weight, i) => sum + (weight === 0 ? 0 : weight * value((i - 4) * h)), 0) / h ** name.length
  );
}

/** The largest residual of the exact solution at random inner points, over the largest quantity that enters it. */
function exactResidual(problem: PdeProblem, step: number): number {
  const random = rng(1);
  let [largest, scale] = [0, 0];
  for (let i = 0; i < 40; i++) {
    const point = problem.domain.map(([from, to]) => from + (to - from) * (0.1 + 0.8 * random.uniform()));
    const jets = problem.unknowns.flatMap((_, unknown) => [
      problem.exact?.(...point)[unknown] as number,
      ...problem.derivatives.map((name) => partial(problem, unknown, name, point, step)),
    ]);
    scale = Math.max(scale, ...jets.map(Math.abs));
    largest = Math.max(largest, ...tapeAt(problem.residual, Float64Array.of(...jets, ...point)).map(Math.abs));
  }
  return largest / scale;
}

describe("the exact solution satisfies its equation and conditions", () => {
  const cases: readonly (readonly [string, PdeProblem, number])[] = [
    ["Burgers, viscosity 0.05", problems.burgers({ viscosity: 0.05 }), 0.004],
    ["Burgers, viscosity 0.01/π", problems.burgers(), 0.0004],
    ["Helmholtz (4, 1)", problems.helmholtz(), 0.01],
    ["Helmholtz (2, 3)", problems.helmholtz({ a1: 2, a2: 3 }), 0.01],
    ["Poisson", problems.poisson(), 0.01],
    ["heat", problems.heat(), 0.01],
    ["wave", problems.waveEquation(), 0.003],
    ["Korteweg–de Vries, two solitons", problems.kdv(), 0.02],
    ["Klein–Gordon", problems.kleinGordon(), 0.01],
    ["flow mixing", problems.flowMixing(), 0.005],
    ["Burgers in the plane", problems.planeBurgers(), 0.01],
    ["nonlinear Schrödinger soliton", problems.nlseSoliton({ amplitude: 1.5, velocity: -0.5 }), 0.01],
  ];
  test.each(cases)("%s", (_name, problem, step) => {
    expect(exactResidual(problem, step)).toBeLessThan(2e-7);
  });

  test("Burgers' solution agrees with the published slope at the origin and is odd", () => {
    const { exact } = problems.burgers();
    // The largest slope −152.00516 at t = 1.6037/π: Basdevant et al. (1986), table of the Cole–Hopf solution.
    const h = 1e-6;
    const t = 1.6037 / Math.PI;
    expect((exact?.(h, t)[0] as number) / h).toBeCloseTo(-152.00516, 3);
    expect(exact?.(0.3, 0.7)[0]).toBeCloseTo(-(exact?.(-0.3, 0.7)[0] as number), 14);
  });

  test("Burgers' solution stays finite where exponentials of 1/ν would overflow", () => {
    const value = problems.burgers({ viscosity: 1e-4 }).exact?.(0.5, 0.3)[0] as number;
    expect(value).toBeLessThan(-0.5);
    expect(value).toBeGreaterThan(-1);
  });
});

describe("a problem that is not well-posed is refused with the name of what is wrong", () => {
  const domain = { x: [0, 1], t: [0, 1] } as const;
  const heat = { domain, derivatives: ["t", "xx"], pde: "ut - uxx" } as const;
  const bad: readonly (readonly [string, () => unknown, string | RegExp])[] = [
    [
      "an inverted domain",
      () => problems.pde({ ...heat, domain: { x: [1, 0], t: [0, 1] } }),
      "domain.x must be two finite numbers, the lower first, got [1,0]; try [0, 1]",
    ],
    ["an infinite domain", () => problems.pde({ ...heat, domain: { x: [0, Infinity], t: [0, 1] } }), "domain.x"],
    [
      "an unknown derivative in text",
      () => problems.pde({ ...heat, pde: "ut - uyy" }),
      "pde: unknown name uyy at position 6",
    ],
    [
      "an unknown derivative in a function",
      // @ts-expect-error the name does not exist, and neither does it for the compiler
      () => problems.pde({ ...heat, pde: ({ ut, uxt }) => ut.sub(uxt) }),
      /pde reads uxt, which it is not given/,
    ],
    [
      "a derivative by something that is no coordinate",
      () => problems.pde({ ...heat, derivatives: ["t", "yy"] }),
      'must be named by one to four of the coordinates x, t, got "yy"',
    ],
    [
      "a residual that returns a number",
      // @ts-expect-error a number is not an equation
      () => problems.pde({ ...heat, pde: () => 0 }),
      "pde must return a traced quantity, got 0",
    ],
    [
      "one of several that does",
      // @ts-expect-error one of two equations is a number
      () => problems.pde({ ...heat, pde: ({ u }) => ({ mass: u, energy: 3 }) }),
      "pde.energy must return a traced quantity, got 3",
    ],
    [
      "a face that does not exist",
      () => problems.pde({ ...heat, conditions: { wall: { kind: "dirichlet", faces: ["y.max" as "x.max"] } } }),
      'conditions.wall.faces must name a face of the domain, got "y.max"; try one of x.min, x.max, t.min, t.max',
    ],
    [
      "an unknown that does not exist",
      () => problems.pde({ ...heat, conditions: { start: { kind: "initial", value: { v: 0 } as never } } }),
      "conditions.start.value must name an unknown",
    ],
    [
      "a face of a periodic coordinate",
      () =>
        problems.pde({
          ...heat,
          conditions: { ring: { kind: "periodic", coordinate: "x" }, wall: { kind: "dirichlet", faces: ["x.min"] } },
        }),
      "conditions.wall is on a face of x, which conditions.ring makes periodic",
    ],
    [
      "a condition named like an equation",
      () => problems.pde({ ...heat, conditions: { pde: { kind: "initial", value: 0 } } }),
      "conditions.pde has the name of an equation",
    ],
    [
      "a viscosity of zero",
      () => problems.burgers({ viscosity: 0 }),
      "viscosity must be at least 1e-4, got 0; try 0.01",
    ],
  ];
  test.each(bad)("%s", (_name, make, message) => {
    expect(make).toThrow(message);
  });
});
