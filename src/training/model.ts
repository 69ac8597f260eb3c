import type { JetOptions, ResidualObjective, Rng } from "../core/index.ts";
import type { Parameters, Problem } from "../problems/index.ts";
import type { Sampling } from "./sampling-rule.ts";
import type { Stage } from "./stages.ts";
import type { Box } from "./term.ts";

/** A family of functions with parameters, not yet tied to a problem. */
export interface Model<P extends Problem> {
  /** The name by which it is chosen, e.g. `"mlp"`. */
  readonly name: string;
  /** Its size and shape as they appear in files and reports. */
  readonly settings: Parameters;
  /** Ties the model to a problem; what it draws at random (Fourier features) comes from `random`. */
  bind(problem: P, random: Rng): BoundModel;
  /** How it is trained where the caller does not say. */
  plan(problem: P): TrainingPlan;
}

/** Points and optimisers that suit a model. */
export interface TrainingPlan {
  /** Points inside the box. */
  readonly interior: number;
  /** Points on every face that has a term of its own. */
  readonly boundary: number;
  readonly sampling: Sampling;
  readonly stages: readonly Stage[];
}

/** A model tied to a problem: what training works on. */
export interface BoundModel {
  /** How many numbers θ has. */
  readonly parameters: number;
  readonly terms: readonly ModelTerm[];
  /** The names of the coordinates of a point, in order. */
  readonly coordinates: readonly string[];
  /** Parameters to start from. */
  initial(random: Rng): Float64Array;
  /** The residuals at the given points of each term, shape [count][coordinates]. The terms have their own names. */
  objective(points: readonly Float64Array[], options: JetOptions): ResidualObjective;
  /** The unknowns at points of shape [count][coordinates], shape [count][unknowns]. */
  values(theta: Float64Array, points: Float64Array): Float64Array;
  /** The trainable scalars of the problem among the parameters. @defaultValue none */
  readonly scalars?: readonly BoundScalar[];
}

/** A trainable scalar among the parameters of a model. */
export interface BoundScalar {
  readonly name: string;
  /** Its place in θ. */
  readonly parameter: number;
  /** Its value where its parameter has a value; it grows with it. */
  value(parameter: number): number;
}

/** A part of the loss that needs points. */
export interface ModelTerm {
  /** Different for every term; that of its rows in the objective. */
  readonly name: string;
  /** The key in the options `points` and `weights`: `"interior"`, or the name of a condition. */
  readonly group: string;
  /** The names of its components. */
  readonly rows: readonly string[];
  /** Where its points lie. */
  readonly box: Box;
  /** Its points, where they are not to be chosen, shape [count][coordinates]. @defaultValue chosen in the box */
  readonly points?: Float64Array;
}

/** A number at one check of a training. */
export interface HistoryEntry {
  readonly iteration: number;
  readonly stage: string;
  /** Root mean square of the weighted residuals on the points trained on. */
  readonly train: number;
  /** The same on points that are never trained on. */
  readonly heldOut: number;
  readonly seconds: number;
}

/** Why training ended: its stages were done, a budget was, it was told to, or no finite number came out of it. */
export type StopReason = "stages-done" | "step-budget" | "time-budget" | "aborted" | "non-finite";

/** What one stage did. */
export interface StageReport {
  readonly name: string;
  readonly steps: number;
  /** Why the optimiser had enough, in its own words, or `"steps"` when it was given no more. */
  readonly stopReason: string;
}

/** A trained model. */
export interface Fit<P extends Problem, M extends Model<P>> {
  readonly problem: P;
  readonly model: M;
  /** The parameters with the least held-out residual. */
  readonly parameters: Float64Array;
  readonly status: "success" | "aborted" | "non-finite";
  readonly stopReason: StopReason;
  readonly stages: readonly StageReport[];
  readonly iterations: number;
  readonly seed: number;
  /** Root mean square of the weighted residuals on the points trained on last. */
  readonly trainResidual: number;
  /** The same on fresh points, which neither training nor the choice of the parameters has seen. */
  readonly heldOutResidual: number;
  /** Root mean square of each equation and condition on the same fresh points, without weights. */
  readonly residuals: Readonly<Record<string, number>>;
  /** The trainable scalars of the problem, by name. */
  readonly scalars: Readonly<Record<string, number>>;
  readonly history: readonly HistoryEntry[];
  readonly warnings: readonly string[];
  readonly wallSeconds: number;
  /** The first unknown at one point, coordinates in the problem's order. */
  evaluate(...point: number[]): number;
  /** All unknowns at points of shape [count][coordinates], shape [count][unknowns]. */
  values(points: Float64Array): Float64Array;
}
