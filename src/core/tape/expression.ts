import { invalid } from "../errors.ts";
import { op, type UnaryName } from "./tape.ts";
import { unaryValue } from "./unary.ts";

/** What an operation takes: a traced scalar or a plain number. */
export type Operand = Expression | number;

/** A scalar that is being traced: its methods record what is done with it. */
export interface Expression {
  add(other: Operand): Expression;
  sub(other: Operand): Expression;
  mul(other: Operand): Expression;
  div(other: Operand): Expression;
  neg(): Expression;
  /** A fixed real power; of a negative base only a whole power is a number. */
  pow(exponent: number): Expression;
  square(): Expression;
  sqrt(): Expression;
  exp(): Expression;
  log(): Expression;
  sin(): Expression;
  cos(): Expression;
  tan(): Expression;
  sinh(): Expression;
  cosh(): Expression;
  tanh(): Expression;
  sech(): Expression;
  abs(): Expression;
}

/** The instructions of one trace; equal ones are recorded once, and constants are computed at once. */
export interface Graph {
  readonly operations: [operation: number, a: number, b: number][];
  readonly constants: number[];
  readonly known: Map<string, number>;
}

/** The graph and the register behind each expression. */
const origins = new WeakMap<Expression, { readonly graph: Graph; readonly register: number }>();

export function emptyGraph(): Graph {
  return { operations: [], constants: [], known: new Map() };
}

/** The next input of a graph. */
export function inputOf(graph: Graph): Expression {
  const register = graph.operations.push([op.input, 0, 0]) - 1;
  graph.constants.push(0);
  return expressionAt(graph, register);
}

/** The register of an expression of this graph, or −1 for anything else. */
export function registerIn(graph: Graph, value: unknown): number {
  const origin = typeof value === "object" && value !== null ? origins.get(value as Expression) : undefined;
  return origin?.graph === graph ? origin.register : -1;
}

function record(graph: Graph, operation: number, a: number, b: number, constant: number): number {
  const key = `${operation} ${a} ${b} ${Object.is(constant, -0) ? "-0" : constant}`;
  const seen = graph.known.get(key);
  if (seen !== undefined) return seen;
  const register = graph.operations.push([operation, a, b]) - 1;
  graph.constants.push(constant);
  graph.known.set(key, register);
  return register;
}

function constantOf(graph: Graph, register: number): number | undefined {
  return graph.operations[register]?.[0] === op.constant ? (graph.constants[register] as number) : undefined;
}

const constant = (graph: Graph, value: number): number => record(graph, op.constant, 0, 0, value);

function unary(graph: Graph, name: UnaryName, a: number, exponent = 0): number {
  const known = constantOf(graph, a);
  if (known !== undefined) return constant(graph, unaryValue(op[name], known, exponent));
  return record(graph, op[name], a, 0, exponent);
}

type BinaryName = "add" | "sub" | "mul" | "div";

function binary(graph: Graph, name: BinaryName, a: number, b: number): number {
  const [x, y] = [constantOf(graph, a), constantOf(graph, b)];
  if (x !== undefined && y !== undefined) return constant(graph, arithmetic[name](x, y));
  const neutral = name === "add" || name === "sub" ? 0 : 1;
  if (y === neutral) return a;
  if (x === neutral && (name === "add" || name === "mul")) return b;
  if (a > b && (name === "add" || name === "mul")) return record(graph, op[name], b, a, 0);
  return record(graph, op[name], a, b, 0);
}

const arithmetic: Record<BinaryName, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
};

function power(graph: Graph, a: number, exponent: number): number {
  if (typeof exponent !== "number" || !Number.isFinite(exponent)) {
    throw invalid({
      what: "the exponent of pow must be a finite number",
      got: exponent,
      attempt: "u.log().mul(p).exp()",
    });
  }
  if (exponent === 0) return constant(graph, 1);
  if (exponent === 1) return a;
  if (exponent === 2) return unary(graph, "square", a);
  if (exponent === 0.5) return unary(graph, "sqrt", a);
  return unary(graph, "pow", a, exponent);
}

function expressionAt(graph: Graph, register: number): Expression {
  const one = (name: UnaryName) => () => expressionAt(graph, unary(graph, name, register));
  const two = (name: BinaryName) => (other: Operand) =>
    expressionAt(graph, binary(graph, name, register, operandIn(graph, name, other)));
  const self: Expression = {
    add: two("add"),
    sub: two("sub"),
    mul: two("mul"),
    div: two("div"),
    neg: one("neg"),
    pow: (exponent) => expressionAt(graph, power(graph, register, exponent)),
    square: one("square"),
    sqrt: one("sqrt"),
    exp: one("exp"),
    log: one("log"),
    sin: one("sin"),
    cos: one("cos"),
    tan: one("tan"),
    sinh: one("sinh"),
    cosh: one("cosh"),
    tanh: one("tanh"),
    sech: one("sech"),
    abs: one("abs"),
  };
  origins.set(self, { graph, register });
  return self;
}

function operandIn(graph: Graph, name: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return constant(graph, value);
  const register = registerIn(graph, value);
  if (register >= 0) return register;
  throw invalid({
    what: `the operand of ${name} must be a traced quantity of the same function or a finite number`,
    got: value,
  });
}
