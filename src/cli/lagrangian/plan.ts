import { availableParallelism } from "node:os";
import { expressionReader } from "../../core/index.ts";
import type { TransportModel } from "../../lagrangian/index.ts";
import { type TransportEntry, type TransportProblem, transportProblems } from "../../problems/index.ts";
import type { TrainOptions } from "../../training/index.ts";
import { courseOf, stageOf } from "../training/course.ts";
import { modelOf } from "./model.ts";
import type { LagrangianConfig } from "./schema.ts";

/** Threads that are used without being asked for. */
const mostThreads = 8;

/** A validated configuration as a problem, a model and the options of its training. */
export interface LagrangianPlan {
  readonly name: string;
  readonly problem: TransportProblem;
  readonly model: TransportModel;
  readonly options: TrainOptions;
  /** Problems to train on before, from easy to hard. */
  readonly curriculum: readonly TransportProblem[];
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
  const parameters = Object.fromEntries(given);
  const problem = entry.problem(parameters);
  const { seconds, steps } = config.budget;
  const budget = { ...(seconds === undefined ? {} : { seconds }), ...(steps === undefined ? {} : { steps }) };
  const usual = problem.viscosity > 0 && problem.uniform ? "ale" : "lpinn";
  // Stages of windows are options of their model.
  const sequenced = (config.sequence ?? 1) > 1;
  const { stages, ...course } = config;
  const model = modelOf(config, config.mode ?? usual, stages?.map(stageOf));
  const lists = Object.entries(config.curriculum ?? {});
  return {
    name: config.problem,
    problem,
    model,
    options: {
      seed: config.seed,
      points: config.points,
      weights: config.weights,
      // Without any budget a run of the command ends after a minute.
      budget: seconds === undefined && steps === undefined ? { seconds: 60 } : budget,
      ...courseOf(sequenced ? course : config, model.plan(problem).sampling),
      threads: config.threads ?? Math.min(availableParallelism(), mostThreads),
    },
    curriculum: (lists[0]?.[1] ?? []).map((_, i) =>
      entry.problem({
        ...parameters,
        ...Object.fromEntries(lists.map(([key, list]) => [key, list[i] as number | string])),
      }),
    ),
  };
}
