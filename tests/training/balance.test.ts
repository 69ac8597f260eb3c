import { pinn, problems, training } from "sech";
import { describe, expect, test } from "vitest";
import { expressionReader, rng } from "../../src/core/index.ts";
import { drawPoints } from "../../src/training/point-sets.ts";
import { residualAdaptive } from "../../src/training/residual-adaptive.ts";

await expressionReader();

/** A decay in time whose beginning is a term of the loss, in badly matched units. */
const decay = problems.pde({
  name: "decay",
  domain: { t: [0, 1] },
  derivatives: ["t"],
  pde: ({ u, ut }) => ut.add(u).mul(100),
  conditions: { start: { kind: "initial", value: 1, enforce: "soft" } },
  exact: (t = 0) => Math.exp(-t),
});
const model = pinn.mlp({ width: 6, depth: 1 });
const options = { seed: 1, points: { interior: 32 }, stages: [training.adam({ steps: 300, rate: 1e-2 })] };
const initialResidual = async (change: Partial<training.TrainOptions>) =>
  (await training.train(decay, model, { ...options, ...change })).residuals["start"] as number;

describe("weights of terms", () => {
  test("given by hand shift the residual to the other terms", async () => {
    expect(await initialResidual({ weights: { start: 1e4 } })).toBeLessThan(0.3 * (await initialResidual({})));
  });

  test.each(["gradient-norm", "ntk"] as const)("by %s raise a term that is drowned by another", async (terms) => {
    const balanced = await initialResidual({ balance: { terms, every: 20 } });
    expect(balanced).toBeLessThan(0.3 * (await initialResidual({})));
  });
});

describe("weights of points", () => {
  const burgers = problems.burgers({ viscosity: 0.1 });
  const run = (change: Partial<training.TrainOptions>) =>
    training.train(burgers, pinn.mlp({ width: 8, depth: 1 }), {
      seed: 1,
      points: { interior: 200 },
      stages: [training.adam({ steps: 150, rate: 1e-2, resample: 0 })],
      ...change,
    });

  test("by attention and by causality change the course, and leave the residuals that are reported unweighted", async () => {
    const plain = await run({});
    const attended = await run({ balance: { attention: { rate: 0.1, decay: 0.9 }, every: 10 } });
    const causal = await run({ balance: { causal: { tolerance: 10, slices: 8 }, every: 10 } });
    for (const fit of [attended, causal]) {
      expect(fit.parameters).not.toEqual(plain.parameters);
      expect(fit.heldOutResidual).toBeLessThan(3 * plain.heldOutResidual);
      expect(fit.trainResidual).toBeGreaterThan(0.3 * fit.heldOutResidual);
    }
  });

  test("adaptive points are drawn where residuals are large", () => {
    const bound = pinn.mlp({ width: 8, depth: 1 }).bind(burgers, rng(1));
    const counts = [300];
    const theta = bound.initial(rng(2));
    const given = drawPoints(bound.terms, counts, {}, rng(3));
    const adaptive = residualAdaptive(bound, counts, {}, { exponent: 2, constant: 0 });
    const chosen = adaptive.choose(theta, bound.terms, given, rng(4));
    adaptive.close();
    const meanResidual = (points: readonly Float64Array[]) => {
      const objective = bound.objective(points, {});
      const residuals = new Float64Array(objective.rows);
      objective.residuals(theta, residuals);
      return residuals.reduce((sum, r) => sum + Math.abs(r), 0) / objective.rows;
    };
    expect(chosen[0]).toHaveLength(600);
    expect(meanResidual(chosen)).toBeGreaterThan(1.3 * meanResidual(given));
  });
});

describe("windows, curricula and ensembles", () => {
  const burgers = problems.burgers({ viscosity: 0.1 });
  const small = pinn.mlp({ width: 8, depth: 1 });
  const short = { seed: 1, points: { interior: 100 }, stages: [training.levenbergMarquardt({ steps: 24 })] };

  test("a training in windows of time ends on the whole span", async () => {
    const fit = await training.train(burgers, small, { ...short, windows: [0.25, 0.5, 1] });
    expect(training.relativeError(burgers, fit)).toBeLessThan(0.05);
    const best = fit.history.reduce((least, entry) => (entry.heldOut < least.heldOut ? entry : least));
    expect(best.iteration).toBeGreaterThan(16);
  });

  test("a curriculum hands its parameters on", async () => {
    const easy = problems.burgers({ viscosity: 0.5 });
    const fit = await training.curriculum([easy, burgers], small, short);
    const { parameters } = await training.train(easy, small, short);
    expect(fit.problem.parameters).toEqual({ viscosity: 0.1 });
    expect(fit.parameters).toEqual((await training.train(burgers, small, { ...short, parameters })).parameters);
    await expect(training.curriculum([], small, short)).rejects.toThrow("a curriculum needs a problem");
    for (const model of [pinn.gaussians(), pinn.trainedGaussians({ windows: 2 })]) {
      const refused = training.curriculum([easy, burgers], model, { seed: 1 });
      await expect(refused).rejects.toThrow("curriculum needs a model that starts from parameters, got");
    }
  });

  test("an ensemble has a mean, a spread and a best fit by the held-out residual", async () => {
    const all = await training.ensemble(burgers, small, { ...short, seeds: [1, 2, 3] });
    const point = Float64Array.of(0.3, 0.4);
    const values = all.fits.map((fit) => fit.evaluate(0.3, 0.4));
    expect(all.values(point)[0]).toBeCloseTo(values.reduce((a, b) => a + b) / 3, 14);
    expect(all.spread(point)[0]).toBeGreaterThan(0);
    expect(all.best.heldOutResidual).toBe(Math.min(...all.fits.map((fit) => fit.heldOutResidual)));
    await expect(training.ensemble(burgers, small, { ...short, seeds: [] })).rejects.toThrow("seeds must not be empty");
  });
});

describe("models", () => {
  test("a periodic coordinate gives a periodic fit, with its slopes", async () => {
    const advection = problems.pde({
      domain: { x: [0, 1], t: [0, 1] },
      derivatives: ["x", "t"],
      pde: "ut + ux",
      conditions: {
        start: { kind: "initial", value: "sin(2*pi*x)" },
        ring: { kind: "periodic", coordinate: "x" },
      },
      exact: (x = 0, t = 0) => Math.sin(2 * Math.PI * (x - t)),
    });
    const fit = await training.train(advection, pinn.mlp({ width: 10, depth: 2, harmonics: 1 }), {
      seed: 2,
      points: { interior: 200 },
      stages: [training.adam({ steps: 100, rate: 1e-2 }), training.levenbergMarquardt({ steps: 60 })],
    });
    for (const t of [0.2, 0.9]) {
      expect(fit.evaluate(0, t)).toBeCloseTo(fit.evaluate(1, t), 12);
      const h = 1e-5;
      expect((fit.evaluate(h, t) - fit.evaluate(0, t)) / h).toBeCloseTo(
        (fit.evaluate(1, t) - fit.evaluate(1 - h, t)) / h,
        2,
      );
    }
    expect(training.relativeError(advection, fit)).toBeLessThan(0.02);
  });

  test("a network on Fourier features draws its frequencies with the seed", async () => {
    const run = (seed: number) =>
      training.train(problems.heat(), pinn.fourier({ width: 8, depth: 1, features: 4 }), {
        seed,
        points: { interior: 100 },
        stages: [training.levenbergMarquardt({ steps: 20 })],
      });
    const [a, again, b] = [await run(1), await run(1), await run(2)];
    expect(a.evaluate(0.4, 0.4)).toBe(again.evaluate(0.4, 0.4));
    expect(a.evaluate(0.4, 0.4)).not.toBe(b.evaluate(0.4, 0.4));
    expect(training.relativeError(problems.heat(), a)).toBeLessThan(0.01);
  });

  test("two unknowns are trained together", async () => {
    const soliton = problems.nlseSoliton();
    const fit = await training.train(soliton, pinn.mlp({ width: 12, depth: 2 }), {
      seed: 1,
      points: { interior: 300 },
      stages: [training.adam({ steps: 100, rate: 1e-2 }), training.levenbergMarquardt({ steps: 40 })],
    });
    expect(training.relativeError(soliton, fit)).toBeLessThan(0.02);
    expect(Object.keys(fit.residuals)).toEqual(["real", "imaginary"]);
  });
});
