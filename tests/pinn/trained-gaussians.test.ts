import { pinn, problems, training } from "sech";
import { expect, test } from "vitest";
import { denseReady, gaussianNetwork, plainLeastSquares, rng } from "../../src/core/index.ts";
import { insertSites, removeSites, withPoints } from "../../src/pinn/trained-gaussians/insert.ts";
import { layoutOf, sitesInUse } from "../../src/pinn/trained-gaussians/layout.ts";
import { placeOnGrid } from "../../src/pinn/trained-gaussians/place.ts";
import { projectedModel } from "../../src/pinn/trained-gaussians/projected-model.ts";
import { solveWeights } from "../../src/pinn/trained-gaussians/solve-weights.ts";
import { variableProjection } from "../../src/pinn/trained-gaussians/variable-projection.ts";
import { burgers as program } from "../core/jets/programs.ts";

const { relativeError, train } = training;

/** A small objective, nonlinear in the unknown, and Gaussians on a grid for it. */
async function small(count = 12, overlap = 1.5) {
  await denseReady();
  const network = gaussianNetwork({ coordinates: ["x", "t"], count, covariance: "full" });
  const layout = layoutOf(network, [
    [-1, 1],
    [0, 1],
  ]);
  const theta = placeOnGrid(layout, 9, { overlap, margin: 0.5, jitter: 0.2, along: null }, rng(1));
  return { objective: plainLeastSquares(program(network, 90)), layout, theta };
}

test("weights are solved for until the gradient by them vanishes, though the equation is not linear", async () => {
  const { objective, layout, theta } = await small();
  const before = new Float64Array(objective.parameters);
  objective.valueAndGradient(theta, before);
  let { gradient, theta: after } = solveWeights(objective, theta, layout.all, 8);
  for (let again = 0; again < 8; again++) {
    ({ gradient, theta: after } = solveWeights(objective, after, layout.all, 8));
  }
  const size = (g: Float64Array) => Math.max(...g.subarray(0, layout.all).map(Math.abs));
  expect(size(gradient)).toBeLessThan(1e-4 * size(before));
  expect(after.subarray(layout.all)).toEqual(theta.subarray(layout.all));
});

test("the projected step is that of all parameters together, and promises the fall of their quadratic model", async () => {
  const { objective, layout, theta: placed } = await small(9);
  const { theta } = solveWeights(objective, placed, layout.all, 3);
  const n = objective.parameters;
  const model = projectedModel(objective, theta, layout.all, new Float64Array(n - layout.all).fill(1));
  const jtj = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  objective.normal(theta, jtj, gradient);
  const full = (i: number, j: number) => jtj[Math.max(i, j) * n + Math.min(i, j)]!;
  const { step, predicted } = model.step(1e-2);
  // The rows of the weights hold without damping; the damped ones leave a rest against the step.
  const rest = Float64Array.from(step, (_, i) => step.reduce((sum, s, j) => sum + full(i, j) * s, gradient[i]!));
  for (let i = 0; i < layout.all; i++) {
    expect(Math.abs(rest[i]!)).toBeLessThan(1e-6 * Math.sqrt(full(i, i)));
  }
  for (let i = layout.all; i < n; i++) expect(rest[i]! * step[i]!).toBeLessThanOrEqual(0);
  const fall = -step.reduce((sum, s, i) => sum + s * (gradient[i]! + rest[i]!), 0) / 2;
  expect(Math.abs(predicted / fall - 1)).toBeLessThan(1e-6);
  const shorter = model.step(1).step;
  expect(Math.hypot(...shorter.subarray(layout.all))).toBeLessThan(Math.hypot(...step.subarray(layout.all)));
  model.release();
});

test("sites are inserted where residuals are largest, and change nothing before they have weights", async () => {
  const { objective, layout, theta } = await small(12, 0.5);
  const residuals = (at: Float64Array) => {
    const out = new Float64Array(objective.rows);
    objective.residuals(at, out);
    return out;
  };
  const before = residuals(theta);
  const larger = theta.slice();
  expect(insertSites(layout, withPoints(objective)!, larger, 2)).toBe(2);
  expect(sitesInUse(layout, larger)).toBe(11);
  expect(residuals(larger)).toEqual(before);
  const interior = before.subarray(0, 90).map(Math.abs);
  const worst = interior.indexOf(Math.max(...interior));
  const points = objective.points("pde")[0]!;
  const centre = larger.subarray(layout.all + 9 * layout.geometry).subarray(0, 2);
  expect([...centre]).toEqual([...points.subarray(2 * worst, 2 * worst + 2)]);
  removeSites(layout, larger, new Set([9, 10]));
  expect(larger).toEqual(theta);
});

test("Gaussians that are too many to move at once take turns", async () => {
  const { objective, layout, theta } = await small(9);
  const method = variableProjection({ layout, batch: 0.25, moves: true, most: 3 * layout.geometry });
  let state = method.init(theta, objective);
  const { value } = state;
  const movedNow = () => method.report!(state).measures["movedMedian"]!;
  state = method.update(objective, state);
  // Three of nine have moved, so the median has not.
  expect(movedNow()).toBe(0);
  for (let step = 1; step < 3; step++) state = method.update(objective, state);
  expect(movedNow()).toBeGreaterThan(0);
  expect(state.value).toBeLessThan(value);
});

test("moving Gaussians solve what fixed ones of the same number do not, ten times more exactly, without new ones", async () => {
  const problem = problems.helmholtz({ a1: 2, a2: 1 });
  const model = pinn.trainedGaussians({ count: 49, start: 49 });
  const trained = (steps: number) => train(problem, model, { seed: 3, budget: { steps } });
  const [first, last] = [await trained(1), await trained(25)];
  expect(relativeError(problem, last)).toBeLessThan(relativeError(problem, first)! / 10);
  expect(relativeError(problem, last)).toBeLessThan(1e-3);
  expect(last.measures!["count"]).toBe(49);
  expect(last.measures!["movedMedian"]).toBeGreaterThan(0.01);
  expect(last.measures!["widthMin"]).toBeLessThan(last.measures!["widthMax"]!);
  expect(last.stages[0]!.report!.frames.length).toBeGreaterThan(10);
});

test("a training that is cut in two ends to the bit where one in a piece ends", async () => {
  const problem = problems.burgers({ viscosity: 0.1 });
  const model = pinn.trainedGaussians({ count: 24, start: 16, covariance: "full" });
  const whole = await train(problem, model, { seed: 5, budget: { steps: 12 } });
  let checkpoint: Uint8Array | undefined;
  await train(problem, model, {
    seed: 5,
    budget: { steps: 7 },
    onCheckpoint: (bytes) => {
      checkpoint = bytes();
    },
  });
  const rest = await train(problem, model, { seed: 5, budget: { steps: 12 }, resume: checkpoint! });
  expect(rest.parameters).toEqual(whole.parameters);
  expect(whole.measures!["inserted"]).toBeGreaterThan(0);
});

test("options that no training could use are refused by name", () => {
  expect(() => pinn.trainedGaussians({ count: 2 })).toThrow(/model\.count/);
  expect(() => pinn.trainedGaussians({ count: 20, start: 30 })).toThrow(/model\.start/);
  expect(() => pinn.trainedGaussians({ overlap: 0 })).toThrow(/model\.overlap/);
  expect(() => pinn.trainedGaussians({ covariance: "round" as "full" })).toThrow(/model\.covariance/);
  expect(() => pinn.trainedGaussians({ ghosts: -1 })).toThrow(/model\.ghosts/);
  expect(() => pinn.trainedGaussians({ count: 20, grid: [5, 5] })).toThrow(/model\.grid/);
  expect(() => pinn.trainedGaussians({ count: 40, windows: 2, overlap: "chosen" })).toThrow(/all of time together/);
  const flat = pinn.trainedGaussians({ count: 27, grid: [3, 3, 3] });
  expect(() => flat.bind(problems.heat(), rng(1))).toThrow(/a number for each of the coordinates x, t/);
});

test("a grid has as many centres along each coordinate as wanted, the ghosts among them beyond the ends", () => {
  const network = gaussianNetwork({ coordinates: ["x", "t"], count: 30 });
  const domain = [
    [-1, 1],
    [0, 4],
  ] as const;
  const layout = layoutOf(network, domain);
  const theta = placeOnGrid(layout, 28, { overlap: 2, margin: 1.5, jitter: 0, along: [4, 7] }, rng(1));
  expect(sitesInUse(layout, theta)).toBe(28);
  const along = (c: number) => {
    const all = Array.from({ length: 28 }, (_, site) => theta[layout.all + site * layout.geometry + c]!);
    return [...new Set(all.map((x) => Math.round(1e9 * x) / 1e9))].sort((a, b) => a - b);
  };
  // Three gaps less twice 1.5 would leave none along x: there all centres lie within.
  expect(along(0)).toEqual([-1, -0.333333333, 0.333333333, 1]);
  const spacing = 4 / 3;
  expect(along(1).length).toBe(7);
  expect(along(1)[0]).toBeCloseTo(-1.5 * spacing, 8);
  expect(along(1)[6]).toBeCloseTo(4 + 1.5 * spacing, 8);
  expect(Math.exp(theta[layout.all + 3]!)).toBeCloseTo(2 * spacing, 12);
});

test("an overlap is chosen by residuals at other points, and lowers them against the usual one", async () => {
  const problem = problems.helmholtz({ a1: 2, a2: 2 });
  const trained = (overlap: number | "chosen") =>
    train(problem, pinn.trainedGaussians({ count: 100, start: 100, ghosts: 2, overlap, moves: false }), {
      seed: 4,
      budget: { steps: 1 },
    });
  const [usual, chosen] = [await trained(1.5), await trained("chosen")];
  expect(chosen.stages[0]!.name).toBe("overlap");
  expect(chosen.stages[0]!.report!.measures["overlap"]).toBeGreaterThan(1.5);
  expect(chosen.heldOutResidual).toBeLessThan(usual.heldOutResidual);
});
