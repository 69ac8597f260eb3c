import { denseKernels, matrix } from "../../core/index.ts";
import { dampedModel } from "./damped.ts";
import type { Optimiser } from "./optimiser.ts";
import { largerScale, scaleNormal } from "./scaling.ts";
import { type TrustRegionOptions, type TrustRegionState, trustRegion } from "./trust-region.ts";

/**
 * Levenberg–Marquardt in a trust region |D p| ≤ Δ with Moré's scaling, from the normal equations: JᵀJ is summed up once a
 * step and factorised for every radius that is tried. Memory: 16 n² bytes, so for n up to about 3000.
 *
 * The condition number of J is squared: directions whose singular values are below 1e-8 of the largest are not resolved.
 *
 * Source: J. J. Moré, The Levenberg–Marquardt algorithm: implementation and theory, Lecture Notes in Mathematics 630 (1978)
 * 105–116.
 */
export function levenbergMarquardt(options: TrustRegionOptions = {}): Optimiser<TrustRegionState> {
  return trustRegion("levenberg-marquardt", options, (objective, state) => {
    const kernels = denseKernels();
    const n = objective.parameters;
    const a = matrix(kernels.allocate(n * n), n, n);
    const gradient = new Float64Array(n);
    const value = objective.normal(state.theta, a.data, gradient);
    const scale = largerScale(state.scale, (i) => Math.sqrt(a.data[i * (n + 1)] as number));
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
  });
}
