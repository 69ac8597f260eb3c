import { invalid } from "../../core/index.ts";
import { linearise } from "./linearise.ts";
import { type Partial, type Space, valuesAt } from "./space.ts";
import type { PosedProblem } from "./terms.ts";

/** An unknown, or one of its derivatives by time, that is known where a slab begins. */
export interface Given {
  readonly unknown: number;
  /** Derivatives by time. */
  readonly order: number;
}

/** What is known where a slab of time begins. */
export interface State {
  readonly given: readonly Given[];
  /** One array of [count] for each of `given`; points of shape [count][coordinates], whose time is not looked at. */
  values(points: Float64Array): readonly Float64Array[];
  /**
   * The value, slope and curvature along a coordinate of each unknown with a value; null where only values are known.
   */
  readonly curvatures: ((points: Float64Array, coordinate: number) => readonly (readonly Float64Array[])[]) | null;
}

/** The state that the conditions of a problem give. @throws SechError where they are not values of unknowns. */
export function initialState(posed: PosedProblem): State {
  const { problem, initial, time } = posed;
  const letter = problem.coordinates[time] as string;
  const width = problem.coordinates.length;
  const start = problem.domain[time]?.[0] as number;
  const solved = (points: Float64Array) => {
    const count = points.length / width;
    const given = problem.coordinates.map((_, c) =>
      Float64Array.from({ length: count }, (_, i) => (c === time ? start : (points[i * width + c] as number))),
    );
    return initial.flatMap((term) => {
      const zeros = term.reads.map(() => new Float64Array(count));
      const { values, slopes } = linearise(term.tape, [...zeros, ...given], term.reads.length, count);
      return values.map((value, o) => {
        const p = (slopes[o] ?? []).findIndex((slope) => slope !== null);
        const read = term.reads[p];
        if (read === undefined) throw invalid({ what: `conditions.${term.group} says nothing about an unknown` });
        const order = read.partial === letter ? 1 : 0;
        return { given: { unknown: problem.unknowns.indexOf(read.unknown), order }, values: value.map((r) => -r) };
      });
    });
  };
  const middle = Float64Array.from(problem.domain, ([from, to]) => 0.5 * (from + to));
  return {
    given: solved(middle).map(({ given }) => given),
    values: (points) => solved(points).map(({ values }) => values),
    curvatures: null,
  };
}

/** The state at the end of a slab. */
export function endState(
  posed: PosedProblem,
  { space, coefficients }: { readonly space: Space; readonly coefficients: Float64Array },
  end: number,
  first: State,
): State {
  const { order, time } = posed;
  const unknowns = first.given.flatMap((given) => (given.order === 0 ? [given.unknown] : []));
  const given = unknowns.flatMap((unknown) => Array.from({ length: order }, (_, q) => ({ unknown, order: q })));
  const partial = (unknown: number, coordinate: number, q: number): Partial => ({
    unknown,
    orders: space.coordinates.map((own) => (own === coordinate ? q : 0)),
  });
  const atEnd = (points: Float64Array) => points.map((x, i) => (i % space.coordinates.length === time ? end : x));
  return {
    given,
    values: (points) =>
      valuesAt(
        space,
        coefficients,
        atEnd(points),
        given.map((one) => partial(one.unknown, time, one.order)),
      ),
    curvatures(points, coordinate) {
      const partials = unknowns.flatMap((unknown) => [0, 1, 2].map((q) => partial(unknown, coordinate, q)));
      const values = valuesAt(space, coefficients, atEnd(points), partials);
      return unknowns.map((_, i) => values.slice(3 * i, 3 * i + 3));
    },
  };
}
