import { invalid, type SechError } from "../errors.ts";

/** The functions that an expression may call, each of one argument. */
const expressionFunctions = ["abs", "cos", "cosh", "exp", "log", "sech", "sin", "sinh", "sqrt", "tan", "tanh"] as const;

export type ExpressionFunction = (typeof expressionFunctions)[number];

/** What the parts of an expression become: numbers, closures, operations of a tape. */
export interface Algebra<T> {
  constant(value: number): T;
  negate(a: T): T;
  add(a: T, b: T): T;
  subtract(a: T, b: T): T;
  multiply(a: T, b: T): T;
  divide(a: T, b: T): T;
  power(a: T, b: T): T;
  call(name: ExpressionFunction, a: T): T;
}

const longest = 10_000;
const deepest = 200;
const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

interface Token {
  readonly kind: "number" | "name" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
}

/**
 * Reads an expression such as `ut + u*ux - 0.01*uxx` into an algebra, in one pass and without evaluating any text:
 * numbers, names, `+ - * / ^`, parentheses, `pi`, `e` and the functions of one argument. `^` (also `**`) binds to the
 * right and before a sign: `-x^2` is −(x²).
 *
 * A product is always written with `*`. Throws for anything else (assignments, indices, accessors, unknown names …),
 * and for text of more than 10 000 characters or 200 nested parts, with the position counted from 1.
 *
 * @param names What each allowed name stands for; these go before `pi` and `e`.
 * @param path The key that the text belongs to, for the error.
 */
export function parseExpression<T>(
  text: string,
  names: Readonly<Record<string, T>>,
  algebra: Algebra<T>,
  path = "expression",
): T {
  const refuse = (problem: string, at: number, attempt?: string): SechError =>
    invalid({
      what: `${path}: ${problem} at position ${at + 1}`,
      got: text,
      path,
      ...(attempt === undefined ? {} : { attempt }),
    });
  if (text.length > longest) throw refuse(`an expression may have ${longest} characters`, longest);
  const tokens = tokenise(text, refuse);
  let next = 0;
  let depth = 0;
  const peek = (): Token => tokens[next] as Token;
  const takeIf = (...symbols: readonly string[]): Token | undefined => {
    const token = peek();
    if (token.kind !== "symbol" || !symbols.includes(token.text)) return undefined;
    next += 1;
    return token;
  };
  const expected = (what: string): SechError => {
    const { kind, text: found, at } = peek();
    return refuse(`${what} expected, found ${kind === "end" ? "the end" : `"${found}"`}`, at);
  };
  const nested = (read: () => T): T => {
    depth += 1;
    if (depth > deepest) throw refuse(`more than ${deepest} nested parts`, peek().at);
    const value = read();
    depth -= 1;
    return value;
  };

  function sum(): T {
    let value = product();
    for (let sign = takeIf("+", "-"); sign !== undefined; sign = takeIf("+", "-")) {
      value = sign.text === "+" ? algebra.add(value, product()) : algebra.subtract(value, product());
    }
    return value;
  }
  function product(): T {
    let value = signed();
    for (let sign = takeIf("*", "/"); sign !== undefined; sign = takeIf("*", "/")) {
      value = sign.text === "*" ? algebra.multiply(value, signed()) : algebra.divide(value, signed());
    }
    return value;
  }
  function signed(): T {
    const sign = takeIf("+", "-");
    if (sign === undefined) return power();
    const value = nested(signed);
    return sign.text === "-" ? algebra.negate(value) : value;
  }
  function power(): T {
    const base = atom();
    return takeIf("^", "**") === undefined ? base : algebra.power(base, nested(signed));
  }
  function atom(): T {
    const token = peek();
    if (token.kind === "number") {
      next += 1;
      return algebra.constant(Number(token.text));
    }
    if (token.kind === "name") {
      next += 1;
      return takeIf("(") === undefined ? named(token) : call(token);
    }
    if (takeIf("(") === undefined) throw expected("a number, a name or (");
    return enclosed();
  }
  function enclosed(): T {
    const value = nested(sum);
    if (takeIf(")") === undefined) throw expected("an operator or )");
    return value;
  }
  function call(token: Token): T {
    const name = expressionFunctions.find((known) => known === token.text);
    if (name === undefined) {
      throw refuse(`unknown function ${token.text}`, token.at, `one of ${expressionFunctions.join(", ")}`);
    }
    return algebra.call(name, enclosed());
  }
  function named({ text: name, at }: Token): T {
    if (Object.hasOwn(names, name)) return names[name] as T;
    if (Object.hasOwn(constants, name)) return algebra.constant(constants[name] as number);
    throw refuse(`unknown name ${name}`, at, `one of ${[...Object.keys(names), "pi", "e"].join(", ")}`);
  }

  const value = sum();
  if (peek().kind !== "end") throw expected("an operator");
  return value;
}

const patterns = {
  space: /\s+/y,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y,
  name: /\p{L}[\p{L}\p{N}_]*/uy,
  symbol: /\*\*|[-+*/^(),]/y,
} as const;

function tokenise(text: string, refuse: (problem: string, at: number) => SechError): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (kind: keyof typeof patterns): string | undefined => {
    patterns[kind].lastIndex = at;
    return patterns[kind].exec(text)?.[0];
  };
  while (at < text.length) {
    const space = match("space");
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const kind = (["number", "name", "symbol"] as const).find((one) => match(one) !== undefined);
    if (kind === undefined) throw refuse(`"${String.fromCodePoint(text.codePointAt(at) as number)}" has no place`, at);
    const found = match(kind) as string;
    if (kind === "number" && !Number.isFinite(Number(found))) throw refuse(`${found} is not a finite number`, at);
    tokens.push({ kind, text: found, at });
    at += found.length;
  }
  tokens.push({ kind: "end", text: "", at });
  return tokens;
}
