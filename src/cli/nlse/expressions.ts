import { expressionReader, invalid, requireExpression } from "../../core/index.ts";
import type { ComplexFormula, Potential, Terms, TimeFunction } from "../../problems/index.ts";
import type { InitialValues, PlaneProblem, Scenario } from "../../spectral/index.ts";
import type { NlseConfig } from "./schema.ts";

/** The terms of a wave's equation beyond dispersion and nonlinearity, compiled; the parser is loaded only where needed. */
export async function compiledEquation(section: NlseConfig["equation"]): Promise<{ readonly terms: Terms }> {
  const { potential, absorber, dispersion: _, coupling: __, nonlinearity, loss, ...given } = section;
  const numbers: Record<string, number> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) numbers[name] = await compiledNumber(value, `equation.${name}`);
  }
  return {
    terms: {
      ...numbers,
      ...(overTime(nonlinearity)
        ? { nonlinearityOverTime: await timeFunction(nonlinearity, "equation.nonlinearity") }
        : {}),
      ...(loss === undefined
        ? {}
        : {
            loss: overTime(loss)
              ? await timeFunction(loss, "equation.loss")
              : await coefficientAt(loss, "equation.loss", 0),
          }),
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
    const path = `initial.${key}`;
    requireExpression(text, [...names, "i"], path);
    const value = (await expressionReader()).compileComplex(text, names, path);
    compiled[key] = kind === "plane" ? value : { value, text };
  }
  return { ...values, ...compiled };
}

/** A number, or an expression of numbers. */
export async function compiledNumber(value: number | string, path: string): Promise<number> {
  if (overTime(value)) {
    const linear = ["equation.dispersion", "equation.thirdOrder", "equation.fourthOrder"].includes(path);
    const way = "in the time tau = integral of dispersion over t, nonlinearity, potential and loss are divided by it";
    throw invalid({
      what: `${path} cannot depend on t`,
      got: value,
      why: linear
        ? "every integrator needs a linear part that stands still"
        : "only nonlinearity, loss and potential of a wave can",
      attempt: path === "equation.dispersion" ? way : "an expression of numbers",
      path,
    });
  }
  return typeof value === "number" ? value : (await compiled(value, [], path))();
}

/** The coefficient at a time, of one that may depend on it. */
export async function coefficientAt(value: number | string, path: string, t: number): Promise<number> {
  return typeof value === "number" ? value : (await compiled(value, ["t"], path))(t);
}

/** Whether a coefficient is an expression in which t occurs. */
function overTime(value: number | string | undefined): value is string {
  return typeof value === "string" && mentionsTime(value);
}

const mentionsTime = (text: string): boolean => /(?<![\p{L}\p{N}_])t(?![\p{L}\p{N}_])/u.test(text);

async function timeFunction(text: string, path: string): Promise<TimeFunction> {
  return { value: await compiled(text, ["t"], path), text };
}

/** V(x, y). */
export async function compiledPlanePotential(text: string): Promise<NonNullable<PlaneProblem["potential"]>> {
  return compiled(text, ["x", "y"], "equation.potential");
}

async function compiledPotential(text: string): Promise<Potential> {
  const value = await compiled(text, ["x", "t"], "equation.potential");
  return { value, timeDependent: mentionsTime(text), text };
}

/** A function of some coordinates. What has no place in an expression is refused before the parser is loaded. */
async function compiled(text: string, names: readonly string[], path: string) {
  requireExpression(text, names, path);
  return (await expressionReader()).compile(text, names, path);
}
