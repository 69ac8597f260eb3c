import { expressionReader } from "../../core/index.ts";
import type { ComplexFormula, Equation, Potential, Terms } from "../../problems/index.ts";
import type { InitialValues, Scenario } from "../../spectral/index.ts";
import type { NlseConfig } from "./schema.ts";

/** The coefficients of an equation that were given, and the terms beyond them. */
export interface CompiledEquation {
  readonly coefficients: Equation;
  readonly terms: Terms;
}

/** The `equation` section with its expressions compiled; the parser is loaded only where there is one. */
export async function compiledEquation(section: NlseConfig["equation"]): Promise<CompiledEquation> {
  const { potential, absorber, ...given } = section;
  const numbers: Record<string, number> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) numbers[name] = await constant(value, `equation.${name}`);
  }
  const { dispersion, nonlinearity, ...terms } = numbers;
  return {
    coefficients: {
      ...(dispersion === undefined ? {} : { dispersion }),
      ...(nonlinearity === undefined ? {} : { nonlinearity }),
    },
    terms: {
      ...terms,
      ...(absorber === undefined ? {} : { absorber }),
      ...(potential === undefined ? {} : { potential: await compiledPotential(String(potential)) }),
    },
  };
}

/** A scenario's initial values with those that are expressions of x compiled. */
export async function compiledInitial({ formulas = [] }: Scenario, values: InitialValues): Promise<InitialValues> {
  const compiled: Record<string, ComplexFormula> = {};
  for (const key of formulas) {
    const text = String(values[key]);
    compiled[key] = { value: (await expressionReader()).compileComplex(text, ["x"], `initial.${key}`), text };
  }
  return { ...values, ...compiled };
}

async function constant(value: number | string, path: string): Promise<number> {
  return typeof value === "number" ? value : (await expressionReader()).compile(value, [], path)();
}

async function compiledPotential(text: string): Promise<Potential> {
  const value = (await expressionReader()).compile(text, ["x", "t"], "equation.potential");
  return { value, timeDependent: /(?<![\p{L}\p{N}_])t(?![\p{L}\p{N}_])/u.test(text), text };
}
