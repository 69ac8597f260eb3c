import type { HistoryEntry } from "../../training/index.ts";

/** Shows how far a training is, and what it has reached. */
export interface TrainingProgress {
  update(entry: HistoryEntry & { readonly fraction: number }): void;
  stop(): void;
}

/** A bar on a terminal, plain lines at every tenth elsewhere, nothing when quiet. Always on stderr. */
export async function trainingProgress(label: string, quiet: boolean): Promise<TrainingProgress> {
  if (quiet) return { update() {}, stop() {} };
  if (!process.stderr.isTTY) return lines(label);
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage}% {reached}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1000, 0, { reached: "" });
  return {
    update: (entry) => bar.update(Math.floor(1000 * entry.fraction), { reached: reached(entry) }),
    stop: () => bar.stop(),
  };
}

function lines(label: string): TrainingProgress {
  let shown = 0;
  return {
    update(entry) {
      const tenth = Math.floor(10 * entry.fraction + 1e-9);
      if (tenth <= shown) return;
      shown = tenth;
      process.stderr.write(`${label} ${10 * tenth}% ${reached(entry)}\n`);
    },
    stop() {},
  };
}

function reached({ stage, iteration, train, heldOut }: HistoryEntry): string {
  return `step ${iteration}, ${stage}: residual ${train.toExponential(1)}, held out ${heldOut.toExponential(1)}`;
}
