import type { PdeProblem, Problem } from "../problems/index.ts";
import type { Box } from "./term.ts";

/** How far a solution is from the exact one on a grid over the whole box. */
export interface SolutionErrors {
  /** |u − exact|₂ / |exact|₂, over all unknowns. */
  readonly l2: number;
  /** The largest |u − exact|, over all unknowns. */
  readonly max: number;
}

/** Anything that gives the unknowns at points of shape [count][coordinates]. */
export interface Evaluable {
  values(points: Float64Array): Float64Array;
}

/** Points an axis of the test grid, by the number of coordinates. */
const pointsAnAxis = [1001, 201, 51] as const;

/** Equally spaced points of every coordinate, both ends included. */
export function gridAxes(box: Box, points: number = pointsAnAxis[box.length - 1] ?? 15): readonly Float64Array[] {
  return box.map(([from, to]) =>
    Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1)),
  );
}

/** All combinations of the axes' values, the last axis fastest, shape [count][axes]. */
export function gridPoints(axes: readonly Float64Array[]): Float64Array {
  const count = axes.reduce((product, axis) => product * axis.length, 1);
  const points = new Float64Array(count * axes.length);
  for (let i = 0; i < count; i++) {
    let rest = i;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      const values = axes[axis] as Float64Array;
      points[i * axes.length + axis] = values[rest % values.length] as number;
      rest = Math.floor(rest / values.length);
    }
  }
  return points;
}

/** The exact unknowns at points of shape [count][coordinates], shape [count][unknowns]; null where none are known. */
export function exactValues({ exact, coordinates, unknowns }: PdeProblem, points: Float64Array): Float64Array | null {
  if (exact === undefined) return null;
  const width = coordinates.length;
  const values = new Float64Array((points.length / width) * unknowns.length);
  for (let i = 0; i < points.length / width; i++) {
    values.set(exact(...points.subarray(i * width, (i + 1) * width)), i * unknowns.length);
  }
  return values;
}

/** The errors of a fit on the test grid of its problem; null where the exact solution is not known. */
export function solutionErrors(problem: PdeProblem, fit: Evaluable): SolutionErrors | null {
  const points = gridPoints(gridAxes(problem.domain));
  const exact = exactValues(problem, points);
  if (exact === null) return null;
  const values = fit.values(points);
  let [difference, size, max] = [0, 0, 0];
  exact.forEach((value, i) => {
    const error = Math.abs((values[i] as number) - value);
    difference += error * error;
    size += value * value;
    max = Math.max(max, error);
  });
  return { l2: Math.sqrt(difference / size), max };
}

/**
 * The relative L2 error of a fit on a grid over the whole box (201 × 201 points for two coordinates), or null where no exact
 * solution is known.
 */
export function relativeError(problem: Problem, fit: Evaluable): number | null {
  return problem.kind === "pde" ? (solutionErrors(problem, fit)?.l2 ?? null) : null;
}
