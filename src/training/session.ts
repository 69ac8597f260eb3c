import type { ResidualObjective, Rng } from "../core/index.ts";
import { balanceRows, balanceTerms, unweighted, weigh } from "./balance.ts";
import type { BoundModel } from "./bound-model.ts";
import { measureResiduals, type ResidualSize } from "./held-out.ts";
import type { TrainingPlan } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { drawPoints, pointCounts, withinWindow } from "./point-sets.ts";
import { residualAdaptive } from "./residual-adaptive.ts";
import type { TrainState } from "./train-state.ts";
import { fixedWeights } from "./weights.ts";

/** The streams of random numbers of one seed; the model's own is 0. */
const streams = { start: 1, points: 2, heldOut: 3, fresh: 4, balance: 5 } as const;

/** The points, weights and residuals of one training. */
export interface Session {
  readonly objective: ResidualObjective;
  /** The state before the first step. */
  start(): TrainState;
  /** Gives the objective the points and weights of a state. */
  load(state: TrainState): void;
  /** Draws new points into a state and the objective, in a window of time that ends at a part of the whole. */
  redraw(state: TrainState, window: number): void;
  /** Adapts the weights of a state and of the objective; whether any may change at all. */
  rebalance(state: TrainState): boolean;
  /** The residuals on points that are never trained on, on points that nothing has seen, and on the points at hand. */
  measure(on: "held-out" | "fresh" | "trained", theta: Float64Array, state: TrainState): ResidualSize;
  close(): void;
}

/** Prepares a training; the options have been checked. */
export function session(bound: BoundModel, plan: TrainingPlan, options: TrainOptions, root: Rng): Session {
  const { sampling = plan.sampling, balance = {}, threads = 1, relaxed = false, parameters } = options;
  const { terms, coordinates } = bound;
  const counts = pointCounts(bound, plan, options.points);
  const fixed = fixedWeights(terms, options.weights ?? plan.weights);
  const pointStream = (draw: number) => root.split(streams.points).split(draw);
  const firstPoints = drawPoints(terms, counts, sampling, pointStream(0));
  const objective = bound.objective(firstPoints, { threads, relaxed });
  const checked = (stream: number) => drawPoints(terms, counts.map(heldOutCount), {}, root.split(stream));
  const sets = {
    "held-out": bound.objective(checked(streams.heldOut), {}),
    fresh: bound.objective(checked(streams.fresh), {}),
  };
  const adaptive =
    sampling.adaptive === undefined ? null : residualAdaptive(bound, counts, sampling, sampling.adaptive);
  const measureOn = (on: ResidualObjective, theta: Float64Array) =>
    measureResiduals(on, theta, fixed, new Float64Array(on.rows));

  const load = ({ points, weights, rowWeights }: TrainState): void => {
    terms.forEach(({ name }, i) => {
      objective.setPoints(name, [points[i] as Float64Array]);
    });
    weigh(objective, weights, rowWeights);
  };
  return {
    objective,
    load,
    start() {
      const theta = parameters?.slice() ?? bound.initial(root.split(streams.start));
      return {
        stage: 0,
        step: 0,
        iterations: 0,
        stops: 0,
        optimiser: null,
        theta,
        best: { theta, heldOut: Number.POSITIVE_INFINITY, iteration: 0 },
        draws: 1,
        points: firstPoints,
        weights: fixed,
        rowWeights: null,
        reports: [],
        history: [],
        seconds: 0,
      };
    },
    redraw(state, window) {
      const random = pointStream(state.draws);
      const there = withinWindow(bound, window);
      const points = drawPoints(there, counts, sampling, random);
      state.points = adaptive === null ? points : adaptive.choose(state.theta, there, points, random);
      state.draws += 1;
      state.rowWeights = null;
      load(state);
    },
    rebalance(state) {
      const rows = balanceRows(objective, state.theta, balance, coordinates, state.points, state.rowWeights);
      const random = root.split(streams.balance).split(state.iterations);
      state.weights = balanceTerms(objective, state.theta, balance, fixed, state.weights, random);
      state.rowWeights = rows;
      weigh(objective, state.weights, state.rowWeights);
      return rows !== null || (balance.terms ?? "fixed") !== "fixed";
    },
    measure(on, theta, state) {
      if (on !== "trained") return measureOn(sets[on], theta);
      unweighted(objective);
      const size = measureOn(objective, theta);
      weigh(objective, state.weights, state.rowWeights);
      return size;
    },
    close() {
      for (const one of [objective, ...Object.values(sets)]) one.close();
      adaptive?.close();
    },
  };
}

const heldOutCount = (count: number): number => Math.max(256, Math.ceil(count / 2));
