import type { Expression } from "../core/index.ts";
import type { Condition, Enforcement, Formula } from "./conditions.ts";
import type { Symbols } from "./formula.ts";
import { pde } from "./pde.ts";
import type { PdeProblem, TransportProblem } from "./problem.ts";

/**
 * A transport equation as it stands, u_t + a · ∇u = s + ν u_xx of places and times, for models that know nothing of paths:
 * the baseline to those that do. On a ring it is periodic by form; the plane has no conditions at its edges.
 *
 * @param initial Whether the initial state is met by the form of the model or by the loss. @defaultValue `"hard"`
 */
export function eulerian(problem: TransportProblem, initial: Enforcement = "hard"): PdeProblem {
  const { name, coordinates, domain, unknowns, parameters, exact, viscosity } = problem;
  const space = coordinates.slice(0, -1);
  const ring = space.length === 1;
  const value = Object.fromEntries(
    unknowns.map((unknown, i): [string, Formula] => [unknown, (at) => problem.initial.at(at)[i] as Expression]),
  );
  const beginning: Condition = { kind: "initial", value, enforce: initial };
  const around: Condition = { kind: "periodic", coordinate: "x" };
  return pde<string, string, string>({
    name,
    domain: Object.fromEntries(
      coordinates.map((coordinate, i) => [coordinate, domain[i] as readonly [number, number]]),
    ),
    unknowns,
    derivatives: [...coordinates, ...(viscosity > 0 ? ["xx"] : [])],
    pde: (at) => Object.fromEntries(unknowns.map((unknown, i) => [`equation of ${unknown}`, equation(problem, at, i)])),
    conditions: { initial: beginning, ...(ring ? { around } : {}) },
    parameters,
    ...(exact === undefined ? {} : { exact }),
  });
}

/** What must vanish for one unknown. */
function equation(problem: TransportProblem, at: Symbols, index: number): Expression {
  const { coordinates, unknowns, speed, source, viscosity } = problem;
  const read = (partial: string) => at[`${unknowns[index]}${partial}`] as Expression;
  const speeds = speed.at(at);
  let sum = read("t");
  coordinates.slice(0, -1).forEach((coordinate, axis) => {
    sum = sum.add((speeds[unknowns.length > 1 ? index : axis] as Expression).mul(read(coordinate)));
  });
  if (source !== null) sum = sum.sub(source.at(at)[0] as Expression);
  return viscosity > 0 ? sum.sub(read("xx").mul(viscosity)) : sum;
}
