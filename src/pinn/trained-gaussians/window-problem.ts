import type { Condition, PdeProblem } from "../../problems/index.ts";
import type { BoundModel } from "../../training/index.ts";
import type { State } from "../gaussians/state.ts";
import type { PosedProblem } from "../gaussians/terms.ts";

/** A window of time. */
export type Window = readonly [from: number, to: number];

/** A problem in a window of time, which begins with values at points: a state, not its formula, is handed on. */
export function windowProblem(
  { problem, time }: PosedProblem,
  [from, to]: Window,
  state: State,
  points: Float64Array,
): PdeProblem {
  const columns = state.values(points);
  const values = Object.fromEntries(
    state.given.map(({ unknown }, i) => [problem.unknowns[unknown] as string, columns[i] as Float64Array]),
  );
  const name = beginningOf(problem);
  const others = Object.entries(problem.conditions).filter(([, { kind }]) => kind !== "initial");
  const { exact: _, ...rest } = problem;
  return {
    ...rest,
    domain: problem.domain.with(time, [from, to]),
    conditions: { [name]: { kind: "data", points, values } satisfies Condition, ...Object.fromEntries(others) },
  };
}

/** The name of the (first) condition with which a problem begins. */
function beginningOf({ conditions }: PdeProblem): string {
  return Object.entries(conditions).find(([, { kind }]) => kind === "initial")?.[0] ?? "initial";
}

/** What a fitted window says about the unknowns at a time. */
export function stateAt({ problem, time }: PosedProblem, bound: BoundModel, theta: Float64Array, when: number): State {
  const width = problem.coordinates.length;
  const { length } = problem.unknowns;
  return {
    given: problem.unknowns.map((_, unknown) => ({ unknown, order: 0 })),
    values(points) {
      const values = bound.values(
        theta,
        points.map((x, i) => (i % width === time ? when : x)),
      );
      return problem.unknowns.map((_, unknown) => values.filter((_value, i) => i % length === unknown));
    },
    curvatures: null,
  };
}
