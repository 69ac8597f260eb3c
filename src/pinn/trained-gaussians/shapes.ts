import { frameOf } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import type { Fit, Model } from "../../training/index.ts";
import { geometryAt, layoutOf, sitesInUse } from "./layout.ts";
import { networkOf, type TrainedShape } from "./network.ts";
import { recipeOf } from "./original.ts";

type PdeFit = Fit<PdeProblem, Model<PdeProblem>>;

/** A Gaussian as it lies in the domain. */
export interface GaussianShape {
  /** The unknown, or the channel of a head, that it is a part of. */
  readonly output: number;
  readonly weight: number;
  readonly centre: readonly number[];
  readonly widths: readonly number[];
  /** The directions along which it has these widths, a unit vector each. */
  readonly axes: readonly (readonly number[])[];
}

/**
 * The Gaussians of a fit, and of the steps on the way to it that were kept, first to last; null where the model is not made
 * of Gaussians that move.
 */
export function gaussianFrames(fit: PdeFit): readonly (readonly GaussianShape[])[] | null {
  const shape = shapeOf(fit);
  if (shape === null) return null;
  const layout = layoutOf(networkOf(fit.problem, shape), fit.problem.domain);
  const { layer } = layout;
  const frames = fit.stages.flatMap(({ report }) => report?.frames ?? []);
  // In windows of time and in a sequence, the Gaussians of one stand behind those of the other.
  const parts = (all: Float64Array) =>
    Array.from({ length: Math.floor(all.length / layout.parameters) }, (_, k) =>
      all.subarray(k * layout.parameters, (k + 1) * layout.parameters),
    );
  return [...frames, fit.parameters].map((all) => parts(all).flatMap(gaussiansOf));

  function gaussiansOf(theta: Float64Array): readonly GaussianShape[] {
    return Array.from({ length: sitesInUse(layout, theta) * layer.outputs }, (_, q) => {
      const { centre, widths, axes } = frameOf(layer, theta, geometryAt(layout, 0) + q * layout.geometry);
      const columns = widths.map((_width, j) => axes.map((row) => row[j] as number));
      return { output: q % layer.outputs, weight: theta[q] as number, centre, widths, axes: columns };
    });
  }
}

/** The shape that a model says it has. */
function shapeOf({ model: { name, settings }, problem }: PdeFit): TrainedShape | null {
  const { count = recipeOf(problem).count, covariance, trainer, channels, hidden } = settings;
  if (name !== "gaussians" || (trainer !== "trained" && trainer !== "original")) return null;
  const head = typeof channels === "number" && typeof hidden === "number" ? { channels, width: hidden } : undefined;
  return {
    count: count as number,
    covariance: covariance as TrainedShape["covariance"],
    widths: trainer === "original" ? "plain" : "logarithm",
    ...(head === undefined ? {} : { head }),
  };
}
