import type {
  ConstantNode,
  FactoryFunctionMap,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  SymbolNode,
} from "mathjs";
import { invalid, type SechError } from "../errors.ts";
import type { Expression, Operand } from "../tape/index.ts";
import { type Algebra, closures, type ExpressionFunction, functions } from "./algebra.ts";
import { complexClosures } from "./complex.ts";
import { constants, refusal, requireExpression } from "./require.ts";
import type { Token } from "./scan.ts";
import { operands } from "./traced.ts";

/**
 * Reads expressions such as `ut + u*ux - 0.01*uxx`: numbers, names, `+ - * / ^`, parentheses, `pi`, `e` and the functions of
 * one argument abs, cos, cosh, exp, log, sech, sin, sinh, sqrt, tan and tanh.
 *
 * The text is parsed by mathjs and never evaluated by it: what it parses to is walked, and everything but the above
 * (assignments, indices, accessors, units, matrices, unknown names …) is refused with its position, counted from 1; so are
 * texts of more than 10 000 characters or 200 nested parts, before they are parsed. A product is always written with `*`.
 */
export interface ExpressionReader {
  /**
   * What a text becomes in an algebra.
   *
   * @param names What each allowed name stands for; these go before `pi` and `e`.
   * @param path The key that the text belongs to, for the error.
   */
  parse<T>(text: string, names: Readonly<Record<string, T>>, algebra: Algebra<T>, path?: string): T;
  /** A function of numbers, of which `names` gives the order. */
  compile(text: string, names: readonly string[], path?: string): (...values: readonly number[]) => number;
  /** The same with complex values and `i` for the imaginary unit; the names stand for numbers. */
  compileComplex(
    text: string,
    names: readonly string[],
    path?: string,
  ): (...values: readonly number[]) => readonly [re: number, im: number];
  /** The text on traced quantities; a number where none of the names occurs in it. */
  trace(text: string, names: Readonly<Record<string, Expression>>, path?: string): Operand;
}

let loading: Promise<ExpressionReader> | undefined;
let loaded: ExpressionReader | undefined;

/** Loads the parser on first use. */
export function expressionReader(): Promise<ExpressionReader> {
  loading ??= import("mathjs/number").then(({ create, parseDependencies }) => {
    const { parse } = create(parseDependencies as FactoryFunctionMap);
    loaded = reader((text) => parse(text) as MathNode);
    return loaded;
  });
  return loading;
}

/**
 * The parser, for what cannot wait.
 *
 * @throws SechError before `expressionReader` has loaded it.
 */
export function loadedExpressionReader(): ExpressionReader {
  if (loaded !== undefined) return loaded;
  throw invalid({
    what: "an expression in text needs its parser",
    attempt: "await expressionReader() first, or a function",
  });
}

function reader(parseText: (text: string) => MathNode): ExpressionReader {
  function parse<T>(text: string, names: Readonly<Record<string, T>>, algebra: Algebra<T>, path = "expression"): T {
    const refuse = (problem: string, at: number, attempt?: string): SechError =>
      refusal(text, path, problem, at, attempt);
    const tokens = requireExpression(text, Object.keys(names), path);
    const place = (symbol: string, kind: Token["kind"]) =>
      tokens.find((token) => token.kind === kind && token.text === symbol)?.at ?? 0;
    let node: MathNode;
    try {
      node = parseText(text);
    } catch (cause) {
      const { message, char } = cause as { message: string; char?: number };
      throw refuse(firstLetterLow(message.replace(/ \(char \d+\)$/, "")), (char ?? 1) - 1);
    }
    return walk(node);

    function walk(part: MathNode): T {
      switch (part.type) {
        case "ConstantNode":
          return algebra.constant(Number((part as ConstantNode).value));
        case "SymbolNode":
          return named((part as SymbolNode).name);
        case "ParenthesisNode":
          return walk((part as ParenthesisNode).content);
        case "OperatorNode":
          return operation(part as OperatorNode);
        case "FunctionNode":
          return call(part as FunctionNode);
        default:
          throw refuse(`a ${part.type} is no part of an expression`, 0);
      }
    }
    function named(name: string): T {
      if (Object.hasOwn(names, name)) return names[name] as T;
      if (Object.hasOwn(constants, name)) return algebra.constant(constants[name] as number);
      const attempt = `one of ${[...Object.keys(names), "pi", "e"].join(", ")}`;
      throw refuse(`unknown name ${name}`, place(name, "name"), attempt);
    }
    /** A long sum is a tree as deep as it has terms, to the left, so that side is walked in a loop. */
    function operation(last: OperatorNode): T {
      const chain: OperatorNode[] = [];
      let first: MathNode = last;
      for (; isOperation(first) && first.args.length === 2; first = first.args[0] as MathNode) chain.push(first);
      let value = first === last ? sign(last) : walk(first);
      for (const { fn, op, args, implicit } of chain.reverse()) {
        if (implicit) throw refuse("an operator expected between two factors", 0, "*");
        const operate = binary[fn];
        if (operate === undefined) throw refuse(`the operator ${op} is not known`, place(op, "symbol"));
        value = algebra[operate](value, walk(args[1] as MathNode));
      }
      return value;
    }
    function sign({ fn, op, args }: OperatorNode): T {
      if (fn === "unaryPlus") return walk(args[0] as MathNode);
      if (fn === "unaryMinus") return algebra.negate(walk(args[0] as MathNode));
      throw refuse(`the operator ${op} is not known`, place(op, "symbol"));
    }
    function call({ fn, args }: FunctionNode): T {
      const { name } = fn as SymbolNode;
      const at = place(name, "name");
      if (!Object.hasOwn(functions, name)) {
        throw refuse(`unknown function ${name}`, at, `one of ${Object.keys(functions).join(", ")}`);
      }
      const [argument] = args;
      if (argument === undefined || args.length > 1)
        throw refuse(`${name} takes one argument, not ${args.length},`, at);
      return algebra.call(name as ExpressionFunction, walk(argument));
    }
  }
  return {
    parse,
    compile(text, names, path) {
      const read = names.map((name, i) => [name, (values: readonly number[]) => values[i] as number] as const);
      const closure = parse(text, Object.fromEntries(read), closures, path);
      return (...values) => closure(values);
    },
    compileComplex(text, names, path) {
      const read = names.map(
        (name, k) => [name, (values: readonly number[]) => [values[k] as number, 0] as const] as const,
      );
      const unit = () => [0, 1] as const;
      const closure = parse(text, { i: unit, ...Object.fromEntries(read) }, complexClosures, path);
      return (...values) => closure(values);
    },
    trace: (text, names, path) => parse<Operand>(text, names, operands, path),
  };
}

/** The operations behind mathjs's names of them. */
const binary: Readonly<Record<string, "add" | "subtract" | "multiply" | "divide" | "power">> = {
  add: "add",
  subtract: "subtract",
  multiply: "multiply",
  divide: "divide",
  pow: "power",
};

function isOperation(node: MathNode): node is OperatorNode {
  return node.type === "OperatorNode";
}

function firstLetterLow(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
