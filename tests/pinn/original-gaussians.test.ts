import { pinn, problems, training } from "sech";
import { expect, test } from "vitest";
import { rng } from "../../src/core/index.ts";

const problem = problems.helmholtz();

test("the original has its number of parameters, its starting values and its conditions in the loss", () => {
  const model = pinn.trainedGaussians({ trainer: "original" });
  const bound = model.bind(problem, rng(0));
  // 5 k N + 97 with k = 4 channels of N = 800 Gaussians and 16 neurons.
  expect(bound.parameters).toBe(16_097);
  expect(bound.terms.map(({ name }) => name)).toEqual([
    "interior",
    "walls x.min",
    "walls x.max",
    "walls y.min",
    "walls y.max",
  ]);
  const theta = bound.initial(rng(1));
  const weights = theta.subarray(0, 3200);
  const deviation = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0) / 3200);
  expect(Math.abs(deviation / 0.01 - 1)).toBeLessThan(0.05);
  expect([...theta.subarray(3202, 3204)]).toEqual([0.1, 0.1]);
  expect(Math.max(...theta.subarray(3200, 3202).map(Math.abs))).toBeLessThanOrEqual(1);
  const plan = model.plan(problem);
  expect([plan.interior, plan.boundary, plan.weights]).toEqual([10_000, 10_000, { interior: 1e-4, walls: 0.25 }]);
});

test("Adam lowers the original's loss, and the shapes of its Gaussians can be had at the end", async () => {
  const model = pinn.trainedGaussians({ trainer: "original", count: 30 });
  const fit = await training.train(problem, model, {
    seed: 2,
    points: { interior: 400, walls: 50 },
    budget: { steps: 60 },
  });
  const { heldOut } = fit.history[0]!;
  expect(fit.heldOutResidual).toBeLessThan(heldOut);
  const frames = pinn.gaussianFrames(fit)!;
  expect(frames.at(-1)!.length).toBe(120);
  const twice = Float64Array.of(...fit.parameters, ...fit.parameters);
  expect(pinn.gaussianFrames({ ...fit, parameters: twice })!.at(-1)).toEqual([...frames.at(-1)!, ...frames.at(-1)!]);
  // Where no number is given, 800 Gaussians in each of four channels are published.
  const published = pinn.trainedGaussians({ trainer: "original" });
  const parameters = published.bind(problem, rng(0)).initial(rng(1));
  expect(pinn.gaussianFrames({ ...fit, model: published, parameters, stages: [] })?.at(-1)).toHaveLength(3200);
});

test("a head after Gaussians is trained with them by Levenberg–Marquardt", async () => {
  const poisson = problems.poisson();
  const model = pinn.trainedGaussians({ count: 16, covariance: "full", head: { channels: 2, width: 6 } });
  const fit = await training.train(poisson, model, { seed: 1, points: { interior: 400 }, budget: { steps: 30 } });
  expect(fit.stages[0]!.name).toBe("levenberg-marquardt");
  expect(training.relativeError(poisson, fit)).toBeLessThan(1e-3);
});
