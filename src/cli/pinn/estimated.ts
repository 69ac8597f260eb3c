import type { PdeProblem } from "../../problems/index.ts";
import type { Estimate, Model } from "../../training/index.ts";

/** What the data say about the scalars of an equation. */
export type Estimated = Omit<Estimate<Model<PdeProblem>>, "fit" | "covariance" | "iterations" | "wallSeconds">;

/** Whether scalars are sought by solving the equation for one value after another: the model does not train them itself. */
export function isEstimated(problem: PdeProblem, model: Model<PdeProblem>, stages: unknown): boolean {
  const measured = Object.values(problem.conditions).some(({ kind }) => kind === "data");
  const sought = Object.keys(problem.trainable ?? {}).length > 0;
  return measured && sought && model.own !== undefined && stages === undefined;
}
