import { pinn, problems, training } from "sech";
import { expect, test } from "vitest";
import { gaussianNetwork, rng } from "../../src/core/index.ts";
import { samplePlaces } from "../../src/pinn/gaussians/sizes.ts";
import { placeOnAxes, regularAxis, sizedAxis } from "../../src/pinn/trained-gaussians/axes.ts";
import { layoutOf, sitesInUse } from "../../src/pinn/trained-gaussians/layout.ts";
import { pointsAmong } from "../../src/pinn/trained-gaussians/points-among.ts";

const { train } = training;
const heat = problems.heat({ diffusivity: 0.3 });
const model = (options: pinn.TrainedGaussiansOptions) => pinn.trainedGaussians({ count: 40, windows: 2, ...options });

test("centres along a coordinate are as many as wanted, and as much closer as sizes are smaller", () => {
  const values = samplePlaces(-1, 1).map((x) => (x < 0 ? 1 : 0.25));
  const { centres, widths } = sizedAxis({ from: -1, to: 1, periodic: false, values }, 29, 1.5);
  expect(centres.length).toBe(29);
  const gaps = centres.slice(1).map((x, i) => x - centres[i]!);
  // 24 gaps inside, of which one side has four times as many as the other; two centres beyond either end.
  expect(centres[2]).toBe(-1);
  expect(centres.at(-3)).toBe(1);
  expect(gaps.at(-1)! / gaps[0]!).toBeCloseTo(0.25, 2);
  expect(widths[1]! / gaps[0]!).toBeCloseTo(1.5, 10);
  const ring = sizedAxis({ from: -1, to: 1, periodic: true, values: values.fill(1) }, 8, 2);
  const regular = regularAxis([-1, 1], true, 8, 2);
  ring.centres.forEach((x, i) => expect(x).toBeCloseTo(regular.centres[i]!, 9));
  expect(ring.widths[0]).toBeCloseTo(0.5, 9);
});

test("every Gaussian has points of its own, however narrow it is, and all lie in the domain", () => {
  const network = gaussianNetwork({ coordinates: ["x", "t"], count: 9 });
  const layout = layoutOf(network, [
    [-1, 1],
    [0, 1],
  ]);
  const narrow = { centres: Float64Array.of(-0.5, 0, 0.0001), widths: Float64Array.of(0.1, 1e-5, 1e-5) };
  const theta = placeOnAxes(layout, [narrow, regularAxis([0, 1], false, 3, 5)]);
  expect(sitesInUse(layout, theta)).toBe(9);
  const points = pointsAmong(layout, theta, 450, rng(2));
  const near = (at: number) => points.filter((x, i) => i % 2 === 0 && Math.abs(x - at) < 1.5e-5).length;
  expect(near(0)).toBe(120);
  expect(near(0.0001)).toBe(120);
  points.forEach((x, i) => {
    expect(x).toBeGreaterThanOrEqual(i % 2 === 0 ? -1 : 0);
    expect(x).toBeLessThanOrEqual(1);
  });
});

/** The largest error on 20 × 4 points. */
function errorOf(fit: training.Evaluable): number {
  const points = Array.from({ length: 80 }, (_, i) => [
    ((i % 20) + 0.5) / 20,
    [0.1, 0.3, 0.6, 0.9][Math.floor(i / 20)]!,
  ]);
  const values = fit.values(Float64Array.from(points.flat()));
  return Math.max(...points.map((point, i) => Math.abs(values[i]! - heat.exact!(...point)[0]!)));
}

test("windows of time solve a problem, moving lowers the error, and two runs of one seed agree to the bit", async () => {
  const fixed = await train(heat, model({ moves: false }), { seed: 1 });
  const moved = await train(heat, model({}), { seed: 1, budget: { steps: 6 } });
  expect([fixed.status, moved.status]).toEqual(["success", "success"]);
  expect(errorOf(fixed)).toBeLessThan(1e-3);
  expect(errorOf(moved)).toBeLessThan(errorOf(fixed) / 2);
  expect(moved.iterations).toBeLessThanOrEqual(6);
  expect(moved.measures!["movedMedian"]).toBeGreaterThan(1e-3);
  expect(fixed.measures!["movedShare"]).toBe(0);
  expect(moved.measures!["movedShare"]).toBeGreaterThan(0.5);
  expect(moved.measures!["count"]).toBeLessThanOrEqual(40);
  const frames = pinn.gaussianFrames(moved)!;
  expect(frames[0]!.length).toBe(frames.at(-1)!.length);
  expect(frames[0]!.length).toBeGreaterThan(80);
  const again = await train(heat, model({}), { seed: 1, budget: { steps: 6 } });
  expect(again.parameters).toEqual(moved.parameters);
});

test("a march that is cut off says how far it came", async () => {
  const controller = new AbortController();
  const aborted = await train(heat, model({ moves: false, windows: 4 }), {
    seed: 1,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  expect(aborted.status).toBe("aborted");
  expect(aborted.warnings[0]).toMatch(/the march ended at time 0.25/);
  expect(aborted.evaluate(0.3, 0.1)).not.toBe(aborted.evaluate(0.3, 0.2));
  expect(aborted.evaluate(0.3, 0.5)).toBe(aborted.evaluate(0.3, 0.9));
});

test("what windows of time cannot do is refused by name", async () => {
  const refused = (problem: problems.PdeProblem, options: training.TrainOptions, message: RegExp) =>
    expect(train(problem, model({}), options)).rejects.toThrow(message);
  await refused(problems.helmholtz(), { seed: 1 }, /initial condition/);
  await refused(problems.waveEquation(), { seed: 1 }, /first order in time/);
  await refused(heat, { seed: 1, points: { interior: 10 } }, /points is not an option/);
  await refused(heat, { seed: 1, stages: [training.adam({ steps: 1 })] }, /not trained in stages/);
  expect(() => model({ count: 10 })).toThrow(/model\.count/);
  expect(() => model({ head: { channels: 2, width: 4 } })).toThrow(/without a head/);
  expect(() => model({ placement: "random" as "grid" })).toThrow(/model\.placement/);
});

test("in a plane Gaussians of windows stand in cells, and moving some of them lowers the residual", async () => {
  const { PI } = Math;
  const faces = ["x.min", "x.max", "y.min", "y.max"] as const;
  const plane = problems.pde({
    name: "plane-heat",
    domain: { x: [0, 1], y: [0, 1], t: [0, 0.2] },
    derivatives: ["t", "xx", "yy"],
    pde: ({ ut, uxx, uyy }) => ut.sub(uxx.add(uyy).mul(0.1)),
    conditions: {
      initial: { kind: "initial", value: ({ x, y }) => x.mul(PI).sin().mul(y.mul(PI).sin()) },
      walls: { kind: "dirichlet", faces },
    },
    exact: (x = 0, y = 0, t = 0) => Math.exp(-0.2 * PI * PI * t) * Math.sin(PI * x) * Math.sin(PI * y),
  });
  const cells = model({ count: 210, windows: 2, moves: false });
  const fixed = await train(plane, cells, { seed: 1 });
  const moved = await train(plane, model({ count: 210, windows: 2 }), { seed: 1, budget: { steps: 2 } });
  expect([fixed.status, moved.status]).toEqual(["success", "success"]);
  expect(training.relativeError(plane, fixed)).toBeLessThan(1e-3);
  expect(fixed.measures!["count"]).toBeLessThanOrEqual(210);
  expect(fixed.measures!["windows"]).toBe(2);
  expect(moved.measures!["lowered"]).toBeGreaterThan(1.05);
});
