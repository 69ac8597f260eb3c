import type { TrainOptions } from "../training/index.ts";

/** The options of a window: an equal share of what is left of the budget, which `spent` seconds have gone of. */
export function windowOptions(
  options: TrainOptions,
  stages: TrainOptions["stages"],
  { window, count, spent }: { readonly window: number; readonly count: number; readonly spent: number },
): TrainOptions {
  const {
    parameters: _,
    resume: __,
    onCheckpoint: ___,
    checkpointEvery: ____,
    budget = {},
    onProgress,
    ...rest
  } = options;
  return {
    ...rest,
    ...(stages === undefined ? {} : { stages }),
    budget: {
      ...(budget.seconds === undefined ? {} : { seconds: Math.max(1e-3, (budget.seconds - spent) / (count - window)) }),
      ...(budget.steps === undefined ? {} : { steps: Math.max(1, Math.floor(budget.steps / count)) }),
    },
    ...(onProgress === undefined
      ? {}
      : { onProgress: (entry) => onProgress({ ...entry, fraction: (window + entry.fraction) / count }) }),
  };
}
