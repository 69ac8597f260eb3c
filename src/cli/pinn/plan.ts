import { availableParallelism } from "node:os";
import { isHard, type PdeEntry, type PdeProblem } from "../../problems/index.ts";
import * as training from "../../training/index.ts";
import { courseOf, partsOf } from "../training/course.ts";
import { ownEquation } from "./equation.ts";
import { isEstimated } from "./estimated.ts";
import { modelOf } from "./model.ts";
import { namedProblems } from "./problems.ts";
import type { PinnConfig } from "./schema.ts";

/** Threads that are used without being asked for. */
const mostThreads = 8;

/** A validated configuration as a problem, a model and the options of its training. */
export interface PinnPlan {
  readonly name: string;
  readonly problem: PdeProblem;
  readonly model: training.Model<PdeProblem>;
  readonly options: training.TrainOptions;
  /** Problems to train on before, from easy to hard. */
  readonly curriculum: readonly PdeProblem[];
  /** Where windows of time with a model each end, as parts of the whole; null for one model. */
  readonly sequence: readonly number[] | null;
  /** Seeds of an ensemble; one where there is none. */
  readonly seeds: readonly number[];
}

/** Turns a configuration into a plan; throws on values that no training could use. */
export async function pinnPlan(config: PinnConfig): Promise<PinnPlan> {
  const entry =
    config.equation === undefined ? (namedProblems[config.problem] as PdeEntry) : await ownEquation(config.equation);
  const given = Object.keys(entry.parameters).flatMap((key) => {
    const value = (config as Readonly<Record<string, unknown>>)[key];
    return typeof value === "number" ? [[key, value] as const] : [];
  });
  const { seconds, steps } = config.budget;
  const budget = { ...(seconds === undefined ? {} : { seconds }), ...(steps === undefined ? {} : { steps }) };
  const parameters = Object.fromEntries(given);
  const problem = entry.problem(parameters);
  const asked = modelOf(config, entry);
  const estimated = isEstimated(problem, asked, config.stages);
  const model = estimated ? modelOf(forManySolves(config), entry) : asked;
  const options: training.TrainOptions = {
    seed: config.seed,
    points: config.model.kind === "gaussians" ? config.points : { interior: entry.network.interior, ...config.points },
    weights: { ...(estimated ? {} : besideData(problem)), ...config.weights },
    // Without any budget a run of the command ends after a minute.
    budget: seconds === undefined && steps === undefined ? { seconds: 60 } : budget,
    ...courseOf(config, model.plan(problem).sampling),
    threads: config.threads ?? Math.min(availableParallelism(), mostThreads),
  };
  if (config.curriculum !== undefined) training.requireCurriculum(model, options);
  const lists = Object.entries(config.curriculum ?? {});
  return {
    name: config.equation?.name ?? config.problem,
    problem,
    model,
    options,
    curriculum: (lists[0]?.[1] ?? []).map((_, i) =>
      entry.problem({ ...parameters, ...Object.fromEntries(lists.map(([key, values]) => [key, values[i] as number])) }),
    ),
    sequence: config.sequence === undefined ? null : partsOf(config.sequence),
    seeds: Array.from({ length: config.ensemble?.count ?? 1 }, (_, i) => config.seed + i),
  };
}

/** Gaussians that are not refined, unless that is asked for: with one level a solve's error is far below the noise of data. */
function forManySolves(config: PinnConfig): PinnConfig {
  const { trainer = "auto", levels = 1 } = config.model;
  return trainer === "auto" || trainer === "separable" ? { ...config, model: { ...config.model, levels } } : config;
}

/**
 * Weights of equations and conditions beside measurements, whose residuals have the size 1: so large that the equations hold
 * far better than the measurements, and their noise is not taken for a solution. On the front of the examples 1e2 to 1e4 gave
 * the same interval; 1 followed the noise and 1e6 never fitted the measurements.
 */
function besideData({ conditions }: PdeProblem): NonNullable<training.TrainOptions["weights"]> {
  const soft = Object.entries(conditions).filter(([, condition]) => !isHard(condition));
  if (!soft.some(([, { kind }]) => kind === "data")) return {};
  const terms = soft.flatMap(([name, { kind }]) => (kind === "data" ? [] : [name]));
  return Object.fromEntries(["interior", ...terms].map((term) => [term, 1e3]));
}
