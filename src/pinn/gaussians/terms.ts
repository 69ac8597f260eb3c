import type { Condition, PdeProblem } from "../../problems/index.ts";
import { type Term, termsOf } from "../../training/index.ts";
import { type Nodes, single } from "./nodes.ts";
import { gridOf, type Rows } from "./rows.ts";
import { type Partial, partialOf, type Space } from "./space.ts";

/** A problem's equations and all its conditions, and which coordinate is time. */
export interface PosedProblem {
  readonly problem: PdeProblem;
  readonly interior: Term;
  readonly boundary: readonly Term[];
  readonly initial: readonly Term[];
  /** The coordinate that begins, or −1. */
  readonly time: number;
  /** The order of the equations in time. */
  readonly order: number;
  /** The coordinates with a period. */
  readonly periodic: readonly boolean[];
}

/** Every condition of a problem as rows: none is met by the form of the Gaussians but a period. */
export function posed(problem: PdeProblem): PosedProblem {
  const { coordinates, conditions, derivatives } = problem;
  const soft = Object.entries(conditions).map(([name, condition]) => [
    name,
    (condition.kind === "periodic"
      ? { ...condition, enforce: "hard" }
      : { ...condition, enforce: "soft" }) as Condition,
  ]);
  const all = Object.values(conditions);
  const begins = all.flatMap((condition) => (condition.kind === "initial" ? [condition.coordinate ?? "t"] : []));
  const time = begins.length === 0 ? -1 : coordinates.indexOf(begins[0] as string);
  const [interior, ...others] = termsOf({ ...problem, conditions: Object.fromEntries(soft) }) as [Term, ...Term[]];
  const isInitial = ({ group }: Term) => conditions[group]?.kind === "initial";
  const letter = coordinates[time];
  const order = Math.max(0, ...derivatives.map((name) => [...name].filter((one) => one === letter).length));
  return {
    problem,
    interior,
    boundary: others.filter((term) => !isInitial(term)),
    initial: others.filter(isInitial),
    time,
    order,
    periodic: coordinates.map((name) =>
      all.some((condition) => condition.kind === "periodic" && condition.coordinate === name),
    ),
  };
}

/**
 * The rows of a term on the grid of some nodes.
 *
 * @param nodes By coordinate; those of a coordinate that the term's box pins down are not used.
 */
export function rowsOf(
  { problem }: PosedProblem,
  space: Space,
  term: Term,
  nodes: readonly Nodes[],
  weights: readonly number[],
): Rows {
  const stored = space.coordinates.map((coordinate) => {
    const [from, to] = term.box[coordinate] as readonly [number, number];
    return from === to ? single(from) : (nodes[coordinate] as Nodes);
  });
  const { columns } = gridOf(stored);
  const given = problem.coordinates.map(
    (_, coordinate) => columns[space.coordinates.indexOf(coordinate)] as Float64Array,
  );
  return {
    name: term.name,
    tape: term.tape,
    partials: partialsOf(problem, space, term),
    nodes: stored,
    given,
    weights,
  };
}

/** The partial derivatives that a term reads. */
export function partialsOf(problem: PdeProblem, space: Space, { reads }: Term): readonly Partial[] {
  return reads.map(({ unknown, partial }) => partialOf(problem, space, unknown, partial));
}
