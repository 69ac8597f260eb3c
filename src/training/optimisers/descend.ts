import { type LineSearchOptions, searchLine, type Trial } from "./line-search.ts";
import { along, inner, type SmoothObjective } from "./optimiser.ts";

/** A point with the objective's value and gradient there. */
export interface Evaluated {
  readonly theta: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Where a line search ended, or null where it found nothing lower. */
export interface Descent {
  readonly point: Evaluated | null;
  readonly alpha: number;
  readonly evaluations: number;
}

/** The constants of quasi-Newton methods: J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed. (2006), §3.1. */
const quasiNewtonSearch: LineSearchOptions = { decrease: 1e-4, curvature: 0.9, mostTrials: 20 };

/** Searches the line from a point along a direction, first at the step `first`. */
export function descend(
  objective: SmoothObjective,
  from: Evaluated,
  direction: Float64Array,
  first: number,
  options: LineSearchOptions = quasiNewtonSearch,
): Descent {
  const points = new Map<Trial, Evaluated>();
  const evaluate = (alpha: number): Trial => {
    const theta = along(from.theta, alpha, direction);
    const gradient = new Float64Array(theta.length);
    const value = objective.valueAndGradient(theta, gradient);
    const trial = { alpha, value, slope: inner(gradient, direction) };
    points.set(trial, { theta, value, gradient });
    return trial;
  };
  const start = { alpha: 0, value: from.value, slope: inner(from.gradient, direction) };
  const { status, trial, trials } = searchLine(evaluate, start, first, options);
  const point = status === "failed" ? null : (points.get(trial) ?? null);
  return { point, alpha: trial.alpha, evaluations: trials };
}

/** The first step along the negative gradient: of length at most 1 in θ. */
export function firstStep(gradient: Float64Array): number {
  return Math.min(1, 1 / Math.sqrt(inner(gradient, gradient)));
}
