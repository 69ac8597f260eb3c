import { rng } from "../core/index.ts";
import type { PdeProblem, Problem, TransportProblem } from "../problems/index.ts";
import { sobolPoints } from "./sampling/index.ts";
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

/** A problem on a box, of which values at points are asked. */
type Boxed = PdeProblem | TransportProblem;

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

/** Points of the test set where there are too many coordinates for a grid. */
const scattered = 20_000;

/**
 * The points at which a fit is compared with the exact solution: a grid, or Sobol points beyond three coordinates, scrambled,
 * because the sequence itself begins in a corner, which no other point of so few would outweigh.
 */
export function testPoints(box: Box): Float64Array {
  return box.length <= pointsAnAxis.length ? gridPoints(gridAxes(box)) : sobolPoints(box, scattered, rng(0));
}

/** The exact unknowns at points of shape [count][coordinates], shape [count][unknowns]; null where none are known. */
export function exactValues({ exact, coordinates, unknowns }: Boxed, points: Float64Array): Float64Array | null {
  if (exact === undefined) return null;
  const width = coordinates.length;
  const values = new Float64Array((points.length / width) * unknowns.length);
  for (let i = 0; i < points.length / width; i++) {
    values.set(exact(...points.subarray(i * width, (i + 1) * width)), i * unknowns.length);
  }
  return values;
}

/**
 * The errors of a fit on the test points of its problem; null where the exact solution is not known. Points without an exact
 * value, being not-a-number, are left out, and sizes do not count the offset of a transport problem.
 */
export function solutionErrors(problem: Boxed, fit: Evaluable): SolutionErrors | null {
  const points = testPoints(problem.domain);
  const exact = exactValues(problem, points);
  if (exact === null) return null;
  const values = fit.values(points);
  const offset = problem.kind === "transport" ? problem.offset : 0;
  let [difference, size, max] = [0, 0, 0];
  exact.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const error = Math.abs((values[i] as number) - value);
    difference += error * error;
    size += (value - offset) ** 2;
    // A value that is not a number is an error without bound.
    max = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(max, error);
  });
  return { l2: Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.sqrt(difference / size), max };
}

/**
 * The relative L2 error of a fit on a grid over the whole box (201 × 201 points for two coordinates, 51³ for three; 20 000 Sobol
 * points beyond), or null where no exact solution is known.
 */
export function relativeError(problem: Problem, fit: Evaluable): number | null {
  const boxed = problem.kind === "pde" || problem.kind === "transport";
  return boxed ? (solutionErrors(problem, fit)?.l2 ?? null) : null;
}
