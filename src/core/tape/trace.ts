import { invalid } from "../errors.ts";
import { type Expression, emptyGraph, type Graph, inputOf, registerIn } from "./expression.ts";
import { op, type Tape } from "./tape.ts";

/** The inputs of a traced function by name. */
export type TracedInputs<Name extends string> = { readonly [N in Name]: Expression };

/** What a traced function gives: one quantity, or several in order. */
export type Traced = Expression | readonly Expression[];

/**
 * Runs a function once on symbolic inputs and records what it does with them.
 *
 * @param names The inputs; the function sees these and no others.
 * @param f Branches on values cannot be traced: every input stands for all its values.
 * @param term What the function is called in messages.
 * @throws SechError naming the term, where the function reads an input that does not exist or returns anything but traced
 * quantities.
 */
export function trace<const Name extends string>(
  names: readonly Name[],
  f: (inputs: TracedInputs<Name>) => Traced,
  term = "function",
): Tape {
  const graph = emptyGraph();
  const inputs = new Map<string, Expression>(names.map((name) => [name, inputOf(graph)]));
  if (inputs.size < names.length)
    throw invalid({ what: `the inputs of ${term} must have different names`, got: names });
  const result: unknown = f(namedInputs<Name>(inputs, term));
  const results: readonly unknown[] = Array.isArray(result) ? result : [result];
  if (results.length === 0) throw invalid({ what: `${term} must return at least one traced quantity`, got: "none" });
  const outputs = results.map((value) => {
    const register = registerIn(graph, value);
    if (register >= 0) return register;
    throw invalid({
      what: `${term} must return traced quantities`,
      got: describe(value),
      why: "a number does not depend on the solution",
      attempt: `an expression of ${names.join(", ")}, such as ${names[0] ?? "u"}.mul(2)`,
      path: term,
    });
  });
  return compact(graph, names, outputs);
}

function describe(value: unknown): string {
  if (typeof value === "number" || value === undefined || value === null) return String(value);
  return typeof value === "object" ? "an object that was not traced here" : `a ${typeof value}`;
}

function namedInputs<Name extends string>(inputs: Map<string, Expression>, term: string): TracedInputs<Name> {
  return new Proxy(Object.fromEntries(inputs) as TracedInputs<Name>, {
    get(_target, name) {
      const input = typeof name === "string" ? inputs.get(name) : undefined;
      if (input !== undefined) return input;
      throw invalid({
        what: `${term} reads ${String(name)}, which it is not given`,
        why: `its inputs are ${[...inputs.keys()].join(", ")}`,
        attempt: "adding it to the derivatives",
        path: term,
      });
    },
  });
}

/** The tape of what the outputs need, all inputs included. */
function compact(graph: Graph, names: readonly string[], outputs: readonly number[]): Tape {
  const needed = new Set<number>(names.keys());
  const visit = [...outputs];
  for (let at = visit.pop(); at !== undefined; at = visit.pop()) {
    if (needed.has(at)) continue;
    needed.add(at);
    visit.push(...operandsOf(graph, at));
  }
  const kept = [...needed].sort((a, b) => a - b);
  const place = new Map(kept.map((register, index) => [register, index]));
  const moved = (register: number) => place.get(register) ?? 0;
  const operations = kept.flatMap((register) => {
    const [operation, a, b] = graph.operations[register] as [number, number, number];
    return [operation, moved(a), moved(b)];
  });
  return {
    inputs: [...names],
    operations: Int32Array.from(operations),
    constants: Float64Array.from(kept, (register) => graph.constants[register] as number),
    outputs: Int32Array.from(outputs, moved),
  };
}

function operandsOf(graph: Graph, register: number): number[] {
  const [operation, a, b] = graph.operations[register] as [number, number, number];
  if (operation === op.input || operation === op.constant) return [];
  return operation >= op.add && operation <= op.div ? [a, b] : [a];
}
