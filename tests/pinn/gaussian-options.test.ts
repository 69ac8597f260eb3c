import { pinn, problems, training } from "sech";
import { describe, expect, test } from "vitest";
import { rng } from "../../src/core/index.ts";

type Options = Parameters<typeof pinn.gaussians>[0] & object;

/** Options as a program without types could give them. */
const made = (options: object) => pinn.gaussians(options as Options);

describe("options of Gaussians that the chosen trainer would not look at are refused", () => {
  const onlyTrained = { start: 10, overlap: 1.2, grid: [3, 3], moves: false, windows: 2, placement: "grid" };
  const onlyMoving = { covariance: "full", head: { channels: 2, width: 4 } };
  const onlyFixed = { rank: 3, kappa: 2, tolerance: 1e-3, levels: 2, verify: true };
  const refused = [
    ...["auto", "separable"].map((trainer) => [trainer, { ...onlyTrained, ...onlyMoving }] as const),
    ["trained", onlyFixed] as const,
    ["original", { ...onlyFixed, ...onlyTrained, ghosts: 1 }] as const,
  ].flatMap(([trainer, options]) => Object.entries(options).map(([key, value]) => ({ trainer, key, value })));

  test.each(refused)("$key by $trainer", ({ trainer, key, value }) => {
    expect(() => made({ trainer, count: 100, [key]: value })).toThrow(
      new RegExp(`^model\\.${key} belongs to model\\.trainer (auto|separable|trained|original).*; try model\\.trainer`),
    );
  });

  test("those without a choice are those of auto", () => {
    expect(() => made({ start: 5 })).toThrow("model.start belongs to model.trainer trained, got 5");
    expect(() => made({ ghosts: undefined, verify: false, kappa: 2 })).not.toThrow();
    expect(() => pinn.trainedGaussians({ kappa: 2 } as object)).toThrow("belongs to model.trainer auto or separable");
  });

  test("names that no trainer knows, and trainers that there are not", () => {
    expect(() => made({ widths: 2 })).toThrow("model.widths is not an option of Gaussians, got 2");
    expect(() => made({ toString: 2 })).toThrow("model.toString is not an option of Gaussians");
    const known = 'model.trainer must be auto, separable, trained or original, got "best"; try "auto"';
    expect(() => made({ trainer: "best" })).toThrow(known);
    expect(() => pinn.trainedGaussians({ trainer: "auto" as "trained" })).toThrow("must be trained or original");
  });
});

const unused: readonly (readonly [name: string, options: pinn.TrainedGaussiansOptions, message: string])[] = [
  ["a start in windows of time", { windows: 2, start: 50 }, "model.start is for Gaussians of all of time together"],
  ["ghosts in windows of time", { windows: 2, ghosts: 1 }, "model.ghosts is for Gaussians of all of time together"],
  ["a grid in windows of time", { windows: 2, grid: [5, 5] }, "model.grid is for Gaussians of all of time together"],
  ["a placement without windows", { placement: "grid" }, "model.placement is for windows of time"],
  ["a start with a head", { head: { channels: 2, width: 4 }, start: 9 }, "model.start is for Gaussians without a head"],
  ["moves with a head", { head: { channels: 2, width: 4 }, moves: false }, "model.moves is for Gaussians without"],
  [
    "a chosen overlap with a head",
    { head: { channels: 2, width: 4 }, overlap: "chosen" },
    "model.overlap that is chosen is for Gaussians without a head",
  ],
];
test.each(unused)("%s is refused, for it would change nothing", (_name, options, message) => {
  expect(() => pinn.trainedGaussians(options)).toThrow(message);
});

const wrong: readonly (readonly [name: string, options: object, message: string])[] = [
  ["moves", { trainer: "trained", moves: "no" }, 'model.moves must be true or false, got "no"'],
  ["verify", { verify: "x" }, 'model.verify must be true or false, got "x"'],
  ["a grid", { trainer: "trained", grid: 5 }, "model.grid must be numbers of centres, got 5"],
  ["an overlap", { trainer: "trained", overlap: "wide" }, "model.overlap must be positive or chosen"],
  ["a head", { trainer: "trained", head: 4 }, "model.head must have channels and width, got 4"],
  ["half a head", { trainer: "original", head: { channels: 4 } }, "model.head.width must be a whole number"],
  ["an empty head", { trainer: "trained", head: { channels: 0, width: 4 } }, "model.head.channels must be a whole"],
  ["a deep head", { trainer: "trained", head: { channels: 1, width: 4, depth: 2 } }, "model.head.depth is not"],
];
test.each(wrong)("%s of the wrong kind is refused when the model is made", (_name, options, message) => {
  expect(() => made(options)).toThrow(message);
});

test("no budget, or one that is no number, is refused by Gaussians that fit themselves", async () => {
  const bad: readonly NonNullable<training.TrainOptions["budget"]>[] = [
    { steps: 0 },
    { steps: 1.5 },
    { seconds: -1 },
    { seconds: Number.NaN },
  ];
  const models = [pinn.gaussians(), pinn.trainedGaussians({ count: 40, windows: 2 })];
  for (const model of models) {
    for (const budget of bad) {
      const train = training.train(problems.heat(), model, { seed: 1, budget });
      await expect(train).rejects.toThrow(
        /^budget\.(steps|seconds) must be positive|^budget\.steps must be a positive/,
      );
    }
  }
});

test("Gaussians that move are refused beyond three coordinates", () => {
  const many = problems.manyPoisson({ dimension: 4 });
  for (const trainer of ["trained", "original"] as const) {
    const model = pinn.trainedGaussians({ trainer, count: 16 });
    const message = /up to 3 coordinates.*; try model\.trainer separable or auto/;
    expect(() => model.bind(many, rng(1))).toThrow(message);
    expect(() => training.requireTrainable(many, model, { seed: 1 })).toThrow(message);
  }
  const windows = pinn.trainedGaussians({ count: 40, windows: 2 });
  expect(() => training.requireTrainable(many, windows, { seed: 1 })).toThrow(/up to 3 coordinates/);
});

test("a fit warns where derivatives above the second make the steps of moving Gaussians slow", async () => {
  const third = problems.pde({
    name: "third",
    domain: { x: [0, 1] },
    derivatives: ["xxx"],
    pde: ({ uxxx }) => uxxx.sub(1),
    conditions: {
      ends: { kind: "dirichlet", faces: ["x.min", "x.max"] },
      slope: { kind: "neumann", faces: ["x.min"] },
    },
  });
  const warned = async (problem: problems.PdeProblem) => {
    const model = pinn.trainedGaussians({ count: 6, start: 6 });
    return (await training.train(problem, model, { seed: 1, budget: { steps: 1 } })).warnings;
  };
  expect(await warned(third)).toContainEqual(expect.stringContaining("above the second are taken by the plain loops"));
  expect((await warned(problems.poisson())).join()).not.toContain("plain loops");
});

test("the Gaussians of the published recipe can be drawn without saying how many they are", async () => {
  const line = { ...problems.heat(), name: "klein-gordon" };
  const fit = await training.train(line, pinn.trainedGaussians({ trainer: "original" }), {
    seed: 1,
    points: { interior: 20 },
    budget: { steps: 1 },
  });
  // That problem's recipe has 100 Gaussians in each of four channels.
  expect(pinn.gaussianFrames(fit)?.[0]).toHaveLength(400);
});
