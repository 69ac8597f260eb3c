import { denseReady, invalid, jetsReady, requireNumber, rng } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import type { BoundScalar } from "./bound-model.ts";
import { linearise, trailingCovariance, triangleOf, variancesOf } from "./gauss-newton-triangle.ts";
import type { Fit, Model } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { drawPoints, pointCounts } from "./point-sets.ts";
import { studentHalfWidth } from "./student.ts";

/** A trainable scalar as the data determine it. */
export interface ScalarEstimate {
  readonly value: number;
  /** Standard deviation of the estimate, by linearisation. */
  readonly standardError: number;
  /** Ends of the interval, marginal of all else. */
  readonly interval: readonly [low: number, high: number];
}

/** How well the data of a problem determine its trainable scalars. */
export interface Uncertainty {
  /** `"undetermined"`: a scalar can change without any residual changing, or there are no more data than unknowns. */
  readonly status: "success" | "undetermined";
  readonly scalars: Readonly<Record<string, ScalarEstimate>>;
  /** Covariance of the scalars in the order of `scalars`, shape [scalars][scalars]. */
  readonly covariance: Float64Array;
  /** Standard deviation of the residuals of each condition of data, in units of its sigma: 1 where sigma is right. */
  readonly noise: Readonly<Record<string, number>>;
  /** Data less what they determine. */
  readonly degreesOfFreedom: number;
}

/** Options of `uncertainty`. */
export interface UncertaintyOptions {
  /** Probability of the intervals. @defaultValue `0.95` */
  readonly level?: number;
  /** Numbers of points at which the equations are taken. @defaultValue the model's */
  readonly points?: TrainOptions["points"];
}

/**
 * Covariance of the trainable scalars of a fit, from the Gauss–Newton matrix at its parameters: the inverse of Σ JᵀJ / s²
 * over the terms of the loss, where s² is the mean square of a term's residuals. For data that is their noise, corrected for
 * what they determine; for equations and conditions it says how far they hold. Supposes errors of the data that are
 * independent and small enough for the solution to be linear in them.
 *
 * It knows nothing of the error of the model, which at the least of the loss changes no residual to first order, and it is
 * the covariance of a fit whose loss weighs every term by these s²: with few Gaussians and other weights, intervals are
 * too short. Where the equation can be solved by itself, `estimate` has neither of these faults.
 *
 * G. A. F. Seber & C. J. Wild, Nonlinear Regression (1989), §2.1, §5.
 *
 * @throws SechError where the problem has no trainable scalar or no data.
 */
export async function uncertainty(
  problem: PdeProblem,
  fit: Fit<PdeProblem, Model<PdeProblem>>,
  options: UncertaintyOptions = {},
): Promise<Uncertainty> {
  const { level = 0.95 } = options;
  requireNumber("level", level, (value) => value > 0 && value < 1, "between 0 and 1", "0.95");
  const root = rng(fit.seed);
  const bound = fit.model.bind(problem, root.split(0));
  const { scalars = [], terms } = bound;
  const measured = new Set(terms.flatMap(({ group, points }) => (points === undefined ? [] : [group])));
  if (scalars.length === 0 || measured.size === 0) {
    const what = "uncertainty needs a trainable scalar and a condition of data";
    throw invalid({ what, got: { scalars: scalars.length, data: measured.size }, path: "problem" });
  }
  await Promise.all([jetsReady(), denseReady()]);
  const plan = fit.model.plan(problem);
  const points = drawPoints(terms, pointCounts(bound, plan, options.points), {}, root.split(6));
  const objective = bound.objective(points, {});
  const isData = terms.map((term) => term.points !== undefined);
  const last = scalars.map(({ parameter }) => parameter);
  const rows = linearise(objective, fit.parameters, isData);
  objective.close();
  // What the data determine hardly depends on their noise: one round of correction is enough.
  const { taken } = triangleOf(rows, last, variancesOf(rows));
  const variance = variancesOf(rows, taken);
  const { triangle, freedom } = triangleOf(rows, last, variance);
  const { covariance, determined } = trailingCovariance(triangle, scalars.length);
  const width = studentHalfWidth(level, freedom);
  const ok = determined && freedom > 0 && covariance.every(Number.isFinite);
  return {
    status: ok ? "success" : "undetermined",
    ...estimates(scalars, fit.parameters, covariance, width, ok),
    noise: Object.fromEntries(
      terms.flatMap(({ group }, i) => (isData[i] ? [[group, Math.sqrt(variance[i] as number)]] : [])),
    ),
    degreesOfFreedom: freedom,
  };
}

/** From parameters to scalars: the slope by a central difference over the interval itself. */
export function estimates(
  scalars: readonly BoundScalar[],
  theta: Float64Array,
  covariance: Float64Array,
  width: number,
  determined: boolean,
): Pick<Uncertainty, "scalars" | "covariance"> {
  const count = scalars.length;
  const slopes = scalars.map(({ parameter, value }) => {
    const at = theta[parameter] as number;
    const step = 1e-5 * Math.max(1, Math.abs(at));
    return (value(at + step) - value(at - step)) / (2 * step);
  });
  const entries = scalars.map(({ name, parameter, value }, i) => {
    const at = theta[parameter] as number;
    const error = Math.sqrt(covariance[i * (count + 1)] as number);
    const ends = [value(at - width * error), value(at + width * error)] as const;
    const interval = determined ? ends : ([Number.NaN, Number.NaN] as const);
    return [name, { value: value(at), standardError: error * (slopes[i] as number), interval }] as const;
  });
  return {
    scalars: Object.fromEntries(entries),
    covariance: covariance.map((c, i) => c * (slopes[Math.floor(i / count)] as number) * (slopes[i % count] as number)),
  };
}
