import { type Expression, invalid, loadedExpressionReader, type Operand } from "../core/index.ts";
import { type Condition, type Formula, formulasOf, isHard, type PdeProblem, parseFace } from "../problems/index.ts";

/** Traced coordinates by name. */
export type Place = Readonly<Record<string, Expression>>;

/** The form A(x) + B(x) N(x) in which any N meets the hard conditions on one unknown. */
export interface HardForm {
  /** A, which meets the conditions itself. */
  readonly offset: (at: Place) => Expression;
  /** B, at most 1 in size, which vanishes where values are given. */
  readonly factor: (at: Place) => Expression;
}

/** A value that is met exactly at one end of a coordinate. */
export interface End {
  readonly axis: number;
  readonly end: 0 | 1;
  readonly value: Formula;
  /** ∂u/∂t there, for a beginning with a velocity. */
  readonly velocity?: Formula;
  readonly name: string;
}

/**
 * The form of an unknown that meets the hard conditions of a problem; undefined where there are none.
 *
 * A is the transfinite interpolation of the given values: coordinate by coordinate, what is still missing at the faces is
 * added, carried inwards linearly. The beginning comes first, so that values on walls must agree with it where they meet.
 * W. J. Gordon, SIAM J. Numer. Anal. 8 (1971) 158; for networks: I. E. Lagaris, A. Likas & D. I. Fotiadis, IEEE Trans.
 * Neural Netw. 9 (1998) 987.
 */
export function hardForm(problem: PdeProblem, unknown: string): HardForm | undefined {
  const ends = hardEnds(problem, unknown);
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

/** Where hard conditions give the values of an unknown; the beginning is first. @throws SechError for two on one face. */
export function hardEnds(problem: PdeProblem, unknown: string): readonly End[] {
  const found = Object.entries(problem.conditions).flatMap(([name, condition]) =>
    isHard(condition) ? endsOf(problem, name, condition, unknown) : [],
  );
  const beginnings = found.filter(({ name }) => problem.conditions[name]?.kind === "initial");
  const ends = [...beginnings, ...found.filter((end) => !beginnings.includes(end))];
  ends.forEach(({ axis, end, name }, i) => {
    const before = ends.slice(0, i).find((other) => other.axis === axis && other.end === end);
    if (before === undefined) return;
    throw invalid({
      what: `conditions.${name} and conditions.${before.name} both give ${unknown} on one face`,
      path: `conditions.${name}`,
      attempt: 'enforce: "soft" for one of them',
    });
  });
  return ends;
}

function endsOf(problem: PdeProblem, name: string, condition: Condition, unknown: string): readonly End[] {
  if (condition.kind === "initial") {
    const value = formulaOf(problem, condition.value, unknown);
    if (value === undefined) return [];
    const axis = problem.coordinates.indexOf(condition.coordinate ?? "t");
    const velocity = formulaOf(problem, condition.velocity ?? {}, unknown);
    return [{ axis, end: 0, value, name, ...(velocity === undefined ? {} : { velocity }) }];
  }
  if (condition.kind !== "dirichlet") return [];
  const value = formulaOf(problem, condition.value ?? 0, unknown);
  if (value === undefined) return [];
  return condition.faces.flatMap((face) => {
    const parsed = parseFace(face);
    if (parsed === undefined) return [];
    return [{ axis: problem.coordinates.indexOf(parsed.coordinate), end: parsed.end, value, name }];
  });
}

function formulaOf(problem: PdeProblem, values: Parameters<typeof formulasOf>[0], unknown: string) {
  return formulasOf(values, problem.unknowns).find(([name]) => name === unknown)?.[1];
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
