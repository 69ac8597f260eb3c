import { type Algebra, type ExpressionFunction, parseExpression } from "./parse.ts";

/** The value of an expression where its names have the given values, in their order. */
export type ExpressionValue = (...values: readonly number[]) => number;

/** The plain functions behind the names that an expression may call. */
const functions: Readonly<Record<ExpressionFunction, (a: number) => number>> = {
  abs: Math.abs,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  log: Math.log,
  sech: (a) => 1 / Math.cosh(a),
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

type Closure = (values: readonly number[]) => number;

const closures: Algebra<Closure> = {
  constant: (value) => () => value,
  negate: (a) => (values) => -a(values),
  add: (a, b) => (values) => a(values) + b(values),
  subtract: (a, b) => (values) => a(values) - b(values),
  multiply: (a, b) => (values) => a(values) * b(values),
  divide: (a, b) => (values) => a(values) / b(values),
  power: (a, b) => (values) => a(values) ** b(values),
  call(name, a) {
    const f = functions[name];
    return (values) => f(a(values));
  },
};

/**
 * Makes a function of numbers from an expression, see `parseExpression`.
 *
 * @example
 * const wave = compileExpression("sech(x) * cos(2*t)", ["x", "t"]);
 * wave(0, 0); // 1
 */
export function compileExpression(text: string, names: readonly string[], path?: string): ExpressionValue {
  const read = names.map((name, i): [string, Closure] => [name, (values) => values[i] as number]);
  const closure = parseExpression(text, Object.fromEntries(read), closures, path);
  return (...values) => closure(values);
}
