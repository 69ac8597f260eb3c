import { pinn, problems, training } from "sech";
import { describe, expect, test } from "vitest";
import { inlineTape, partialTape, rng, tapeAt, trace } from "../../src/core/index.ts";
import { chebyshevSeries, tracedSeries } from "../../src/training/chebyshev.ts";

const model = pinn.mlp({ width: 10, depth: 1 });
const options = { seed: 1, points: { interior: 150 }, stages: [training.levenbergMarquardt({ steps: 50 })] };

describe("a sequence of windows", () => {
  test("begins each where the one before ends, and is right as a whole", async () => {
    const heat = problems.heat();
    const told: number[] = [];
    const onProgress = ({ fraction }: { readonly fraction: number }) => told.push(fraction);
    const all = await training.sequence(heat, model, { ...options, windows: [0.4, 1], onProgress });
    expect(all.status).toBe("success");
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told[0]).toBeLessThan(0.5);
    expect(told.at(-1)).toBeGreaterThan(0.5);
    expect(told.at(-1)).toBeLessThanOrEqual(1);
    expect(all.ends).toEqual([0.4, 1]);
    expect(all.fits.map(({ problem }) => problem.domain[1])).toEqual([
      [0, 0.4],
      [0.4, 1],
    ]);
    const [first, second] = all.fits as [training.Fit<problems.PdeProblem, typeof model>, (typeof all.fits)[0]];
    for (const x of [0, 0.21, 0.5, 0.93, 1]) {
      expect(Math.abs(second.evaluate(x, 0.4) - first.evaluate(x, 0.4))).toBeLessThan(1e-12);
    }
    expect(all.evaluate(0.3, 0.2)).toBe(first.evaluate(0.3, 0.2));
    expect(all.evaluate(0.3, 0.7)).toBe(second.evaluate(0.3, 0.7));
    expect(training.relativeError(heat, all)).toBeLessThan(1e-3);
    expect(all.warnings).toEqual([]);
  });

  test("hands on velocities too, and data to the windows in which they lie", async () => {
    const points = [
      [0.3, 0.1],
      [0.6, 0.2],
    ];
    const wave = problems.pde({
      domain: { x: [0, 1], t: [0, 0.5] },
      derivatives: ["tt", "xx"],
      pde: ({ utt, uxx }) => utt.sub(uxx),
      conditions: {
        start: { kind: "initial", value: ({ x }) => x.mul(Math.PI).sin(), velocity: 0 },
        ends: { kind: "dirichlet", faces: ["x.min", "x.max"] },
        measured: {
          kind: "data",
          points,
          values: points.map(([x = 0, t = 0]) => Math.sin(Math.PI * x) * Math.cos(Math.PI * t)),
        },
      },
      exact: (x = 0, t = 0) => Math.sin(Math.PI * x) * Math.cos(Math.PI * t),
    });
    const all = await training.sequence(wave, model, { ...options, windows: 2 });
    const [first, second] = all.fits as [(typeof all.fits)[0], (typeof all.fits)[0]];
    const h = 1e-4;
    const before =
      (3 * first.evaluate(0.4, 0.25) - 4 * first.evaluate(0.4, 0.25 - h) + first.evaluate(0.4, 0.25 - 2 * h)) / 2;
    const after =
      (-3 * second.evaluate(0.4, 0.25) + 4 * second.evaluate(0.4, 0.25 + h) - second.evaluate(0.4, 0.25 + 2 * h)) / 2;
    expect(after / h).toBeCloseTo(before / h, 5);
    expect(Object.keys(first.residuals)).toContain("measured");
    expect(Object.keys(second.residuals)).not.toContain("measured");
    expect(training.relativeError(wave, all)).toBeLessThan(2e-3);
  });

  test("is refused without a beginning, with scalars, and for windows that do not ascend", async () => {
    await expect(training.sequence(problems.poisson(), model, { ...options, windows: 2 })).rejects.toThrow(
      /needs an initial condition in t/,
    );
    await expect(training.sequence(problems.heat(), model, { ...options, windows: [0.5, 0.4, 1] })).rejects.toThrow(
      /windows must ascend to 1/,
    );
    const unknown = { ...problems.heat(), trainable: { k: { initial: 1 } } };
    await expect(training.sequence(unknown, model, { ...options, windows: 2 })).rejects.toThrow(
      /cannot train the scalars/,
    );
  });
});

describe("Chebyshev series", () => {
  const value = (series: ReturnType<typeof chebyshevSeries>, ...at: number[]) => {
    const names = at.map((_, i) => `x${i}`);
    const tape = trace(names, (inputs) =>
      tracedSeries(
        series,
        names.map((name) => inputs[name] as never),
      ),
    );
    return tapeAt(tape, Float64Array.from(at))[0] as number;
  };

  test("hold smooth functions of one and two coordinates to rounding", () => {
    const f = (x: number) => Math.exp(x) * Math.sin(9 * x);
    const one = chebyshevSeries([[-1, 2]], (points) => points.map(f), 1024);
    for (const x of [-1, -0.33, 0.7, 2]) expect(Math.abs(value(one, x) - f(x))).toBeLessThan(1e-13 * Math.exp(2) * 10);
    expect(one.tail).toBeLessThan(1e-13);
    const g = (x: number, y: number) => Math.cos(3 * x + y) / (2 + y);
    const two = chebyshevSeries(
      [
        [0, 1],
        [-1, 1],
      ],
      (points) =>
        Float64Array.from({ length: points.length / 2 }, (_, i) =>
          g(points[2 * i] as number, points[2 * i + 1] as number),
        ),
      64,
    );
    expect(Math.abs(value(two, 0.3, 0.9) - g(0.3, 0.9))).toBeLessThan(1e-13);
    expect(Math.abs(value(two, 1, -1) - g(1, -1))).toBeLessThan(1e-13);
  });

  test("say what they could not resolve", () => {
    const rough = chebyshevSeries([[-1, 1]], (points) => points.map((x) => Math.abs(x - 0.1)), 64);
    expect(rough.tail).toBeGreaterThan(1e-5);
  });
});

describe("tapes", () => {
  const every = trace(["x", "y"], ({ x, y }) => [
    x.mul(y).add(x.div(y)).sub(y.neg()),
    x.pow(3).add(x.square()).add(x.sqrt()).add(x.exp()).add(x.log()).mul(y),
    x.sin().add(x.cos()).add(x.tan()).add(x.sinh()).add(x.cosh()).mul(y),
    x.tanh().add(x.mul(y).sech()).add(x.neg().abs()),
  ]);
  const random = rng(5);
  const points = Float64Array.from({ length: 12 }, () => 0.2 + random.uniform());

  test("have derivatives that are tapes, for every operation", () => {
    const h = 1e-3;
    for (const input of [0, 1]) {
      const slopes = tapeAt(partialTape(every, ["x", "y"][input] as string), points);
      const moved = (k: number) =>
        tapeAt(
          every,
          points.map((value, i) => (i % 2 === input ? value + k * h : value)),
        );
      const [a, b, c, d] = [moved(1), moved(-1), moved(2), moved(-2)] as const;
      slopes.forEach((slope, i) => {
        const wanted = (8 * ((a[i] as number) - (b[i] as number)) - ((c[i] as number) - (d[i] as number))) / (12 * h);
        expect(Math.abs(slope - wanted)).toBeLessThan(1e-7 * (1 + Math.abs(wanted)));
      });
    }
  });

  test("give the same inside another tape", () => {
    const inside = trace(["x", "y"], ({ x, y }) => inlineTape(every, [x, y]));
    expect(tapeAt(inside, points)).toEqual(tapeAt(every, points));
  });
});
