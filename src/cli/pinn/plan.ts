import { availableParallelism } from "node:os";
import { invalid } from "../../core/index.ts";
import * as pinn from "../../pinn/index.ts";
import { type PdeEntry, type PdeProblem, pdeProblems } from "../../problems/index.ts";
import * as training from "../../training/index.ts";
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
    points: { interior: entry.network.interior, ...config.points },
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

function modelOf({ model }: PinnConfig, { network }: PdeEntry): training.Model<PdeProblem> {
  const { kind, features, scale, ...shape } = model;
  const known = Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
  if (kind === "fourier") {
    return pinn.fourier({
      ...known,
      ...(features === undefined ? {} : { features }),
      ...(scale === undefined ? {} : { scale }),
    });
  }
  for (const [key, value] of Object.entries({ features, scale })) {
    if (value !== undefined) {
      throw invalid({ what: `model.${key} belongs to model.kind fourier`, got: value, attempt: "--model fourier" });
    }
  }
  const { width, depth, activation } = network;
  return pinn.mlp({ width, depth, activation, ...known });
}

type StageConfig = NonNullable<PinnConfig["stages"]>[number];

/** The stage that a configuration asks for. */
export function stageOf({ kind, resample, ...rest }: StageConfig): training.Stage {
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
