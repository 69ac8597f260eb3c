import { readCheckpointFile, writeCheckpointFile } from "../../io/index.ts";
import type { PdeProblem, TransportProblem } from "../../problems/index.ts";
import { curriculum, type Fit, type Model, type TrainOptions, train } from "../../training/index.ts";
import type { TrainingRun } from "./supervise.ts";

type Trainable = PdeProblem | TransportProblem;

/** A problem, its model, how it is trained, and problems to train on before, from easy to hard. */
interface Plan<P extends Trainable, M extends Model<P>> {
  readonly problem: P;
  readonly model: M;
  readonly options: TrainOptions;
  readonly curriculum: readonly P[];
}

/** What came out of a training that keeps checkpoints. */
export interface Checkpointed<P extends Trainable, M extends Model<P>> {
  readonly fit: Fit<P, M>;
  readonly resumed: boolean;
  /** Null where the model has none. */
  readonly checkpoint: string | null;
}

/** Trains a plan, through its curriculum unless a run is continued, and writes checkpoints to a file now and then. */
export async function trainCheckpointed<P extends Trainable, M extends Model<P>>(
  { problem, model, options, curriculum: easier }: Plan<P, M>,
  checkpoint: string,
  { resume: continues, checkpointSeconds, signal, onProgress }: TrainingRun,
): Promise<Checkpointed<P, M>> {
  const resume = continues ? readCheckpointFile(checkpoint) : undefined;
  const course = { ...options, signal, onProgress };
  const before = resume === undefined && easier.length > 0 ? await curriculum(easier, model, course) : undefined;
  const file = checkpointFile(checkpoint, checkpointSeconds);
  const fit = await train(problem, model, {
    ...course,
    ...(before === undefined ? {} : { parameters: before.parameters }),
    ...(resume === undefined ? {} : { resume }),
    onCheckpoint: file.onCheckpoint,
  });
  return { fit, resumed: resume !== undefined, checkpoint: file.written() };
}

/**
 * Writes checkpoints to a file: the last one, and before it at most one every so many seconds.
 *
 * @returns `written` gives the path once there is a checkpoint, until then null.
 */
export function checkpointFile(
  path: string,
  seconds: number,
): { readonly onCheckpoint: NonNullable<TrainOptions["onCheckpoint"]>; written(): string | null } {
  let last = performance.now();
  let kept = false;
  return {
    onCheckpoint(bytes, ended) {
      if (!ended && performance.now() - last < 1e3 * seconds) return;
      writeCheckpointFile(path, bytes());
      kept = true;
      last = performance.now();
    },
    written: () => (kept ? path : null),
  };
}
