import { joinedFits, sequence, type TrainOptions } from "../../training/index.ts";
import { type Checkpointed, trainCheckpointed } from "../training/checkpointed.ts";
import type { TrainingRun } from "../training/supervise.ts";
import { estimateMember } from "./estimate-member.ts";
import { type Estimated, isEstimated } from "./estimated.ts";
import type { PinnPlan } from "./plan.ts";

/** A fit of the pinn command. */
export type PdeFit = Trained["fit"];

/** What came out of one seed. */
export interface Trained extends Checkpointed<PinnPlan["problem"], PinnPlan["model"]> {
  /** Where scalars were estimated: what the data say about them. */
  readonly estimated?: Estimated;
}

/** Trains from one seed, through the curriculum or windows of time where there are any. */
export async function trainMember(
  plan: PinnPlan,
  seed: number,
  checkpoint: string,
  run: TrainingRun,
): Promise<Trained> {
  const options = { ...plan.options, seed };
  if (isEstimated(plan.problem, plan.model, options.stages)) return estimateMember(plan, options, checkpoint, run);
  if (plan.sequence !== null) return trainSequence(plan, plan.sequence, options, run);
  return trainCheckpointed({ ...plan, options }, checkpoint, run);
}

/** One model a window of time; the budget is shared out equally. A sequence has no checkpoints. */
async function trainSequence(
  { problem, model }: PinnPlan,
  windows: readonly number[],
  options: TrainOptions,
  { signal, onProgress }: TrainingRun,
): Promise<Trained> {
  const { seconds, steps } = options.budget ?? {};
  const budget = {
    ...(seconds === undefined ? {} : { seconds: seconds / windows.length }),
    ...(steps === undefined ? {} : { steps: Math.ceil(steps / windows.length) }),
  };
  const fits = await sequence(problem, model, { ...options, budget, windows, signal, onProgress });
  const { status, warnings, values, evaluate } = fits;
  const last = fits.fits.at(-1) as PdeFit;
  const measures = last.measures === undefined ? {} : { measures: { ...last.measures, window: fits.fits.length } };
  const fit = { ...last, ...joinedFits(fits.fits), ...measures, problem, status, warnings, values, evaluate };
  return { fit, resumed: false, checkpoint: null };
}
