import { expressionReader } from "../../core/index.ts";
import type { ComplexFormula, Potential, Terms } from "../../problems/index.ts";
import type { InitialValues, PlaneProblem, Scenario } from "../../spectral/index.ts";
import type { NlseConfig } from "./schema.ts";

/** The terms of a wave's equation beyond dispersion and nonlinearity, compiled; the parser is loaded only where needed. */
export async function compiledEquation(section: NlseConfig["equation"]): Promise<{ readonly terms: Terms }> {
  const { potential, absorber, dispersion: _, nonlinearity: __, coupling: ___, ...given } = section;
  const numbers: Record<string, number> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) numbers[name] = await compiledNumber(value, `equation.${name}`);
  }
  return {
    terms: {
      ...numbers,
      ...(absorber === undefined ? {} : { absorber }),
      ...(potential === undefined ? {} : { potential: await compiledPotential(String(potential)) }),
    },
  };
}

/** A scenario's initial values with those that are expressions of the coordinates compiled. */
export async function compiledInitial(
  { formulas = [], kind }: Scenario,
  values: InitialValues,
): Promise<InitialValues> {
  const compiled: Record<string, ComplexFormula | PlaneProblem["initial"]> = {};
  for (const key of formulas) {
    const text = String(values[key]);
    const names = kind === "plane" ? ["x", "y"] : ["x"];
    const value = (await expressionReader()).compileComplex(text, names, `initial.${key}`);
    compiled[key] = kind === "plane" ? value : { value, text };
  }
  return { ...values, ...compiled };
}

/** A number, or an expression of numbers. */
export async function compiledNumber(value: number | string, path: string): Promise<number> {
  return typeof value === "number" ? value : (await expressionReader()).compile(value, [], path)();
}

/** V(x, y). */
export async function compiledPlanePotential(text: string): Promise<NonNullable<PlaneProblem["potential"]>> {
  return (await expressionReader()).compile(text, ["x", "y"], "equation.potential");
}

async function compiledPotential(text: string): Promise<Potential> {
  const value = (await expressionReader()).compile(text, ["x", "t"], "equation.potential");
  return { value, timeDependent: /(?<![\p{L}\p{N}_])t(?![\p{L}\p{N}_])/u.test(text), text };
}
