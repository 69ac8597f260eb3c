import { type Expression, loadedExpressionReader, type Operand, type Tape, trace } from "../core/index.ts";
import type { Formula } from "./conditions.ts";

/** Symbols by name. */
export type Symbols = Readonly<Record<string, Expression>>;

/** A function of named quantities that can be run on symbols, and its recording for numbers. */
export interface Law {
  /** Its components where the names stand for these symbols. */
  readonly at: (symbols: Symbols) => readonly Expression[];
  /** The same as a tape of the names. */
  readonly tape: Tape;
}

/** Formulas of the given names as one law, a component each. @throws SechError, with `path`, for what cannot be traced. */
export function lawOf(formulas: readonly Formula[], names: readonly string[], path: string): Law {
  const at = (symbols: Symbols): readonly Expression[] =>
    formulas.map((formula) =>
      expressionOf(formula, Object.fromEntries(names.map((name) => [name, symbols[name]])) as Symbols, path),
    );
  return { at, tape: trace(names, at, path) };
}

function expressionOf(formula: Formula, at: Symbols, path: string): Expression {
  const value: Operand =
    typeof formula === "number"
      ? formula
      : typeof formula === "string"
        ? loadedExpressionReader().trace(formula, at, path)
        : formula(at);
  if (typeof value !== "number") return value;
  return (Object.values(at)[0] as Expression).pow(0).mul(value);
}
