import { requireNumber } from "../core/index.ts";
import type { Optimiser } from "./optimisers/index.ts";
import * as optimisers from "./optimisers/index.ts";

/** One stage of training: an optimiser, how long it runs, and how often things happen besides. */
export interface Stage {
  readonly name: string;
  readonly steps: number;
  readonly optimiser: Optimiser;
  /** Steps after which the points are drawn anew; 0 for never. */
  readonly resampleEvery: number;
  /** Steps after which the held-out residual is measured. */
  readonly checkEvery: number;
  /** The options of the optimiser, which a continuation must have too. @defaultValue none */
  readonly settings?: object;
}

/** What every stage is told. */
export interface StageOptions {
  readonly steps: number;
  /** Steps after which the points are drawn anew; 0 for never. @defaultValue as suits the optimiser */
  readonly resample?: number;
}

/** A stage of any optimiser. */
function stage(
  optimiser: Optimiser,
  options: StageOptions,
  usual: { resample: number; check: number },
  settings: object,
): Stage {
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
  return { name: optimiser.name, steps, optimiser, resampleEvery: resample, checkEvery: usual.check, settings };
}

/** A stage of Adam, which finds the valley that the others descend. New points every 10 steps. */
export function adam({ steps, resample, ...options }: StageOptions & optimisers.AdamOptions): Stage {
  return stage(optimisers.adam(options), given(steps, resample), { resample: 10, check: 50 }, options);
}

/** A stage of limited-memory BFGS. New points every 100 steps. */
export function lbfgs({ steps, resample, ...options }: StageOptions & optimisers.LbfgsOptions): Stage {
  return stage(optimisers.lbfgs(options), given(steps, resample), { resample: 100, check: 20 }, options);
}

/** A stage of self-scaled Broyden steps, for up to about 3000 parameters. New points every 100 steps. */
export function selfScaled({ steps, resample, ...options }: StageOptions & optimisers.SelfScaledOptions): Stage {
  return stage(optimisers.selfScaled(options), given(steps, resample), { resample: 100, check: 20 }, options);
}

/** A stage of Levenberg–Marquardt in a trust region, for up to about 3000 parameters. New points every 10 steps. */
export function levenbergMarquardt({
  steps,
  resample,
  ...options
}: StageOptions & optimisers.LevenbergMarquardtOptions): Stage {
  return stage(optimisers.levenbergMarquardt(options), given(steps, resample), { resample: 10, check: 2 }, options);
}

/** A stage of Gauss–Newton in a trust region, for more parameters than that. New points every 10 steps. */
export function gaussNewton({ steps, resample, ...options }: StageOptions & optimisers.GaussNewtonOptions): Stage {
  return stage(optimisers.gaussNewton(options), given(steps, resample), { resample: 10, check: 2 }, options);
}

function given(steps: number, resample: number | undefined): StageOptions {
  return resample === undefined ? { steps } : { steps, resample };
}
