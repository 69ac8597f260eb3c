import type { Expression } from "./expression.ts";
import { op, registerCount, type Tape } from "./tape.ts";
import { trace } from "./trace.ts";

/** The names of the operations, in the order of their numbers. */
const names = Object.keys(op) as readonly (keyof typeof op)[];

/** The derivative of every output of a tape with respect to one of its inputs, as a tape of the same inputs. */
export function partialTape(tape: Tape, input: string): Tape {
  return trace(tape.inputs, (at) => {
    const values = tape.inputs.map((name) => at[name] as Expression);
    const one = (values[0] as Expression).pow(0);
    // A tangent that is zero everywhere is null.
    const tangents: (Expression | null)[] = tape.inputs.map((name) => (name === input ? one : null));
    for (let i = tape.inputs.length; i < registerCount(tape); i++) {
      const name = names[tape.operations[3 * i] as number] as keyof typeof op;
      const [left, right] = [tape.operations[3 * i + 1] as number, tape.operations[3 * i + 2] as number];
      const constant = tape.constants[i] as number;
      const [a, b] = [values[left] as Expression, values[right] as Expression];
      const value = resultOf(name, a, b, constant, one);
      values.push(value);
      const [da, db] = [tangents[left] ?? null, tangents[right] ?? null];
      if (name === "constant" || name === "input") tangents.push(null);
      else if (name === "add" || name === "sub" || name === "mul" || name === "div") {
        tangents.push(
          sum(da === null ? null : da.mul(slope(name, 0, a, b, value)), db?.mul(slope(name, 1, a, b, value)) ?? null),
        );
      } else tangents.push(da === null ? null : da.mul(unarySlope(name, a, value, constant)));
    }
    return Array.from(tape.outputs, (register) => tangents[register] ?? one.mul(0));
  });
}

function sum(a: Expression | null, b: Expression | null): Expression | null {
  if (a === null) return b;
  return b === null ? a : a.add(b);
}

/** What an instruction gives. */
export function resultOf(
  name: keyof typeof op,
  a: Expression,
  b: Expression,
  constant: number,
  one: Expression,
): Expression {
  switch (name) {
    case "input":
    case "constant":
      return one.mul(constant);
    case "add":
    case "sub":
    case "mul":
    case "div":
      return a[name](b);
    case "pow":
      return a.pow(constant);
    default:
      return a[name]();
  }
}

/** The derivative of a b, a / b … with respect to a or b. */
function slope(
  name: "add" | "sub" | "mul" | "div",
  which: 0 | 1,
  a: Expression,
  b: Expression,
  value: Expression,
): Expression | number {
  switch (name) {
    case "add":
      return 1;
    case "sub":
      return which === 0 ? 1 : -1;
    case "mul":
      return which === 0 ? b : a;
    default:
      return which === 0 ? b.pow(-1) : value.div(b).neg();
  }
}

type Unary = Exclude<keyof typeof op, "input" | "constant" | "add" | "sub" | "mul" | "div">;

/** f′(a), where `value` is f(a). */
function unarySlope(name: Unary, a: Expression, value: Expression, exponent: number): Expression | number {
  switch (name) {
    case "neg":
      return -1;
    case "pow":
      return a.pow(exponent - 1).mul(exponent);
    case "square":
      return a.mul(2);
    case "sqrt":
      return value.pow(-1).div(2);
    case "exp":
      return value;
    case "log":
      return a.pow(-1);
    case "sin":
      return a.cos();
    case "cos":
      return a.sin().neg();
    case "tan":
      return value.square().add(1);
    case "sinh":
      return a.cosh();
    case "cosh":
      return a.sinh();
    case "tanh":
      return value.square().neg().add(1);
    case "sech":
      return value.mul(a.tanh()).neg();
    default:
      return a.div(value);
  }
}
