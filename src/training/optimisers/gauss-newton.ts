import { requireNumber } from "../../core/index.ts";
import { conjugateGradientModel } from "./conjugate-gradients.ts";
import type { Optimiser } from "./optimiser.ts";
import { sketchedModel } from "./sketched.ts";
import { type TrustRegionOptions, type TrustRegionState, trustRegion } from "./trust-region.ts";

/** Options of `gaussNewton`. */
export interface GaussNewtonOptions extends TrustRegionOptions {
  /**
   * `conjugate-gradients` needs products with J and Jᵀ alone; `sketched` solves densely in a random subspace.
   *
   * @defaultValue "conjugate-gradients"
   */
  readonly solver?: "conjugate-gradients" | "sketched";
  /**
   * Products with J a step may take at most.
   *
   * @defaultValue 100
   */
  readonly products?: number;
  /**
   * The dimension of the subspace.
   *
   * @defaultValue 1000
   */
  readonly dimension?: number;
  /**
   * Seeds the probes of the scaling, and the subspaces.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
}

/** Gauss–Newton in a trust region for more parameters than a dense JᵀJ has room for (about 3000). */
export function gaussNewton(options: GaussNewtonOptions = {}): Optimiser<TrustRegionState> {
  const { solver = "conjugate-gradients", products = 100, dimension = 1000, seed = 0 } = options;
  const whole = (value: number) => Number.isInteger(value) && value > 0;
  requireNumber("gaussNewton.products", products, whole, "a positive whole number", "100");
  requireNumber("gaussNewton.dimension", dimension, whole, "a positive whole number", "1000");
  return solver === "sketched"
    ? trustRegion("sketched-gauss-newton", options, (objective, state) =>
        sketchedModel(objective, state, dimension, seed),
      )
    : trustRegion("gauss-newton", options, (objective, state) =>
        conjugateGradientModel(objective, state, products, seed),
      );
}
