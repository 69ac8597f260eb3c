import { invalid, type SechError } from "../errors.ts";
import { functions } from "./algebra.ts";
import { scan, shown, type Token } from "./scan.ts";

/** The numbers that every expression knows by name. */
export const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** The refusal of a text, with the place of the fault counted from 0. */
export function refusal(text: string, path: string, problem: string, at: number, attempt?: string): SechError {
  return invalid({
    what: `${path}: ${problem} at position ${at + 1}`,
    got: text,
    path,
    ...(attempt === undefined ? {} : { attempt }),
  });
}

/**
 * Throws where a text is too long, too deep, empty, or has characters, names or functions that no expression has: at once,
 * before the parser is loaded that finds what else may be wrong.
 *
 * @param names The names that may occur beside `pi` and `e`.
 */
export function requireExpression(text: string, names: readonly string[], path = "expression"): readonly Token[] {
  const tokens = scan(text);
  if ("problem" in tokens) throw refusal(text, path, tokens.problem, tokens.at);
  if (tokens.length === 0) {
    throw refusal(text, path, "a number, a name or ( expected, found the end", text.length);
  }
  tokens.forEach(({ kind, text: name, at }, i) => {
    if (kind !== "name") return;
    if (tokens[i + 1]?.text === "(") {
      if (Object.hasOwn(functions, name)) return;
      throw refusal(text, path, `unknown function ${shown(name)}`, at, `one of ${Object.keys(functions).join(", ")}`);
    }
    if (names.includes(name) || Object.hasOwn(constants, name)) return;
    const known = [...names, ...Object.keys(constants)];
    throw refusal(text, path, `unknown name ${shown(name)}`, at, `one of ${known.join(", ")}`);
  });
  return tokens;
}
