import { expect, test } from "vitest";
import { gaussianLine } from "../../src/cli/pinn/gaussian-line.ts";

const stage = (name: string, steps: number, stopReason: string) => [{ name, steps, stopReason }];

test("the line of Gaussians says which trainer ran, what it placed, and why it ended", () => {
  const placed = { count: 900, slabs: 12, movedMedian: 0, widthMin: 0.01, widthMax: 0.1, errorEstimate: 2.5e-7 };
  expect(gaussianLine({ trainer: "auto", stages: stage("auto", 60, "tolerance"), gaussians: placed })).toEqual([
    "auto: 900 Gaussians in space in 12 slabs of time, placed and not moved, 60 linear solves, own estimate of the relative error 2.5e-7, ended by: tolerance",
  ]);
  const sum = { count: 480, rank: 8, movedMedian: 0, widthMin: 0.1, widthMax: 0.1, window: 3 };
  expect(gaussianLine({ trainer: "separable", stages: stage("separable", 20, "levels"), gaussians: sum })).toEqual([
    "window 3: separable: 480 Gaussians of one coordinate in 8 products, placed and not moved, 20 sweeps, ended by: levels",
  ]);
});

test("of slabs whose functions are all polynomials it says so", () => {
  const flat = { count: 25, slabs: 1, movedMedian: 0 };
  const [line] = gaussianLine({ trainer: "auto", stages: stage("auto", 6, "levels"), gaussians: flat });
  expect(line).toContain("25 flat Gaussians (polynomials) in space in 1 slab of time,");
});

test("it says what moved, how far, and how many were inserted", () => {
  const moved = { count: 200, movedMedian: 0.03, widthMin: 0.1, widthMax: 0.2, inserted: 5, removed: 2 };
  const stages = stage("variable-projection", 57, "steps");
  expect(gaussianLine({ trainer: "trained", stages, gaussians: moved })).toEqual([
    "trained: 200 Gaussians, moved, the median by 0.03, 5 inserted and 2 removed, 57 steps of variable-projection, ended by: steps",
  ]);
  const windows = { ...moved, windows: 20, movedShare: 0.25, lowered: 8.5, inserted: 0, removed: 0 };
  expect(gaussianLine({ trainer: "trained", stages, gaussians: windows })[0]).toContain(
    "at most 200 Gaussians in each of 20 windows of time, 25 % moved, the median by 0.03 widths, which divided the residual by 8.5, 57 steps",
  );
});

test("windows whose Gaussians stayed where they were placed did not lower anything by moving", () => {
  const gaussians = { count: 200, windows: 1, movedMedian: 0, movedShare: 0, lowered: 1, inserted: 0, removed: 0 };
  expect(
    gaussianLine({ trainer: "trained", stages: stage("variable-projection", 0, "time-budget"), gaussians }),
  ).toEqual([
    "trained: at most 200 Gaussians in each of 1 window of time, placed and not moved, 0 steps of variable-projection, ended by: time-budget",
  ]);
});

test("without measures it tells of the steps alone, and of other models nothing", () => {
  expect(gaussianLine({ trainer: "original", stages: stage("adam", 100, "steps") })).toEqual([
    "original: 100 steps of adam, ended by: steps",
  ]);
  expect(gaussianLine({ stages: stage("adam", 100, "steps") })).toEqual([]);
});
