import type { RowWeights } from "./balance.ts";
import type { HistoryEntry } from "./bound-model.ts";
import type { StageReport } from "./model.ts";
import type { OptimiserState } from "./optimisers/index.ts";

/** The best parameters so far, by the held-out residual. */
export interface Best {
  readonly theta: Float64Array;
  readonly heldOut: number;
  readonly iteration: number;
}

/** Everything that decides how a training goes on: plain data, which is a checkpoint. */
export interface TrainState {
  /** The stage at work, and its steps so far. */
  stage: number;
  step: number;
  iterations: number;
  /** Steps in a row after which the optimiser had enough. */
  stops: number;
  /** The optimiser of that stage; null before its first step. */
  optimiser: OptimiserState | null;
  theta: Float64Array;
  best: Best;
  /** How often points were drawn, which numbers the stream of the next ones. */
  draws: number;
  points: readonly Float64Array[];
  /** Weights of the terms, and of single components where these differ. */
  weights: readonly number[];
  rowWeights: RowWeights | null;
  reports: readonly StageReport[];
  history: HistoryEntry[];
  seconds: number;
}
