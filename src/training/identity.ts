import type { Plain } from "../core/index.ts";
import type { Problem } from "../problems/index.ts";
import type { Model } from "./model.ts";

/** What a checkpoint must agree with besides the options: the problem and the model. */
export function identityOf<P extends Problem>(problem: P, { name, settings }: Model<P>): Record<string, Plain> {
  const unknown = problem.kind === "pde" && problem.trainable !== undefined;
  return {
    problem: problem.name,
    ...problem.parameters,
    ...(unknown ? { trainable: JSON.stringify(problem.trainable) } : {}),
    model: name,
    ...settings,
  };
}
