import type { Expression, Operand } from "../tape/expression.ts";
import { type Algebra, parseExpression } from "./parse.ts";

/** Arithmetic on traced quantities and numbers; what is made of numbers alone stays a number. */
const operands: Algebra<Operand> = {
  constant: (value) => value,
  negate: (a) => (typeof a === "number" ? -a : a.neg()),
  add: (a, b) => (typeof a === "number" ? (typeof b === "number" ? a + b : b.add(a)) : a.add(b)),
  subtract: (a, b) => (typeof a === "number" ? (typeof b === "number" ? a - b : b.neg().add(a)) : a.sub(b)),
  multiply: (a, b) => (typeof a === "number" ? (typeof b === "number" ? a * b : b.mul(a)) : a.mul(b)),
  divide: (a, b) => (typeof a === "number" ? (typeof b === "number" ? a / b : b.pow(-1).mul(a)) : a.div(b)),
  power(a, b) {
    if (typeof b === "number") return typeof a === "number" ? a ** b : a.pow(b);
    return b.mul(typeof a === "number" ? Math.log(a) : a.log()).exp();
  },
  call: (name, a) => (typeof a === "number" ? plain[name](a) : a[name]()),
};

const plain = {
  abs: Math.abs,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  log: Math.log,
  sech: (a: number) => 1 / Math.cosh(a),
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
} as const;

/** Traces the text of an expression, see `parseExpression`; a number where no name occurs in it. */
export function traceExpression(text: string, names: Readonly<Record<string, Expression>>, path?: string): Operand {
  return parseExpression<Operand>(text, names, operands, path);
}
