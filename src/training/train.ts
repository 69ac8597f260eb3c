import { invalid, jetsReady, rng } from "../core/index.ts";
import type { Problem } from "../problems/index.ts";
import type { BoundModel } from "./bound-model.ts";
import { restore, save } from "./continuation.ts";
import { fitOf } from "./fit.ts";
import { identityOf } from "./identity.ts";
import { keeping } from "./keeping.ts";
import type { Fit, Model, OwnTrainer } from "./model.ts";
import { requireOptions, requireRun, type TrainOptions } from "./options.ts";
import { runStages } from "./run-stages.ts";
import { session } from "./session.ts";
import type { TrainState } from "./train-state.ts";

/**
 * Fits a model to a problem: lowers the mean squares of its equations and conditions, stage by stage.
 *
 * The residual is also measured on points that are never trained on, and the parameters kept are those where it is least;
 * an exact solution is never looked at. A model with a trainer of its own is fitted by that unless there are stages. A
 * seed, the options and the number of threads decide every number: a step budget reproduces them to the bit, and a budget
 * in seconds cuts the same sequence off.
 *
 * @throws SechError for options that no training could use. What goes wrong in the numbers is the fit's `status`.
 */
export async function train<P extends Problem, M extends Model<P>>(
  problem: P,
  model: M,
  options: TrainOptions,
): Promise<Fit<P, M>> {
  if (options.stages === undefined && model.own !== undefined) {
    requireOwn(problem, model, model.own, options);
    const kept = keeping({ identity: identityOf(problem, model), stages: [], plan: model.plan(problem), options });
    return { ...(await model.own.fit(problem, options, kept)), problem, model, seed: options.seed };
  }
  const { root, bound } = prepared(problem, model, options);
  await jetsReady();
  const plan = model.plan(problem);
  const stages = options.stages ?? plan.stages;
  const work = session(bound, plan, options, root);
  try {
    const checkpoint = { identity: identityOf(problem, model), stages, plan, options };
    const state = options.resume === undefined ? work.start() : restore<TrainState>(options.resume, checkpoint);
    work.load(state);
    const stopReason = await runStages(work, stages, state, options, () => save(state, checkpoint));
    return fitOf(problem, model, bound, work, state, stopReason, options);
  } finally {
    work.close();
  }
}

/** Throws what `train` would for options that no training could use, without training. */
export function requireTrainable<P extends Problem>(problem: P, model: Model<P>, options: TrainOptions): void {
  if (options.stages !== undefined || model.own === undefined) {
    prepared(problem, model, options);
    return;
  }
  requireOwn(problem, model, model.own, options);
}

function requireOwn<P extends Problem>(
  problem: P,
  model: Model<P>,
  trainer: OwnTrainer<P>,
  options: TrainOptions,
): void {
  requireRun(options);
  requireScalars(problem, model, []);
  requireNoData(problem, model);
  trainer.require(problem, options);
}

/** Throws where a model with a trainer of its own is given measured values, which no such trainer follows. */
function requireNoData<P extends Problem>(problem: P, { name }: Model<P>): void {
  if (problem.kind !== "pde") return;
  const [data] = Object.entries(problem.conditions).find(([, { kind }]) => kind === "data") ?? [];
  if (data === undefined) return;
  const what = `the model ${name} cannot follow conditions.${data} unless it is trained in stages`;
  throw invalid({ what, path: `conditions.${data}`, attempt: "stages, or pinn.mlp()" });
}

function prepared<P extends Problem>(problem: P, model: Model<P>, options: TrainOptions) {
  requireRun(options);
  const root = rng(options.seed);
  const bound = model.bind(problem, root.split(0));
  requireScalars(problem, model, bound.scalars);
  requireOptions(options, bound);
  return { root, bound };
}

/** Throws where the problem has trainable scalars of which the model knows nothing. */
function requireScalars<P extends Problem>(problem: P, { name }: Model<P>, scalars: BoundModel["scalars"] = []): void {
  const wanted = problem.kind === "pde" ? Object.keys(problem.trainable ?? {}) : [];
  if (wanted.every((scalar) => scalars.some((one) => one.name === scalar))) return;
  throw invalid({
    what: `the model ${name} cannot train the scalars of an equation`,
    got: wanted,
    attempt: "pinn.mlp()",
    path: "trainable",
  });
}
