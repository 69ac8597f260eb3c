import { denseKernels, invalid, type LeastSquares, matrix, requireNumber } from "../../core/index.ts";
import { dampedModel } from "./damped.ts";
import { gainRatioStep } from "./gain-ratio.ts";
import type { Optimiser } from "./optimiser.ts";
import { commonScale, largerScale, scaleNormal } from "./scaling.ts";
import { type StepModel, type TrustRegionOptions, type TrustRegionState, trustRegion } from "./trust-region.ts";

/** Options of `levenbergMarquardt`. */
export interface LevenbergMarquardtOptions extends TrustRegionOptions {
  /**
   * How far a step goes: to the edge of a region whose radius follows success, or as a damping lets it that follows the gain
   * ratio (Nielsen), one trial a model in most steps.
   *
   * @defaultValue `"radius"`
   */
  readonly damping?: "radius" | "gain-ratio";
  /** The first damping λ, relative to the largest squared norm of a column of the scaled J. @defaultValue `1e-3` */
  readonly initialDamping?: number;
  /**
   * D of |D p|: the largest norms so far of the columns of J (Moré), or one number for all, so that directions that matter
   * little now are damped most.
   *
   * @defaultValue `"columns"`
   */
  readonly scaling?: "columns" | "identity";
}

/**
 * Levenberg–Marquardt in a trust region |D p| ≤ Δ with Moré's scaling, from the normal equations: JᵀJ is summed up once a
 * step and factorised for every radius that is tried. Memory: 16 n² bytes, so for n up to about 3000.
 *
 * The condition number of J is squared: directions whose singular values are below 1e-8 of the largest are not resolved.
 *
 * Source: J. J. Moré, The Levenberg–Marquardt algorithm: implementation and theory, Lecture Notes in Mathematics 630 (1978)
 * 105–116.
 */
export function levenbergMarquardt(options: LevenbergMarquardtOptions = {}): Optimiser<TrustRegionState> {
  const name = "levenberg-marquardt";
  const { damping: rule = "radius", initialDamping = 1e-3, scaling = "columns" } = options;
  requireNumber(`${name}.initialDamping`, initialDamping, (value) => value > 0, "positive", "1e-3");
  requireOneOf(`${name}.damping`, rule, ["radius", "gain-ratio"]);
  requireOneOf(`${name}.scaling`, scaling, ["columns", "identity"]);
  const scaleOf = scaling === "columns" ? largerScale : commonScale;
  const build = (objective: LeastSquares, state: TrustRegionState): StepModel => {
    const kernels = denseKernels();
    const n = objective.parameters;
    const a = matrix(kernels.allocate(n * n), n, n);
    const gradient = new Float64Array(n);
    const value = objective.normal(state.theta, a.data, gradient);
    const scale = scaleOf(state.scale, (i) => Math.sqrt(a.data[i * (n + 1)] as number));
    scaleNormal(a, scale);
    const model = dampedModel(
      a,
      gradient.map((component, i) => component / (scale[i] as number)),
      kernels,
    );
    return {
      value,
      gradient,
      scale,
      evaluations: 1,
      within(radius, guess) {
        const { q, length, predicted, damping } = radius === null ? model.solve(guess) : model.within(radius, guess);
        return { step: q.map((component, i) => component / (scale[i] as number)), length, predicted, damping };
      },
      release: model.release,
    };
  };
  const frame = { damping: initialDamping, ...(rule === "radius" ? {} : { step: gainRatioStep }) };
  return trustRegion(name, options, build, frame);
}

function requireOneOf(path: string, got: string, known: readonly string[]): void {
  if (!known.includes(got)) throw invalid({ what: `${path} must be ${known.join(" or ")}`, got, path });
}
