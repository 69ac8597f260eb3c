import type { Operand } from "../tape/index.ts";
import { type Algebra, functions } from "./algebra.ts";

/** Arithmetic on traced quantities and numbers; what is made of numbers alone stays a number. */
export const operands: Algebra<Operand> = {
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
  call: (name, a) => (typeof a === "number" ? functions[name](a) : a[name]()),
};
