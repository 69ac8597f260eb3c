import { invalid } from "../core/index.ts";
import { type Condition, formulasOf, parseFace } from "./conditions.ts";
import { requireData } from "./data-rules.ts";
import type { PdeProblem } from "./problem.ts";

/** Throws, with the condition's name, where one names a face, a coordinate or an unknown that the problem does not have. */
export function requireConditions(problem: PdeProblem): void {
  for (const [name, condition] of Object.entries(problem.conditions)) requireCondition(problem, name, condition);
}

function requireCondition(problem: PdeProblem, name: string, condition: Condition): void {
  const path = `conditions.${name}`;
  const { coordinates, unknowns, equations } = problem;
  if (equations.includes(name) || name === "interior") {
    const what = name === "interior" ? "of the equations together" : "of an equation";
    throw invalid({ what: `${path} has the name ${what}`, got: name, path, attempt: `${name}Condition` });
  }
  if (condition.kind === "data") {
    requireData(problem, name, condition);
    return;
  }
  if (condition.kind === "initial" || condition.kind === "periodic") {
    const coordinate = condition.kind === "initial" ? (condition.coordinate ?? "t") : condition.coordinate;
    requireOneOf(`${path}.coordinate`, "a coordinate of the domain", coordinate, coordinates);
  } else {
    const faces = coordinates.flatMap((coordinate) => [`${coordinate}.min`, `${coordinate}.max`]);
    if (condition.faces.length === 0) {
      throw invalid({ what: `${path}.faces must not be empty`, path, attempt: faces.join(", ") });
    }
    for (const face of condition.faces) requireOneOf(`${path}.faces`, "a face of the domain", face, faces);
  }
  if (condition.kind !== "periodic") {
    const velocity = condition.kind === "initial" ? [condition.velocity ?? {}] : [];
    for (const values of [condition.value ?? 0, ...velocity]) {
      for (const [unknown] of formulasOf(values, unknowns)) {
        requireOneOf(`${path}.value`, "an unknown of the problem", unknown, unknowns);
      }
    }
  }
  if (condition.kind === "robin") requireRobin(path, condition.alpha, condition.beta);
  requireFree(problem, name, condition);
}

/** A coordinate that is periodic has no faces. */
function requireFree({ conditions }: PdeProblem, name: string, condition: Condition): void {
  if (condition.kind === "periodic" || condition.kind === "data") return;
  const used =
    condition.kind === "initial"
      ? [condition.coordinate ?? "t"]
      : condition.faces.map((face) => parseFace(face)?.coordinate);
  for (const [other, { kind, ...rest }] of Object.entries(conditions)) {
    if (kind !== "periodic" || !("coordinate" in rest) || !used.includes(rest.coordinate)) continue;
    throw invalid({
      what: `conditions.${name} is on a face of ${rest.coordinate}, which conditions.${other} makes periodic`,
      path: `conditions.${name}`,
    });
  }
}

function requireRobin(path: string, alpha: number, beta: number): void {
  if (Number.isFinite(alpha) && Number.isFinite(beta) && beta !== 0) return;
  throw invalid({
    what: `${path} needs finite alpha and beta, and beta other than 0`,
    got: { alpha, beta },
    path,
    attempt: beta === 0 ? "a dirichlet condition" : "alpha 1, beta 1",
  });
}

function requireOneOf(path: string, what: string, got: string, known: readonly string[]): void {
  if (known.includes(got)) return;
  throw invalid({ what: `${path} must name ${what}`, got, path, attempt: `one of ${known.join(", ")}` });
}
