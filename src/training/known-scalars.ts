import { type Expression, inlineTape, trace } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";

/** The equations of a problem with numbers in the place of its trainable scalars, and without its data: a forward problem. */
export function withKnownScalars(problem: PdeProblem, values: Readonly<Record<string, number>>): PdeProblem {
  const { trainable: _, residual, conditions, parameters, ...rest } = problem;
  const inputs = residual.inputs.filter((input) => !(input in values));
  const first = inputs[0] as string;
  const known = trace(inputs, (at) => {
    const one = (at[first] as Expression).pow(0);
    return inlineTape(
      residual,
      residual.inputs.map((input) => {
        const value = values[input];
        return value === undefined ? (at[input] as Expression) : one.mul(value);
      }),
    );
  });
  return {
    ...rest,
    residual: known,
    conditions: Object.fromEntries(Object.entries(conditions).filter(([, { kind }]) => kind !== "data")),
    parameters: { ...parameters, ...values },
  };
}
