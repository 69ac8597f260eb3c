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
 * @throws SechError for what `train` would, and before any training for a model that cannot start from parameters.
 */
export async function curriculum<P extends Problem, M extends Model<P>>(
  problems: readonly P[],
  model: M,
  options: Omit<TrainOptions, "resume">,
): Promise<Fit<P, M>> {
  const [first, ...rest] = problems;
  if (first === undefined) throw invalid({ what: "a curriculum needs a problem", path: "problems" });
  if (rest.length > 0) requireCurriculum(model, options);
  let fit = await train(first, model, options);
  for (const problem of rest) fit = await train(problem, model, { ...options, parameters: fit.parameters });
  return fit;
}

/** Throws where a model cannot take the parameters of one problem over to the next. */
export function requireCurriculum<P extends Problem>(
  { name, own }: Model<P>,
  { stages }: Pick<TrainOptions, "stages">,
): void {
  if (own === undefined || stages !== undefined) return;
  throw invalid({
    what: "curriculum needs a model that starts from parameters",
    got: name,
    why: "this one solves every problem anew",
    path: "curriculum",
    attempt: "without a curriculum, or a network",
  });
}
