import type { JetOptions, ResidualObjective, Rng } from "../core/index.ts";
import type { Box } from "./term.ts";

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
  /** What a fit warns of besides. @defaultValue nothing */
  readonly warnings?: readonly string[];
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
