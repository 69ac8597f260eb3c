import { readCheckpointFile } from "../../io/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import { estimate, type Model, type TrainOptions } from "../../training/index.ts";
import { type Checkpointed, checkpointFile } from "../training/checkpointed.ts";
import type { TrainingRun } from "../training/supervise.ts";
import type { Estimated } from "./estimated.ts";
import type { PinnPlan } from "./plan.ts";

/** Estimates the scalars of a plan, keeping checkpoints, as a fit of its problem. */
export async function estimateMember(
  { problem, model }: Pick<PinnPlan, "problem" | "model">,
  options: TrainOptions,
  checkpoint: string,
  { resume: continues, checkpointSeconds, signal, onProgress }: TrainingRun,
): Promise<Checkpointed<PdeProblem, Model<PdeProblem>> & { readonly estimated: Estimated }> {
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
  const aborted = estimated.status === "aborted" ? ({ status: "aborted", stopReason: "aborted" } as const) : {};
  const warnings = [...fit.warnings, ...troubles(estimated)];
  return {
    fit: { ...fit, ...aborted, problem, model, iterations, wallSeconds, warnings, scalars: values },
    resumed: resume !== undefined,
    checkpoint: file.written(),
    estimated,
  };
}

function troubles({ status, rounds }: Estimated): readonly string[] {
  if (status === "undetermined") return ["the data do not determine the scalars"];
  if (status !== "not-converged") return [];
  return [`the estimate of the scalars has not converged in ${rounds} rounds: try a larger budget`];
}
