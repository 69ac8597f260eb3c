import { type Expression, invalid, loadedExpressionReader, type Operand, type Tape, trace } from "../core/index.ts";

/** Everything that an equation may read, by name: `u`, `ux`, `uxx` …, the coordinates and trainable scalars. */
export type PdeInputs<C extends string, U extends string, D extends string, S extends string = never> = {
  readonly [name in C | U | `${U}${D}` | S]: Expression;
};

/** One equation, or several by name, each of which must vanish: traced functions, or text. */
export type PdeEquations<C extends string, U extends string, D extends string, S extends string = never> =
  | string
  | Readonly<Record<string, string>>
  | ((inputs: PdeInputs<C, U, D, S>) => Expression | Readonly<Record<string, Expression>>);

/** The name of the only equation where it has none. */
const only = "pde";

/** Equations as one tape, with their names in the order of its outputs. */
export interface TracedEquations {
  readonly equations: readonly string[];
  readonly residual: Tape;
}

/** Traces equations over inputs of the given names. Throws, with the equation's name, for what cannot be traced. */
export function traceEquations(
  equations: PdeEquations<string, string, string, string>,
  inputs: readonly string[],
): TracedEquations {
  let names: readonly string[] = [];
  const residual = trace(
    inputs,
    (at) => {
      const results = byName(typeof equations === "function" ? equations(at) : fromText(equations, at));
      names = Object.keys(results);
      return Object.entries(results).map(([name, value]) => requireTraced(name, value, inputs));
    },
    only,
  );
  return { equations: names, residual };
}

function fromText(
  equations: string | Readonly<Record<string, string>>,
  at: Readonly<Record<string, Expression>>,
): Readonly<Record<string, Operand>> {
  const texts = typeof equations === "string" ? { [only]: equations } : equations;
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      loadedExpressionReader().trace(text, at, name === only ? only : `pde.${name}`),
    ]),
  );
}

function byName(result: unknown): Readonly<Record<string, unknown>> {
  const several = typeof result === "object" && result !== null && typeof (result as Expression).add !== "function";
  return several ? (result as Readonly<Record<string, unknown>>) : { [only]: result };
}

function requireTraced(name: string, value: unknown, inputs: readonly string[]): Expression {
  if (typeof value === "object" && value !== null) return value as Expression;
  const path = name === only ? only : `pde.${name}`;
  throw invalid({
    what: `${path} must return a traced quantity`,
    got: value === undefined ? "undefined" : value,
    why: "a number does not depend on the solution",
    attempt: `an expression of ${inputs.join(", ")}`,
    path,
  });
}
