import { invalid } from "../core/index.ts";
import type { Problem } from "../problems/index.ts";
import type { Fit, Model } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { train } from "./train.ts";

/**
 * Trains a model on problems one after another, each from the parameters of the one before: from an easy one, such as a
 * large viscosity, to the one that is wanted. The options, and so each budget, hold for every problem.
 *
 * A. S. Krishnapriyan et al., Adv. Neural Inf. Process. Syst. 34 (2021) 26548.
 *
 * @returns The fit to the last problem.
 */
export async function curriculum<P extends Problem, M extends Model<P>>(
  problems: readonly P[],
  model: M,
  options: Omit<TrainOptions, "resume">,
): Promise<Fit<P, M>> {
  const [first, ...rest] = problems;
  if (first === undefined) throw invalid({ what: "a curriculum needs a problem", path: "problems" });
  let fit = await train(first, model, options);
  for (const problem of rest) fit = await train(problem, model, { ...options, parameters: fit.parameters });
  return fit;
}
