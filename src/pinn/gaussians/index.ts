import { invalid } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import type { Model } from "../../training/index.ts";
import { type TrainedGaussiansOptions, trainedGaussians } from "../trained-gaussians/index.ts";
import { fitAuto, requireAuto } from "./auto.ts";
import { type GaussiansOptions, requireGaussians } from "./options.ts";

export type { GaussiansOptions } from "./options.ts";

/** Options of Gaussians whose centres and widths move. */
type MovingGaussiansOptions = TrainedGaussiansOptions & { readonly trainer: "trained" | "original" };

/**
 * A sum of Gaussians exp(−Σ (x_a − c_a)²/2s_a²), products over the coordinates, time by polynomials (the limit of flat
 * Gaussians) on one slab after the other.
 *
 * Gaussians stand where the solution's own curvature asks for them, beyond the ends as well, each `kappa` times as wide as
 * its neighbours are away; their weights minimise the squares of equations and conditions by Gauss–Newton steps. How many
 * they are, and with that how wide, is chosen by residuals on points that no solve has seen, never by an exact solution. With the trainers `"trained"` and `"original"` they move instead:
 * see `trainedGaussians`.
 */
export function gaussians(options: GaussiansOptions | MovingGaussiansOptions = {}): Model<PdeProblem> {
  if (areMoving(options)) return trainedGaussians(options);
  requireGaussians(options);
  const { trainer = "auto" } = options;
  const noStages = () =>
    invalid({
      what: "Gaussians that are fixed are not trained in stages",
      path: "stages",
      attempt: "no stages, or pinn.mlp",
    });
  return {
    name: "gaussians",
    settings: { trainer, ...options },
    bind() {
      throw noStages();
    },
    plan: () => ({ interior: 1, boundary: 1, sampling: {}, stages: [] }),
    own: {
      require: (problem, given) => requireAuto(problem, options, given),
      fit: (problem, given, keeping) => fitAuto(problem, options, given, keeping),
    },
  };
}

function areMoving(options: GaussiansOptions | MovingGaussiansOptions): options is MovingGaussiansOptions {
  return options.trainer === "trained" || options.trainer === "original";
}
