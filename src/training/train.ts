import { notAvailable } from "../core/index.ts";
import type { Problem } from "../problems/index.ts";
import type { Fit, Model } from "./model.ts";

/** One stage of training: an optimiser and how long it runs. */
export interface Stage {
  readonly name: string;
  readonly steps: number;
}

/** Options of `train`. */
export interface TrainOptions {
  /** Numbers of collocation points by region. */
  readonly points?: { readonly interior?: number };
  /** Seed of every random choice. */
  readonly seed: number;
  /** Where training stops at the latest. */
  readonly budget?: { readonly seconds?: number; readonly steps?: number };
  /** Optimisers in order; a model brings its own where absent. */
  readonly stages?: readonly Stage[];
}

/** Fits a model to a problem. */
export function train<P extends Problem, M extends Model<P>>(
  _problem: P,
  _model: M,
  _options: TrainOptions,
): Promise<Fit<P, M>> {
  return Promise.reject(notAvailable("training.train"));
}

/** Relative L2 error of a fit against the problem's exact solution, or null where there is none. */
export function relativeError<P extends Problem, M extends Model<P>>(_problem: P, _fit: Fit<P, M>): number | null {
  throw notAvailable("training.relativeError");
}

/** The Adam optimiser. */
export function adam(_options: { readonly steps: number; readonly rate?: number }): Stage {
  throw notAvailable("training.adam");
}

/** Levenberg–Marquardt with a trust region. */
export function levenbergMarquardt(_options: { readonly steps: number }): Stage {
  throw notAvailable("training.levenbergMarquardt");
}
