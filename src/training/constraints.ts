import { type Expression, invalid, loadedExpressionReader, type Operand } from "../core/index.ts";
import type { Formula, PdeProblem } from "../problems/index.ts";
import { connectionOf } from "./connection.ts";
import { type End, hardEnds } from "./hard-ends.ts";

/** Traced coordinates by name. */
export type Place = Readonly<Record<string, Expression>>;

/** The form A(x) + B(x) N(x) in which any N meets the hard conditions on one unknown. */
export interface HardForm {
  /** A, which meets the conditions itself. */
  readonly offset: (at: Place) => Expression;
  /** B, at most 1 in size, which vanishes where values are given. */
  readonly factor: (at: Place) => Expression;
}

/**
 * The form of an unknown that meets the hard conditions of a problem; undefined where there are none.
 *
 * A is the transfinite interpolation of the given values: coordinate by coordinate, what is still missing at the faces is
 * added, carried inwards linearly. The beginning comes first, so that values on walls must agree with it where they meet.
 * W. J. Gordon, SIAM J. Numer. Anal. 8 (1971) 158; for networks: I. E. Lagaris, A. Likas & D. I. Fotiadis, IEEE Trans.
 * Neural Netw. 9 (1998) 987.
 *
 * @param connected Whether the caller meets slopes, and what else is given along their coordinate, by a `Connection`.
 * @throws SechError for hard Neumann and Robin conditions where it does not.
 */
export function hardForm(problem: PdeProblem, unknown: string, connected = false): HardForm | undefined {
  const connection = connectionOf(problem, unknown);
  if (connection !== undefined && !connected) {
    const { name } = connection.rules.at(-1) as { readonly name: string };
    throw invalid({
      what: `conditions.${name} cannot be met exactly by this model`,
      path: `conditions.${name}`,
      attempt: 'enforce: "soft" for it, or pinn.mlp()',
    });
  }
  const ends = hardEnds(problem, unknown).filter(({ axis }) => axis !== connection?.axis);
  if (ends.length === 0) return undefined;
  const axes = [...new Set(ends.map(({ axis }) => axis))];
  let offset = (at: Place): Expression => constantAt(problem, at, 0);
  for (const axis of axes) {
    const here = ends.filter((end) => end.axis === axis);
    offset = withEnds(problem, offset, here);
  }
  const factor = (at: Place): Expression => {
    let product = constantAt(problem, at, 1);
    for (const axis of axes) {
      const here = ends.filter((end) => end.axis === axis);
      product = product.mul(vanishing(problem, here, at));
    }
    return product;
  };
  return { offset, factor };
}

/** Adds to a form what it lacks at the ends of one coordinate, carried linearly to the other end. */
function withEnds(
  problem: PdeProblem,
  base: (at: Place) => Expression,
  ends: readonly End[],
): (at: Place) => Expression {
  return (at) => {
    let sum = base(at);
    for (const { axis, end, value, velocity } of ends) {
      const coordinate = problem.coordinates[axis] as string;
      const place = (problem.domain[axis] as readonly [number, number])[end];
      const there = { ...at, [coordinate]: constantAt(problem, at, place) };
      const missing = formulaAt(problem, value, there).sub(base(there));
      const other = ends.some((one) => one.end !== end);
      sum = sum.add(other ? missing.mul(share(problem, axis, end, at)) : missing);
      if (velocity === undefined) continue;
      const since = (at[coordinate] as Expression).sub(place);
      sum = sum.add(formulaAt(problem, velocity, there).mul(since));
    }
    return sum;
  };
}

/** 1 at an end of a coordinate and 0 at the other. */
function share({ coordinates, domain }: PdeProblem, axis: number, end: 0 | 1, at: Place): Expression {
  const [from, to] = domain[axis] as readonly [number, number];
  const along = (at[coordinates[axis] as string] as Expression).sub(from).div(to - from);
  return end === 1 ? along : along.neg().add(1);
}

/** A polynomial between 0 and 1 that vanishes at ends of a coordinate, twice where a velocity is given too. */
function vanishing(problem: PdeProblem, ends: readonly End[], at: Place): Expression {
  const axis = (ends[0] as End).axis;
  let product = constantAt(problem, at, ends.length === 2 ? 4 : 1);
  for (const { end, velocity } of ends) {
    const distance = share(problem, axis, end === 0 ? 1 : 0, at);
    product = product.mul(velocity === undefined ? distance : distance.square());
  }
  return product;
}

/** A formula at a place. */
export function formulaAt(problem: PdeProblem, formula: Formula, at: Place): Expression {
  const value: Operand =
    typeof formula === "number"
      ? formula
      : typeof formula === "string"
        ? loadedExpressionReader().trace(formula, at)
        : formula(at);
  return typeof value === "number" ? constantAt(problem, at, value) : value;
}

/** A constant as a traced quantity. */
function constantAt({ coordinates }: PdeProblem, at: Place, value: number): Expression {
  return (at[coordinates[0] as string] as Expression).pow(0).mul(value);
}
