import { availableParallelism } from "node:os";
import { expressionReader } from "../../core/index.ts";
import { type CharacteristicsModel, type CharacteristicsOptions, characteristics } from "../../lagrangian/index.ts";
import { type TransportEntry, type TransportProblem, transportProblems } from "../../problems/index.ts";
import type { TrainOptions } from "../../training/index.ts";
import { stageOf } from "../pinn/plan.ts";
import type { LagrangianConfig } from "./schema.ts";

/** Threads that are used without being asked for. */
const mostThreads = 8;

/** A validated configuration as a problem, a model and the options of its training. */
export interface LagrangianPlan {
  readonly name: string;
  readonly problem: TransportProblem;
  readonly model: CharacteristicsModel;
  readonly options: TrainOptions;
}

/** Turns a configuration into a plan; throws on values that no training could use. */
export async function lagrangianPlan(config: LagrangianConfig): Promise<LagrangianPlan> {
  const entry = transportProblems[config.problem] as TransportEntry;
  const values = config as Readonly<Record<string, unknown>>;
  const given = Object.keys(entry.parameters).flatMap((key) => {
    const value = values[key];
    return typeof value === "number" || typeof value === "string" ? [[key, value] as const] : [];
  });
  await expressionReader();
  const problem = entry.problem(Object.fromEntries(given));
  const { seconds, steps } = config.budget;
  const budget = { ...(seconds === undefined ? {} : { seconds }), ...(steps === undefined ? {} : { steps }) };
  const shape = Object.fromEntries(Object.entries(config.model).filter(([, value]) => value !== undefined));
  const usual = problem.viscosity > 0 && problem.uniform ? "ale" : "lpinn";
  return {
    name: config.problem,
    problem,
    model: characteristics({ ...shape, mode: config.mode ?? usual } as CharacteristicsOptions),
    options: {
      seed: config.seed,
      points: config.points,
      weights: config.weights,
      // Without any budget a run of the command ends after a minute.
      budget: seconds === undefined && steps === undefined ? { seconds: 60 } : budget,
      ...(config.stages === undefined ? {} : { stages: config.stages.map(stageOf) }),
      threads: config.threads ?? Math.min(availableParallelism(), mostThreads),
    },
  };
}
