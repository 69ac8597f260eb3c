import { requireNumber } from "../core/index.ts";
import { adamOptimiser, lmDraft, type Optimiser, type Schedule } from "./optimisers/index.ts";

/** One stage of training: an optimiser, how long it runs, and how often things happen besides. */
export interface Stage {
  readonly name: string;
  readonly steps: number;
  readonly optimiser: Optimiser;
  /** Steps after which the points are drawn anew; 0 for never. */
  readonly resampleEvery: number;
  /** Steps after which the held-out residual is measured. */
  readonly checkEvery: number;
}

/** What every stage is told. */
export interface StageOptions {
  readonly steps: number;
  /** Steps after which the points are drawn anew; 0 for never. @defaultValue as suits the optimiser */
  readonly resample?: number;
}

/** A stage of any optimiser. */
export function stage(optimiser: Optimiser, options: StageOptions, usual: { resample: number; check: number }): Stage {
  const { steps, resample = usual.resample } = options;
  const path = `stages.${optimiser.name}`;
  requireNumber(`${path}.steps`, steps, (n) => Number.isInteger(n) && n > 0, "a positive whole number", "500");
  requireNumber(
    `${path}.resample`,
    resample,
    (n) => Number.isInteger(n) && n >= 0,
    "a whole number, 0 for never",
    "20",
  );
  return { name: optimiser.name, steps, optimiser, resampleEvery: resample, checkEvery: usual.check };
}

/** A stage of the Adam optimiser. */
export function adam({ rate = 1e-3, ...options }: StageOptions & { readonly rate?: number | Schedule }): Stage {
  return stage(adamOptimiser({ rate }) as Optimiser, options, { resample: 100, check: 50 });
}

/** A stage of Levenberg–Marquardt with a trust region. */
export function levenbergMarquardt(options: StageOptions): Stage {
  return stage(lmDraft() as unknown as Optimiser, options, { resample: 10, check: 1 });
}
