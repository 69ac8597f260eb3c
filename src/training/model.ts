import type { Rng } from "../core/index.ts";
import type { Parameters, Problem } from "../problems/index.ts";
import type { BoundModel, HistoryEntry } from "./bound-model.ts";
import type { OptimiserReport } from "./optimisers/index.ts";
import type { TrainOptions } from "./options.ts";
import type { Sampling } from "./sampling-rule.ts";
import type { Stage } from "./stages.ts";
import type { Weights } from "./weights.ts";

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
  /** A way of its own to be fitted, which is taken where the caller gives no stages. @defaultValue none */
  readonly own?: OwnTrainer<P>;
}

/** A way to fit a model that is not made of stages. */
export interface OwnTrainer<P extends Problem> {
  /** Throws for a problem or options that it cannot use. */
  require(problem: P, options: TrainOptions): void;
  /** @param keeping Where it leaves its state from time to time, and finds that of a run before. */
  fit(problem: P, options: TrainOptions, keeping: Keeping): Promise<OwnFit>;
}

/** Where a trainer of its own leaves what a continuation needs, and finds what a run before has left. */
export interface Keeping {
  /** The state that a run before has left, as it was kept, or null. */
  readonly resumed: object | null;
  /**
   * Offers a state to the caller, who may write it.
   *
   * @param state Plain data: objects and lists of numbers, strings, arrays of numbers and null.
   * @param steps Steps done with it.
   * @param ended Whether the fit ends with it.
   */
  keep(state: object, steps: number, ended: boolean): Promise<void>;
}

/** What a model's own trainer knows about its fit. */
export type OwnFit = Omit<Fit<Problem, Model<Problem>>, "problem" | "model" | "seed">;

/** Points and optimisers that suit a model. */
export interface TrainingPlan {
  /** Points inside the box. */
  readonly interior: number;
  /** Points on every face that has a term of its own. */
  readonly boundary: number;
  readonly sampling: Sampling;
  readonly stages: readonly Stage[];
  /** Weights of `interior` and of conditions in the loss. @defaultValue `1` each */
  readonly weights?: Weights;
}

/** Why training ended: its stages were done, a budget was, it was told to, or no finite number came out of it. */
export type StopReason = "stages-done" | "step-budget" | "time-budget" | "aborted" | "non-finite";

/** What one stage did. */
export interface StageReport {
  readonly name: string;
  readonly steps: number;
  /** Why the optimiser had enough, in its own words, or `"steps"` when it was given no more. */
  readonly stopReason: string;
  /** What the optimiser tells besides. @defaultValue nothing */
  readonly report?: OptimiserReport;
}

/** Where the functions of a sum stand on a part of a domain: all products of one function along each coordinate. */
export interface PlacedFunctions {
  /** The part, the ends along each coordinate in the problem's order: all of the domain, or a slab of time. */
  readonly box: readonly (readonly [from: number, to: number])[];
  /**
   * The functions along each coordinate: their centres, ascending, some beyond the ends of the box, and their widths
   * (standard deviations), all in units of the coordinate; infinite widths are flat Gaussians in their limit, polynomials.
   */
  readonly along: readonly { readonly centres: Float64Array; readonly widths: Float64Array }[];
}

/** A trained model. */
export interface Fit<P extends Problem, M extends Model<P>> {
  readonly problem: P;
  readonly model: M;
  /** The parameters with the least held-out residual. */
  readonly parameters: Float64Array;
  /** `incomplete` where a budget ended it before all of the domain had a solution. */
  readonly status: "success" | "aborted" | "incomplete" | "non-finite";
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
  /** Further numbers that the trainer tells, by name. @defaultValue none */
  readonly measures?: Readonly<Record<string, number>>;
  /** Where functions stand that were placed and do not move, part after part of the domain. @defaultValue none */
  readonly placement?: readonly PlacedFunctions[];
  readonly wallSeconds: number;
  /** The first unknown at one point, coordinates in the problem's order. */
  evaluate(...point: number[]): number;
  /** All unknowns at points of shape [count][coordinates], shape [count][unknowns]. */
  values(points: Float64Array): Float64Array;
}
