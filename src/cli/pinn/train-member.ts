import { readCheckpointFile, writeCheckpointFile } from "../../io/index.ts";
import { curriculum, type Fit, type Sequence, sequence, type TrainOptions, train } from "../../training/index.ts";
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
  return { fit: joined(problem, fits), resumed: false, checkpoint: null };
}

/** The fits of a sequence as one: sums of their work, the largest of their residuals. */
function joined(
  problem: PinnPlan["problem"],
  { fits, status, warnings, values, evaluate }: Sequence<PinnPlan["model"]>,
) {
  const last = fits.at(-1) as PdeFit;
  const sum = (pick: (fit: PdeFit) => number) => fits.reduce((total, fit) => total + pick(fit), 0);
  const largest = (pick: (fit: PdeFit) => number) => Math.max(...fits.map(pick));
  const names = new Set(fits.flatMap(({ residuals }) => Object.keys(residuals)));
  let before = { iteration: 0, seconds: 0 };
  const history = fits.flatMap((fit) => {
    const from = before;
    before = { iteration: from.iteration + fit.iterations, seconds: from.seconds + fit.wallSeconds };
    return fit.history.map((entry) => ({
      ...entry,
      iteration: from.iteration + entry.iteration,
      seconds: from.seconds + entry.seconds,
    }));
  });
  const fit: PdeFit = {
    ...last,
    problem,
    status,
    stages: fits.flatMap(({ stages }) => stages),
    iterations: sum(({ iterations }) => iterations),
    wallSeconds: sum(({ wallSeconds }) => wallSeconds),
    trainResidual: largest(({ trainResidual }) => trainResidual),
    heldOutResidual: largest(({ heldOutResidual }) => heldOutResidual),
    residuals: Object.fromEntries(
      [...names].map((name) => [name, largest(({ residuals }) => residuals[name] ?? 0)] as const),
    ),
    history,
    warnings,
    values,
    evaluate,
  };
  return fit;
}
