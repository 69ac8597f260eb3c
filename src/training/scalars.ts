import { type Expression, tapeAt, trace } from "../core/index.ts";
import type { PdeProblem, TrainableScalar } from "../problems/index.ts";

/** A trainable scalar as it is trained: a function of one parameter, which starts at 0. */
export interface ScalarForm {
  readonly name: string;
  /** Its value as a traced quantity. */
  traced(parameter: Expression): Expression;
  /** Its value. It grows with the parameter, and stays within its bounds. */
  value(parameter: number): number;
}

/** The trainable scalars of a problem, in order. */
export function scalarForms({ trainable = {} }: PdeProblem): readonly ScalarForm[] {
  return Object.entries(trainable).map(([name, scalar]) => {
    const traced = (parameter: Expression) => formOf(scalar, parameter);
    const tape = trace(["parameter"], ({ parameter }) => traced(parameter), name);
    return { name, traced, value: (parameter) => tapeAt(tape, Float64Array.of(parameter))[0] as number };
  });
}

/** Linear without bounds, exponential with one, a sigmoid between two. */
function formOf({ initial, min, max, scale = Math.abs(initial) || 1 }: TrainableScalar, q: Expression): Expression {
  if (min !== undefined && max !== undefined) {
    const [middle, half] = [(min + max) / 2, (max - min) / 2];
    return q
      .add(Math.atanh((initial - middle) / half))
      .tanh()
      .mul(half)
      .add(middle);
  }
  if (min !== undefined) {
    return q
      .exp()
      .mul(initial - min)
      .add(min);
  }
  if (max !== undefined) {
    return q
      .neg()
      .exp()
      .mul(initial - max)
      .add(max);
  }
  return q.mul(scale).add(initial);
}
