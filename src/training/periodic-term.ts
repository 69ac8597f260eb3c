import { trace } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import type { ReadUnknown, Term } from "./term.ts";

/**
 * The term of a periodic condition in the loss: at both ends of a coordinate the unknowns agree, and so do their derivatives
 * along it, as many as the order of the equations leaves open.
 */
export function periodicTerm(problem: PdeProblem, name: string, coordinate: string): Term {
  const { coordinates, domain, unknowns, derivatives } = problem;
  const axis = coordinates.indexOf(coordinate);
  const [low, high] = domain[axis] as readonly [number, number];
  const order = Math.max(1, ...derivatives.map((partial) => partial.split(coordinate).length - 1));
  const here: readonly ReadUnknown[] = unknowns.flatMap((unknown) =>
    Array.from({ length: order }, (_, k) => ({ unknown, partial: coordinate.repeat(k) })),
  );
  const label = ({ unknown, partial }: ReadUnknown) => unknown + partial;
  const inputs = [...here.map(label), ...here.map((read) => `${label(read)} opposite`), ...coordinates];
  type Inputs = Parameters<Parameters<typeof trace<string>>[1]>[0];
  const jump = (at: Inputs, read: ReadUnknown) =>
    (at[`${label(read)} opposite`] as Inputs[string]).sub(at[label(read)] as Inputs[string]);
  return {
    name: `${name} ${coordinate}`,
    group: name,
    rows: here.map((read) => `${name} ${label(read)}`),
    box: domain.map((ends, i) => (i === axis ? ([low, low] as const) : ends)),
    reads: [...here, ...here.map((read) => ({ ...read, opposite: true }) as const)],
    scalars: [],
    opposite: { axis, place: high },
    tape: trace(inputs, (at) => here.map((read) => jump(at, read)), `conditions.${name}`),
  };
}

/** The sets of points that a term reads at: its own, and those at the opposite end where it compares the two. */
export function pointSets(
  { box, opposite }: Pick<Term, "box" | "opposite">,
  points: Float64Array,
): readonly Float64Array[] {
  if (opposite === undefined) return [points];
  return [points, points.map((value, i) => (i % box.length === opposite.axis ? opposite.place : value))];
}
