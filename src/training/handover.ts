import {
  type Condition,
  type Formula,
  formulasOf,
  type InitialCondition,
  type PdeProblem,
  type Values,
} from "../problems/index.ts";
import { type ChebyshevSeries, chebyshevSeries, tracedSeries } from "./chebyshev.ts";
import type { Evaluable } from "./errors.ts";

/** Points an axis of a state that is handed on, by the number of other coordinates. */
export const mostPoints = [1024, 64];
/** Chebyshev points in time for the velocity at an end, and the part of the window that they span. */
const [velocityPoints, velocityPart] = [9, 0.1];

/** A problem whose initial condition is the end of a fit. */
export function beginningAt(
  problem: PdeProblem,
  axis: number,
  time: number,
  before: Evaluable & { readonly problem: PdeProblem },
  warnings: string[],
): PdeProblem {
  const { coordinates, domain, unknowns } = problem;
  const others = coordinates.flatMap((_, i) => (i === axis ? [] : [i]));
  const box = others.map((i) => domain[i] as readonly [number, number]);
  const [start] = before.problem.domain[axis] as readonly [number, number];
  /** One unknown at points of the other coordinates and a time. */
  const at = (unknown: number, when: number) => (points: Float64Array) => {
    const count = points.length / others.length;
    const full = new Float64Array(count * coordinates.length);
    for (let i = 0; i < count; i++) {
      full[i * coordinates.length + axis] = when;
      others.forEach((other, j) => {
        full[i * coordinates.length + other] = points[i * others.length + j] as number;
      });
    }
    const values = before.values(full);
    return Float64Array.from({ length: count }, (_, i) => values[i * unknowns.length + unknown] as number);
  };
  const velocity = (unknown: number) => {
    const { times, weights } = endSlope(time - velocityPart * (time - start), time);
    return (points: Float64Array) => {
      const all = times.map((when) => at(unknown, when)(points));
      return Float64Array.from({ length: points.length / others.length }, (_, i) =>
        weights.reduce((sum, weight, k) => sum + weight * (all[k]?.[i] as number), 0),
      );
    };
  };
  const formulas = (given: Values, f: typeof velocity, what: string, limit: number) =>
    Object.fromEntries(
      formulasOf(given, unknowns).map(([unknown]) => {
        const series = chebyshevSeries(box, f(unknowns.indexOf(unknown)), mostPoints[others.length - 1] as number);
        if (series.tail > limit) {
          const size = series.tail.toExponential(1);
          warnings.push(
            `${what} of ${unknown} at t = ${time.toPrecision(4)} is handed on with an error of about ${size}`,
          );
        }
        return [
          unknown,
          formulaOf(
            series,
            others.map((other) => coordinates[other] as string),
          ),
        ];
      }),
    );
  const replaced = Object.entries(problem.conditions).map(([name, condition]): [string, Condition] => {
    if (condition.kind !== "initial") return [name, condition];
    const initial: InitialCondition = {
      ...condition,
      value: formulas(condition.value, (unknown) => at(unknown, time), "the value", 1e-9),
      ...(condition.velocity === undefined
        ? {}
        : { velocity: formulas(condition.velocity, velocity, "the velocity", 1e-7) }),
    };
    return [name, initial];
  });
  return { ...problem, conditions: Object.fromEntries(replaced) };
}

function formulaOf(series: ChebyshevSeries, names: readonly string[]): Formula {
  return (at) =>
    tracedSeries(
      series,
      names.map((name) => at[name] as NonNullable<(typeof at)[string]>),
    );
}

/** Chebyshev points of an interval and the weights of the derivative at its end. */
function endSlope(
  from: number,
  to: number,
): { readonly times: readonly number[]; readonly weights: readonly number[] } {
  const n = velocityPoints - 1;
  const x = Array.from({ length: n + 1 }, (_, j) => Math.cos((Math.PI * j) / n));
  const times = x.map((value, j) => (j === 0 ? to : (from + to) / 2 + ((to - from) / 2) * value));
  // The first row of the differentiation matrix: D_0j = 2 (−1)^j / (1 − x_j), halved at the last, D_00 = (2 n² + 1) / 6.
  const row = x.map((value, j) =>
    j === 0 ? (2 * n * n + 1) / 6 : ((j % 2 === 0 ? 2 : -2) * (j === n ? 0.5 : 1)) / (1 - value),
  );
  return { times, weights: row.map((weight) => (weight * 2) / (to - from)) };
}
