/** The functions that an expression may call, each of one argument, and what they are on numbers. */
export const functions = {
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

/** The name of a function that an expression may call. */
export type ExpressionFunction = keyof typeof functions;

/** Their names. */
export const expressionFunctions: readonly string[] = Object.keys(functions);

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

type Closure = (values: readonly number[]) => number;

/** Functions of the values of the names. */
export const closures: Algebra<Closure> = {
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
