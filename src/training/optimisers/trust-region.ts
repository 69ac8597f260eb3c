import { type LeastSquares, requireNumber } from "../../core/index.ts";
import { along, inner, largest, type Optimiser, type OptimiserState, requireParameters, stopAt } from "./optimiser.ts";

/** Options of all methods with a trust region. */
export interface TrustRegionOptions {
  /**
   * Stops where no component of the gradient exceeds it.
   *
   * @defaultValue 0
   */
  readonly gradientTolerance?: number;
  /**
   * Steps of growing radius that are tried with one model after a success; every one costs the residuals once, and the model
   * is the dear part.
   *
   * @defaultValue 3
   */
  readonly expansions?: number;
}

/** The trust region: |D p| ≤ radius. */
export interface TrustRegionState extends OptimiserState {
  /** Null before the first step, whose length decides. */
  readonly radius: number | null;
  /** The λ of the last step. */
  readonly damping: number;
  /** The diagonal of D: the largest norm so far of every column of J. */
  readonly scale: Float64Array;
}

/** A step of a model. */
export interface ModelStep {
  /** p, [parameters] */
  readonly step: Float64Array;
  /** |D p| */
  readonly length: number;
  /** The fall of ½ |r + J p|². */
  readonly predicted: number;
  readonly damping: number;
}

/** The linearisation r + J p at θ, as a method builds it. */
export interface StepModel {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly scale: Float64Array;
  /** How many evaluations of the objective the model took. */
  readonly evaluations: number;
  /** The best step within a radius; null leaves the length to the model. */
  within(radius: number | null, damping: number): ModelStep;
  release(): void;
}

/** Shrinking trials of one model before the region counts as vanished. */
const mostTrials = 40;

/**
 * The frame of all trust-region methods: unless a frame of its own is given, steps are judged by the ratio of the actual to the predicted fall, and after a
 * success larger ones are tried with the same model for as long as the value falls.
 *
 * Source: J. J. Moré, Lecture Notes in Mathematics 630 (1978) 105–116; the growth with one model is the internal doubling of
 * J. E. Dennis and R. B. Schnabel, Numerical Methods for Unconstrained Optimization and Nonlinear Equations (1983), A6.4.5.
 */
export function trustRegion(
  name: string,
  options: TrustRegionOptions,
  build: (objective: LeastSquares, state: TrustRegionState) => StepModel,
  frame: { readonly damping: number; readonly step?: Step } = { damping: 1e-3 },
): Optimiser<TrustRegionState> {
  const { gradientTolerance = 0, expansions = 3 } = options;
  requireNumber(`${name}.expansions`, expansions, (value) => Number.isInteger(value) && value >= 0, "a whole number");

  const evaluated = (objective: LeastSquares, theta: Float64Array) => {
    const gradient = new Float64Array(theta.length);
    const value = objective.valueAndGradient(theta, gradient);
    const gradientNorm = largest(gradient);
    return { value, gradientNorm, stop: stopAt(value, gradientNorm, gradientTolerance) };
  };

  return {
    name,
    init(theta, objective) {
      requireParameters(theta, objective);
      const scale = new Float64Array(theta.length);
      const start = { theta: theta.slice(), radius: null, damping: frame.damping, scale, iteration: 0, evaluations: 1 };
      return { ...start, ...evaluated(objective, theta) };
    },
    update(objective, state) {
      if (state.stop !== null) return state;
      const model = build(objective, state);
      const gradientNorm = largest(model.gradient);
      const stop = stopAt(model.value, gradientNorm, gradientTolerance);
      const here = { ...state, value: model.value, gradientNorm, scale: model.scale };
      const next = stop === null ? (frame.step ?? radiusStep)(objective, here, model, expansions) : { ...here, stop };
      model.release();
      return { ...next, evaluations: next.evaluations + model.evaluations };
    },
    refresh: (objective, state) => ({
      ...state,
      ...evaluated(objective, state.theta),
      evaluations: state.evaluations + 1,
    }),
  };
}

/** One accepted step from a model, or a stop. */
type Step = (
  objective: LeastSquares,
  state: TrustRegionState,
  model: StepModel,
  expansions: number,
) => TrustRegionState;

function radiusStep(
  objective: LeastSquares,
  state: TrustRegionState,
  model: StepModel,
  expansions: number,
): TrustRegionState {
  const residuals = new Float64Array(objective.rows);
  let evaluations = state.evaluations;
  const valueAt = (theta: Float64Array): number => {
    evaluations += 1;
    objective.residuals(theta, residuals);
    const value = inner(residuals, residuals) / 2;
    return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
  };
  let { radius, damping } = state;
  for (let trial = 0; trial < mostTrials; trial++) {
    let chosen = model.within(radius, damping);
    let theta = along(state.theta, 1, chosen.step);
    let value = valueAt(theta);
    let ratio = (state.value - value) / chosen.predicted;
    if (!(chosen.predicted > Number.EPSILON * state.value) || sameNumbers(theta, state.theta)) break;
    if (!(ratio > 1e-4)) {
      radius = chosen.length / 4;
      damping = Math.max(4 * chosen.damping, 1e-15);
      continue;
    }
    for (let growth = 0; growth < expansions && ratio > 0.25; growth++) {
      const wider = model.within(2 * chosen.length, chosen.damping / 4);
      if (!(wider.length > 1.2 * chosen.length)) break;
      const further = along(state.theta, 1, wider.step);
      const lower = valueAt(further);
      if (!(lower < value)) break;
      chosen = wider;
      theta = further;
      value = lower;
      ratio = (state.value - lower) / wider.predicted;
    }
    return {
      ...state,
      theta,
      value,
      radius: ratio < 0.25 ? chosen.length / 2 : ratio > 0.75 ? 2 * chosen.length : chosen.length,
      damping: chosen.damping,
      iteration: state.iteration + 1,
      evaluations,
    };
  }
  return { ...state, radius, damping, evaluations, stop: "no-decrease" };
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === b[i]);
}
