import type { HistoryEntry } from "../../training/index.ts";
import { interruptible } from "../interrupt.ts";
import type { Output } from "../output.ts";
import { trainingProgress } from "./progress.ts";

/** Where a training writes and who watches it. */
export interface TrainingRun {
  readonly directory: string;
  readonly picture: boolean;
  /** Whether it goes on from the checkpoint in the directory, if there is one. */
  readonly resume: boolean;
  /** Seconds between checkpoints. */
  readonly checkpointSeconds: number;
  readonly signal: AbortSignal;
  readonly onProgress: (entry: HistoryEntry & { readonly fraction: number }) => void;
}

interface Config {
  readonly problem: string;
  readonly output: {
    readonly directory: string;
    readonly picture: boolean;
    readonly checkpointEvery?: number | undefined;
  };
}

/** Runs a training with its progress shown until its end or the first Ctrl-C, and says where there was nothing to go on from. */
export async function supervise<R extends { readonly resumed: boolean }>(
  { problem, output: { directory, picture, checkpointEvery = 10 } }: Config,
  resume: boolean,
  out: Output,
  train: (run: TrainingRun) => Promise<R>,
): Promise<R> {
  const shown = await trainingProgress(problem, out.quiet);
  try {
    const onProgress = shown.update;
    const report = await interruptible((signal) =>
      train({ directory, picture, resume, checkpointSeconds: checkpointEvery, signal, onProgress }),
    );
    shown.stop();
    if (resume && !report.resumed) out.note(`${problem}: there was no checkpoint in ${directory}; the run began anew`);
    return report;
  } finally {
    shown.stop();
  }
}
