import { readCheckpointFile, writeCheckpointFile } from "../../io/index.ts";
import { curriculum, type Fit, joinedFits, sequence, type TrainOptions, train } from "../../training/index.ts";
import type { TrainingRun } from "../training/supervise.ts";
import type { PinnPlan } from "./plan.ts";

/** A fit of the pinn command. */
export type PdeFit = Fit<PinnPlan["problem"], PinnPlan["model"]>;

/** What came out of one seed. */
export interface Trained {
  readonly fit: PdeFit;
  readonly resumed: boolean;
  /** Null where the model has none. */
  readonly checkpoint: string | null;
}

/** Trains from one seed, through the curriculum where there is one; a continuation is past that. */
export async function trainMember(
  plan: PinnPlan,
  seed: number,
  checkpoint: string,
  run: TrainingRun,
): Promise<Trained> {
  const { problem, model, options, curriculum: easier } = plan;
  if (plan.sequence !== null) return trainSequence(plan, plan.sequence, { ...options, seed }, run);
  const resume = run.resume ? readCheckpointFile(checkpoint) : undefined;
  const { signal, onProgress } = run;
  const course = { ...options, seed, signal, onProgress };
  const before = resume === undefined && easier.length > 0 ? await curriculum(easier, model, course) : undefined;
  let written = performance.now();
  let kept = false;
  const fit = await train(problem, model, {
    ...course,
    ...(before === undefined ? {} : { parameters: before.parameters }),
    ...(resume === undefined ? {} : { resume }),
    onCheckpoint(bytes, ended) {
      if (!ended && performance.now() - written < 1e3 * run.checkpointSeconds) return;
      writeCheckpointFile(checkpoint, bytes());
      kept = true;
      written = performance.now();
    },
  });
  return { fit, resumed: resume !== undefined, checkpoint: kept ? checkpoint : null };
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
  const fit = { ...last, ...joinedFits(fits.fits), problem, status, warnings, values, evaluate };
  return { fit, resumed: false, checkpoint: null };
}
