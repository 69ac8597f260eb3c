import { problems } from "sech";
import { expect, test } from "vitest";
import {
  denseKernels,
  denseReady,
  gaussianNetwork,
  jetsReady,
  matrix,
  rng,
  solveFactorised,
} from "../../src/core/index.ts";
import { bindTo } from "../../src/pinn/network-model.ts";
import { regularAxis } from "../../src/pinn/trained-gaussians/axes.ts";
import { type Cell, curvedCells, pointsInCells } from "../../src/pinn/trained-gaussians/cells.ts";
import { layoutOf, sitesInUse } from "../../src/pinn/trained-gaussians/layout.ts";
import { networkOf } from "../../src/pinn/trained-gaussians/network.ts";
import { placeOnGrid } from "../../src/pinn/trained-gaussians/place.ts";
import { placeInCells } from "../../src/pinn/trained-gaussians/place-cells.ts";
import { refineWeights } from "../../src/pinn/trained-gaussians/refine-weights.ts";
import { factoriseDamped, scaleToOne } from "../../src/pinn/trained-gaussians/solve-weights.ts";

const box = [
  [-1, 1],
  [0, 4],
] as const;
/** A peak of width 0.1 (0.2 along the second coordinate) at (0.4, 1). */
const peak = (points: Float64Array) => {
  const out = new Float64Array(points.length / 2);
  out.forEach((_, i) => {
    out[i] = Math.exp(-50 * (points[2 * i]! - 0.4) ** 2 - 12.5 * (points[2 * i + 1]! - 1) ** 2);
  });
  return [out];
};
const leaves = (cells: readonly Cell[]) => cells.filter(({ divided }) => !divided);

test("cells are as many as wanted, cover the box without overlap, and are small where a function bends", () => {
  const cells = curvedCells(box, peak, 300);
  expect(cells.length).toBeLessThanOrEqual(300);
  expect(cells.length).toBeGreaterThan(270);
  const inside = leaves(cells).filter(({ centre: [x, y] }) => Math.abs(x) < 1 && y > 0 && y < 4);
  expect(inside.reduce((sum, { sides: [a, b] }) => sum + a * b, 0)).toBeCloseTo(8, 12);
  const at = (x: number, y: number) =>
    inside.find(
      ({ centre, sides }) => Math.abs(centre[0] - x) <= sides[0] / 2 && Math.abs(centre[1] - y) <= sides[1] / 2,
    )!;
  expect(at(0.41, 1.01).sides[0] / at(-0.81, 3.51).sides[0]).toBeLessThanOrEqual(1 / 4);
  expect(leaves(cells).some(({ centre: [x] }) => x < -1)).toBe(true);
});

test("cells beside one another differ by a factor of two at most", () => {
  const all = leaves(curvedCells(box, peak, 400));
  for (const a of all) {
    for (const b of all) {
      const apart = [0, 1].map((c) => Math.abs(a.centre[c]! - b.centre[c]!) - (a.sides[c]! + b.sides[c]!) / 2);
      if (Math.max(...apart) > 1e-9) continue;
      expect(a.sides[0] / b.sides[0]).toBeLessThan(2.01);
    }
  }
});

test("points lie in the box, as many for every cell, and Gaussians have the widths of their cells", () => {
  const cells = curvedCells(box, peak, 100);
  const points = pointsInCells(cells, box, 3, rng(1));
  expect(points.length).toBe(6 * cells.length);
  points.forEach((x, i) => {
    expect(x).toBeGreaterThanOrEqual(box[i % 2]![0]);
    expect(x).toBeLessThanOrEqual(box[i % 2]![1]);
  });
  const network = gaussianNetwork({ coordinates: ["x", "y", "t"], count: 210 });
  const layout = layoutOf(network, [...box, [0, 1]]);
  const theta = placeInCells(layout, cells, 1.5, [0, 1], regularAxis([0, 1], false, 2, 5));
  expect(sitesInUse(layout, theta)).toBe(2 * cells.length);
  const [first] = cells as [Cell];
  const at = layout.all;
  expect([...theta.subarray(at, at + 2)]).toEqual([...first.centre]);
  expect(Math.exp(theta[at + 3]!)).toBeCloseTo(1.5 * first.sides[0], 12);
  expect(theta[at + 2]).not.toBe(theta[at + cells.length * layout.geometry + 2]);
});

test("conjugate gradients undo the damping of weights that overlap faster than steps with the damped factor", async () => {
  await Promise.all([denseReady(), jetsReady()]);
  const problem = problems.helmholtz({ a1: 1, a2: 1 });
  const network = networkOf(problem, { count: 36, covariance: "diagonal", widths: "logarithm" });
  const layout = layoutOf(network, problem.domain);
  const theta = placeOnGrid(layout, 36, { overlap: 2, margin: 0.5, jitter: 0.2, along: null }, rng(1));
  const random = rng(2);
  const points = Float64Array.from({ length: 400 }, () => 2 * random.uniform() - 1);
  const objective = bindTo(problem, network, () => theta).objective([points], {});
  const gradient = new Float64Array(objective.parameters);
  const factor = matrix(new Float64Array(36 * 36), 36, 36);
  const value = objective.normal(theta, factor.data, gradient, 36);
  const scale = scaleToOne(factor);
  expect(factoriseDamped(factor, 1e-4)).toBe(1e-4);
  const refined = refineWeights(objective, factor, scale, { theta, value, gradient });
  const stepwise = theta.slice();
  const g = gradient.slice();
  let value24 = value;
  for (let step = 0; step < 24; step++) {
    const by = matrix(
      Float64Array.from(scale, (s, i) => g[i]! / s),
      36,
      1,
    );
    solveFactorised(factor, by, denseKernels());
    scale.forEach((s, i) => {
      stepwise[i] = stepwise[i]! - by.data[i]! / s;
    });
    value24 = objective.valueAndGradient(stepwise, g, 36);
  }
  expect(value24).toBeLessThan(value / 100);
  expect(refined.value).toBeLessThan(value24 / 2);
  expect(refined.theta.subarray(36)).toEqual(theta.subarray(36));
  objective.close();
});
