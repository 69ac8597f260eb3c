import { availableParallelism } from "node:os";
import { type PdeEntry, type PdeProblem, pdeProblems } from "../../problems/index.ts";
import * as training from "../../training/index.ts";
import { modelOf } from "./model.ts";
import type { PinnConfig } from "./schema.ts";

/** Threads that are used without being asked for. */
const mostThreads = 8;

/** A validated configuration as a problem, a model and the options of its training. */
export interface PinnPlan {
  readonly name: string;
  readonly problem: PdeProblem;
  readonly model: training.Model<PdeProblem>;
  readonly options: training.TrainOptions;
}

/** Turns a configuration into a plan; throws on values that no training could use. */
export function pinnPlan(config: PinnConfig): PinnPlan {
  const entry = pdeProblems[config.problem] as PdeEntry;
  const given = Object.keys(entry.parameters).flatMap((key) => {
    const value = (config as Readonly<Record<string, unknown>>)[key];
    return typeof value === "number" ? [[key, value] as const] : [];
  });
  const { seconds, steps } = config.budget;
  const budget = { ...(seconds === undefined ? {} : { seconds }), ...(steps === undefined ? {} : { steps }) };
  const options: training.TrainOptions = {
    seed: config.seed,
    points: config.model.kind === "gaussians" ? config.points : { interior: entry.network.interior, ...config.points },
    weights: config.weights,
    // Without any budget a run of the command ends after a minute.
    budget: seconds === undefined && steps === undefined ? { seconds: 60 } : budget,
    ...(config.stages === undefined ? {} : { stages: config.stages.map(stageOf) }),
    threads: config.threads ?? Math.min(availableParallelism(), mostThreads),
  };
  return {
    name: config.problem,
    problem: entry.problem(Object.fromEntries(given)),
    model: modelOf(config, entry),
    options,
  };
}

type StageConfig = NonNullable<PinnConfig["stages"]>[number];

function stageOf({ kind, resample, ...rest }: StageConfig): training.Stage {
  const options = { ...rest, ...(resample === undefined ? {} : { resample }) };
  const { rate, ...plain } = options as typeof options & { readonly rate?: number | undefined };
  switch (kind) {
    case "adam":
      return training.adam({ ...plain, ...(rate === undefined ? {} : { rate }) });
    case "lbfgs":
      return training.lbfgs(plain);
    case "self-scaled":
      return training.selfScaled(plain);
    case "gauss-newton":
      return training.gaussNewton(plain);
    default:
      return training.levenbergMarquardt(plain);
  }
}
