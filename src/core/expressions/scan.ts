/** Longest text of an expression, and most parts of it inside one another. */
const limits = { characters: 10_000, nesting: 200 } as const;

/** A piece of an expression's text. */
export interface Token {
  readonly kind: "number" | "name" | "symbol";
  readonly text: string;
  /** Its place, from 0. */
  readonly at: number;
}

/** Why a text cannot be an expression. */
export interface Fault {
  readonly problem: string;
  /** Its place, from 0. */
  readonly at: number;
}

const patterns = {
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y,
  name: /\p{L}[\p{L}\p{N}_]*/uy,
  symbol: /[-+*/^(),]/y,
} as const;
const space = /\s+/y;

/**
 * The tokens of an expression, or the first fault: what is too long, too deep or has no place in one is refused here, in
 * one pass, before any of it is parsed.
 */
export function scan(text: string): readonly Token[] | Fault {
  if (text.length > limits.characters) {
    return { problem: `an expression may have ${limits.characters} characters`, at: limits.characters };
  }
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const gap = match(space, text, at);
    if (gap !== undefined) {
      at += gap.length;
      continue;
    }
    const token = tokenAt(text, at);
    if (token === undefined) {
      return { problem: `"${String.fromCodePoint(text.codePointAt(at) as number)}" has no place`, at };
    }
    if (token.kind === "number" && !Number.isFinite(Number(token.text))) {
      return { problem: `${shown(token.text)} is not a finite number`, at };
    }
    const before = tokens.at(-1);
    if (before !== undefined && endsOperand(before) && token.kind !== "symbol") {
      return { problem: `an operator expected, found "${shown(token.text)}"`, at };
    }
    tokens.push(token);
    at += token.text.length;
  }
  return nestingFault(tokens) ?? tokens;
}

/** The beginning of a long name or number. */
export const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function tokenAt(text: string, at: number): Token | undefined {
  for (const kind of ["number", "name", "symbol"] as const) {
    const found = match(patterns[kind], text, at);
    if (found !== undefined) return { kind, text: found, at };
  }
  return undefined;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function endsOperand({ kind, text }: Token): boolean {
  return kind !== "symbol" || text === ")";
}

/** Parentheses, signs before signs and powers of powers nest; a sum or product of many terms does not. */
function nestingFault(tokens: readonly Token[]): Fault | undefined {
  const chains = [0];
  let depth = 0;
  for (const [i, { kind, text, at }] of tokens.entries()) {
    if (kind !== "symbol") continue;
    const before = tokens[i - 1];
    const binary = before !== undefined && endsOperand(before);
    if (text === "(") {
      chains.push(0);
      depth += 1;
    } else if (text === ")") {
      depth -= (chains.pop() ?? 0) + 1;
    } else if (text === "^" || !binary) {
      chains[chains.length - 1] = (chains.at(-1) ?? 0) + 1;
      depth += 1;
    } else {
      depth -= chains.at(-1) ?? 0;
      chains[chains.length - 1] = 0;
    }
    if (depth > limits.nesting) return { problem: `more than ${limits.nesting} nested parts`, at };
  }
  return undefined;
}
