import { type ResidualObjective, type Rng, rng } from "../core/index.ts";
import type { Problem } from "../problems/index.ts";
import { balanced, type TermWeights } from "./balance.ts";
import { type ResidualSize, measureResiduals } from "./held-out.ts";
import type { BoundModel, Model, TrainingPlan } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { adaptivePoints, drawPoints, pointCounts, withinWindow } from "./point-sets.ts";
import type { Stage } from "./stages.ts";
import type { TrainState } from "./train-state.ts";
import { fixedWeights } from "./weights.ts";

/** The streams of random numbers of one seed. */
const streams = { model: 0, start: 1, points: 2, heldOut: 3, fresh: 4, balance: 5 } as const;

/** A training with everything that does not change while it runs. */
export interface Session {
  readonly bound: BoundModel;
  readonly stages: readonly Stage[];
  readonly counts: readonly number[];
  readonly weights: readonly number[];
  readonly objective: ResidualObjective;
  /** The state before the first step. */
  fresh(): TrainState;
  /** Gives the objective the points and weights of a state. */
  load(state: TrainState): void;
  /** Draws new points into a state and the objective. */
  redraw(state: TrainState): void;
  /** Adapts the weights of a state and of the objective. */
  rebalance(state: TrainState): void;
  /** The residuals on points that are never trained on. */
  heldOut(theta: Float64Array): ResidualSize;
  /** The residuals on points that nothing has seen. */
  unseen(theta: Float64Array): ResidualSize;
  /** The residuals on the points at hand. */
  atHand(theta: Float64Array): ResidualSize;
  close(): void;
}

/** Prepares a training. The caller has checked the options. */
export function session<P extends Problem>(
  bound: BoundModel,
  plan: TrainingPlan,
  options: TrainOptions,
): Session {
  const { sampling = {}, balance = {}, stages = plan.stages, threads = 1, windows = [1], parameters } = options;
  const root = rng(options.seed);
  const { terms } = bound;
  const counts = pointCounts(bound, plan, options.points);
  const weights = fixedWeights(terms, options.weights);
  const firstPoints = drawPoints(terms, counts, sampling, root.split(streams.points).split(0));
  const objective = bound.objective(firstPoints, { threads });
  const sets = [streams.heldOut, streams.fresh].map((stream) =>
    bound.objective(drawPoints(terms, counts.map(heldOutCount), {}, root.split(stream)), { threads: 1 }),
  ) as [ResidualObjective, ResidualObjective];
  const scratch = new Float64Array(Math.max(objective.rows, ...sets.map(({ rows }) => rows)));
  const measure = (on: ResidualObjective, theta: Float64Array) =>
    measureResiduals(on, theta, weights, scratch.subarray(0, on.rows));
  return null as never;
}

const heldOutCount = (count: number): number => Math.max(256, Math.ceil(count / 2));
