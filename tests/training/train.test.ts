import { pinn, problems, training } from "sech";
import { describe, expect, test } from "vitest";

const poisson = problems.poisson();
const small = pinn.mlp({ width: 8, depth: 1 });
const stages = () => [
  training.adam({ steps: 20, rate: 1e-2 }),
  training.selfScaled({ steps: 30, resample: 7 }),
  training.levenbergMarquardt({ steps: 10, resample: 4 }),
];
const options = { seed: 3, points: { interior: 64 }, stages: stages() };

describe("training", () => {
  test("lowers the error, and says what it did and why it ended", async () => {
    const fit = await training.train(poisson, pinn.mlp({ width: 10, depth: 1 }), {
      ...options,
      points: { interior: 128 },
      stages: [training.adam({ steps: 50, rate: 1e-2 }), training.levenbergMarquardt({ steps: 60 })],
    });
    expect(training.relativeError(poisson, fit)).toBeLessThan(1e-3);
    expect(fit).toMatchObject({ status: "success", stopReason: "stages-done", iterations: 110, seed: 3, warnings: [] });
    expect(fit.stages).toEqual([
      { name: "adam", steps: 50, stopReason: "steps" },
      { name: "levenberg-marquardt", steps: 60, stopReason: "steps" },
    ]);
    expect(fit.evaluate(0.5, 0.5)).toBeCloseTo(1, 2);
    expect(fit.values(Float64Array.of(0.5, 0.5, 0, 0.3))).toEqual(Float64Array.of(fit.evaluate(0.5, 0.5), 0));
    expect(fit.residuals["pde"]).toBeCloseTo(fit.heldOutResidual, 12);
  });

  test("of one seed is equal to the bit, and of another seed is not", async () => {
    const [a, b, other] = [
      await training.train(poisson, small, options),
      await training.train(poisson, small, options),
      await training.train(poisson, small, { ...options, seed: 4 }),
    ];
    expect(a.parameters).toEqual(b.parameters);
    expect(a.history.map(({ heldOut }) => heldOut)).toEqual(b.history.map(({ heldOut }) => heldOut));
    expect(other.parameters).not.toEqual(a.parameters);
  });

  test("keeps the parameters with the least held-out residual, whatever came after", async () => {
    const fit = await training.train(poisson, small, {
      ...options,
      stages: [training.levenbergMarquardt({ steps: 40 }), training.adam({ steps: 100, rate: 1 })],
    });
    const least = Math.min(...fit.history.map(({ heldOut }) => heldOut));
    expect(fit.history.at(-1)?.heldOut).toBeGreaterThan(3 * least);
    expect(fit.heldOutResidual).toBeLessThan(1.5 * least);
  });

  test("never looks at the exact solution", async () => {
    const blind = {
      ...poisson,
      exact: () => {
        throw new Error("the exact solution was looked at");
      },
    };
    const fit = await training.train(blind, small, options);
    expect(fit.parameters).toEqual((await training.train(poisson, small, options)).parameters);
  });

  test("on few points that are never drawn anew interpolates them, and warns", async () => {
    const fit = await training.train(poisson, pinn.mlp({ width: 16, depth: 2 }), {
      ...options,
      points: { interior: 20 },
      stages: [training.levenbergMarquardt({ steps: 60, resample: 0 })],
    });
    expect(fit.warnings).toEqual([expect.stringMatching(/^the residual on fresh points is \S+ times that/)]);
  });

  test("ends at a step budget, a time budget, and a signal", async () => {
    const steps = await training.train(poisson, small, { ...options, budget: { steps: 25 } });
    expect(steps).toMatchObject({ stopReason: "step-budget", iterations: 25 });
    const time = await training.train(poisson, small, { ...options, budget: { seconds: 1e-6 } });
    expect(time).toMatchObject({ stopReason: "time-budget", iterations: 0 });
    expect(time.heldOutResidual).toBeGreaterThan(0);
    const abort = new AbortController();
    const aborted = await training.train(poisson, small, {
      ...options,
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    expect(aborted).toMatchObject({ status: "aborted", stopReason: "aborted" });
    expect(aborted.iterations).toBeLessThan(60);
  });

  test("that leaves the numbers ends as non-finite with the best parameters before", async () => {
    const blowUp = problems.pde({
      domain: { x: [0, 1] },
      derivatives: ["xx"],
      pde: ({ u, uxx }) => uxx.add(u.log()),
      conditions: { ends: { kind: "dirichlet", faces: ["x.min", "x.max"] } },
    });
    const fit = await training.train(blowUp, small, {
      ...options,
      stages: [training.adam({ steps: 10 })],
    });
    expect(fit).toMatchObject({ status: "non-finite", stopReason: "non-finite" });
    expect(fit.parameters.every(Number.isFinite)).toBe(true);
  });
});

describe("a training that is cut off goes on to the bit", () => {
  test.each([1, 15, 20, 27, 49, 50, 55])("after %i steps", async (steps) => {
    const whole = await training.train(poisson, small, options);
    let checkpoint: Uint8Array | undefined;
    await training.train(poisson, small, {
      ...options,
      budget: { steps },
      checkpointEvery: 1,
      onCheckpoint: (bytes) => {
        checkpoint = bytes();
      },
    });
    const rest = await training.train(poisson, small, { ...options, resume: checkpoint as Uint8Array });
    expect(rest.parameters).toEqual(whole.parameters);
    expect(rest.iterations).toBe(whole.iterations);
    expect(rest.history.filter(({ iteration }) => iteration > steps).map(({ heldOut }) => heldOut)).toEqual(
      whole.history.filter(({ iteration }) => iteration > steps).map(({ heldOut }) => heldOut),
    );
  });

  test("and refuses the checkpoint of another training, by what differs", async () => {
    let checkpoint: Uint8Array | undefined;
    const keep = (bytes: () => Uint8Array) => {
      checkpoint = bytes();
    };
    await training.train(poisson, small, { ...options, budget: { steps: 2 }, onCheckpoint: keep });
    const resume = checkpoint as Uint8Array;
    const refused = (change: Partial<training.TrainOptions>, model = small) =>
      expect(training.train(poisson, model, { ...options, resume, ...change })).rejects;
    await refused({ seed: 5 }).toThrow("its seed is 3");
    await refused({ points: { interior: 65 } }).toThrow('its points is {"interior":64}');
    await refused({}, pinn.mlp({ width: 9, depth: 1 })).toThrow("its width is 8");
    const [adam, ...rest] = stages();
    const faster = [training.adam({ steps: adam?.steps as number, rate: 2e-2 }), ...rest];
    await refused({ stages: faster }).toThrow('its stages is adam 20 10 {"rate":0.01}');
  });
});

describe("what no training could use is refused by name", () => {
  const bad: readonly (readonly [string, Partial<training.TrainOptions>, string | RegExp])[] = [
    ["no points", { points: { interior: 0 } }, "points.interior must be a positive whole number, got 0"],
    [
      "points of a condition that is met exactly",
      { points: { walls: 10 } },
      'points names a term that the loss does not have, got "walls"',
    ],
    ["a weight of nothing", { weights: { wals: 1 } }, 'weights names a term that the loss does not have, got "wals"'],
    ["a negative weight", { weights: { interior: -1 } }, "weights.interior must be finite and not negative, got -1"],
    ["a seed that is no number", { seed: Number.NaN }, "seed must be a whole number from 0, got NaN"],
    [
      "parameters that are not numbers",
      { parameters: new Float64Array(33).fill(Number.NaN) },
      "parameters[0] must be finite, got NaN",
    ],
    ["too few parameters", { parameters: new Float64Array(3) }, "parameters must be 33 numbers, got 3"],
    ["no stages", { stages: [] }, "stages must not be empty"],
    ["a budget of nothing", { budget: { seconds: 0 } }, "budget.seconds must be positive, got 0"],
    ["windows that end early", { windows: [0.5] }, "windows must ascend to 1, got [0.5]"],
    ["windows without time", { windows: [0.5, 1] }, "windows need a coordinate t"],
    [
      "a grid of a number that is no square",
      { points: { interior: 65 }, sampling: { points: "grid" } },
      "got 65; try 64",
    ],
  ];
  test.each(bad)("%s", async (_name, change, message) => {
    await expect(training.train(poisson, small, { ...options, ...change })).rejects.toThrow(message);
  });

  test("stages without steps, models without neurons", () => {
    expect(() => training.adam({ steps: 0 })).toThrow("stages.adam.steps must be a positive whole number, got 0");
    expect(() => pinn.mlp({ width: 0 })).toThrow("model.width must be a positive whole number, got 0");
    expect(() => pinn.fourier({ scale: -1 })).toThrow("model.scale must be positive, got -1");
  });
});
