import type { z } from "zod";
import * as training from "../../training/index.ts";
import { defined } from "../config/defined.ts";
import type { courseKeys } from "./schema.ts";

/** The keys of how a training goes, and whether fused multiply-adds may be used. */
type CourseConfig = z.output<z.ZodObject<typeof courseKeys>> & { readonly relaxed?: boolean };

/** How a training goes, where the configuration says so. */
export function courseOf(
  { stages, balance, sampling, windows, relaxed }: CourseConfig,
  usual: training.Sampling,
): Pick<training.TrainOptions, "stages" | "balance" | "sampling" | "windows" | "relaxed"> {
  return {
    ...(stages === undefined ? {} : { stages: stages.map(stageOf) }),
    ...(balance === undefined ? {} : { balance: defined(balance) as training.Balance }),
    ...(sampling === undefined ? {} : { sampling: samplingOf(sampling, usual) }),
    ...(windows === undefined ? {} : { windows: partsOf(windows) }),
    ...(relaxed ? { relaxed } : {}),
  };
}

/** Where windows end, as parts of the whole. */
export function partsOf(windows: number | readonly number[]): readonly number[] {
  return typeof windows === "number" ? Array.from({ length: windows }, (_, i) => (i + 1) / windows) : windows;
}

function samplingOf(
  { points, adaptive }: NonNullable<CourseConfig["sampling"]>,
  { adaptive: usual, ...rest }: training.Sampling,
): training.Sampling {
  const chosen = adaptive === undefined ? usual : adaptive === false ? undefined : defined(adaptive);
  return {
    ...rest,
    ...(points === undefined ? {} : { points }),
    ...(chosen === undefined ? {} : { adaptive: chosen }),
  };
}

type StageConfig = NonNullable<CourseConfig["stages"]>[number];

/** The stage that a configuration asks for. */
export function stageOf({ kind, resample, ...rest }: StageConfig): training.Stage {
  const options = { ...defined(rest), ...(resample === undefined ? {} : { resample }) } as training.StageOptions;
  switch (kind) {
    case "adam":
      return training.adam(options);
    case "lbfgs":
      return training.lbfgs(options);
    case "self-scaled":
      return training.selfScaled(options);
    case "gauss-newton":
      return training.gaussNewton(options);
    default:
      return training.levenbergMarquardt(options);
  }
}
