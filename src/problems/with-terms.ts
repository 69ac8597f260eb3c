import { invalid, requireNumber } from "../core/index.ts";
import type { WaveProblem } from "./problem.ts";
import type { Terms } from "./terms.ts";

const coefficients = ["thirdOrder", "fourthOrder", "selfSteepening", "intensitySlope"] as const;

/**
 * The problem with terms added to its equation, over those that it has; coefficients that it has are replaced. The initial
 * state stays and the exact solution goes, except where nothing is added.
 */
export function withTerms(problem: WaveProblem, terms: Terms): WaveProblem {
  for (const name of coefficients) {
    if (terms[name] !== undefined) requireNumber(`equation.${name}`, terms[name], () => true, "a finite number", "0");
  }
  const { potential, absorber, loss, nonlinearityOverTime } = terms;
  if (typeof loss === "number") requireNumber("equation.loss", loss, () => true, "a finite number", "0");
  for (const [name, term] of Object.entries({ loss, nonlinearity: nonlinearityOverTime })) {
    if (typeof term !== "object" || typeof term.value === "function") continue;
    throw invalid({ what: `equation.${name} must be a number or have a function value(t)`, got: term });
  }
  if (potential !== undefined && typeof potential.value !== "function") {
    throw invalid({ what: "a potential must have a function value(x, t)", got: potential, path: "equation.potential" });
  }
  if (absorber !== undefined) {
    const { width, strength } = absorber;
    requireNumber("equation.absorber.width", width, (value) => value > 0, "positive", "10");
    requireNumber("equation.absorber.strength", strength, (value) => value >= 0, "at least 0", "5");
  }
  const before = problem.terms ?? {};
  const changed = (Object.keys(terms) as (keyof Terms)[]).filter(
    (name) => terms[name] !== undefined && terms[name] !== (before[name] ?? 0),
  );
  if (changed.length === 0) return problem;
  const { exact: _, ...others } = problem;
  return { ...others, terms: { ...before, ...Object.fromEntries(changed.map((name) => [name, terms[name]])) } };
}
