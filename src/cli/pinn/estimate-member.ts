import { invalid } from "../../core/index.ts";
import { readCheckpointFile } from "../../io/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import { type Estimate, estimate, type Model, requireEstimate, type TrainOptions } from "../../training/index.ts";
import { checkpointFile } from "../training/checkpointed.ts";
import type { TrainingRun } from "../training/supervise.ts";
import type { PinnPlan } from "./plan.ts";
import type { Trained } from "./train-member.ts";

/** What the data say about the scalars of an equation. */
export type Estimated = Omit<Estimate<Model<PdeProblem>>, "fit" | "covariance" | "iterations" | "wallSeconds">;

/** Whether scalars are sought by solving the equation for one value after another: the model does not train them itself. */
export function isEstimated(problem: PdeProblem, model: Model<PdeProblem>, stages: unknown): boolean {
  const measured = Object.values(problem.conditions).some(({ kind }) => kind === "data");
  const sought = Object.keys(problem.trainable ?? {}).length > 0;
  return measured && sought && model.own !== undefined && stages === undefined;
}

/** Throws for a plan that no estimate could follow. */
export function requireEstimated({ problem, model, options, curriculum }: PinnPlan): void {
  if (curriculum.length > 0) {
    const what = `the model ${model.name} solves the equation anew for every value of its scalars, without a curriculum`;
    throw invalid({ what, path: "curriculum" });
  }
  requireEstimate(problem, model, options);
}

/** Estimates the scalars of a plan, keeping checkpoints, as a fit of its problem. */
export async function estimateMember(
  { problem, model }: Pick<PinnPlan, "problem" | "model">,
  options: TrainOptions,
  checkpoint: string,
  { resume: continues, checkpointSeconds, signal, onProgress }: TrainingRun,
): Promise<Trained & { readonly estimated: Estimated }> {
  const resume = continues ? readCheckpointFile(checkpoint) : undefined;
  const file = checkpointFile(checkpoint, checkpointSeconds);
  const {
    fit,
    iterations,
    wallSeconds,
    covariance: _,
    ...estimated
  } = await estimate(problem, model, {
    ...options,
    signal,
    onProgress,
    ...(resume === undefined ? {} : { resume }),
    onCheckpoint: file.onCheckpoint,
  });
  const values = Object.fromEntries(Object.entries(estimated.scalars).map(([name, { value }]) => [name, value]));
  const { status, rounds } = estimated;
  const trouble =
    status === "undetermined"
      ? "the data do not determine the scalars"
      : `the estimate of the scalars has not converged in ${rounds} rounds: try a larger budget`;
  const warnings = status === "success" ? fit.warnings : [...fit.warnings, trouble];
  return {
    fit: { ...fit, problem, model, iterations, wallSeconds, warnings, scalars: values },
    resumed: resume !== undefined,
    checkpoint: file.written(),
    estimated,
  };
}
