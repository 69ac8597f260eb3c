import { invalid } from "../core/index.ts";
import { type Condition, type Formula, formulasOf, isHard, type PdeProblem, parseFace } from "../problems/index.ts";

/** A value that is met exactly at one end of a coordinate. */
export interface End {
  readonly axis: number;
  readonly end: 0 | 1;
  readonly value: Formula;
  /** ∂u/∂t there, for a beginning with a velocity. */
  readonly velocity?: Formula;
  readonly name: string;
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
