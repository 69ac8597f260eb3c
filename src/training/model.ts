import type { Problem } from "../problems/index.ts";

/** What a model is made of when training begins: one flat parameter vector and the meaning of its residual. */
export interface Model<P extends Problem> {
  readonly name: string;
  /** Number of parameters for this problem. */
  readonly size: (problem: P) => number;
  /** Initial parameters, a function of the seed alone. */
  readonly init: (problem: P, seed: number) => Float64Array;
  /** The model's value at one point. */
  readonly evaluate: (problem: P, parameters: Float64Array, point: readonly number[]) => number;
}

/** A trained model. */
export interface Fit<P extends Problem, M extends Model<P>> {
  readonly problem: P;
  readonly model: M;
  readonly parameters: Float64Array;
  readonly stopReason: string;
  readonly iterations: number;
  readonly seed: number;
  /** Root mean square residual on the points trained on. */
  readonly trainResidual: number;
  /** The same on fresh points; the best parameters are chosen by it. */
  readonly heldOutResidual: number;
  /** The solution at one point, coordinates in the problem's order. */
  evaluate(...point: number[]): number;
}
