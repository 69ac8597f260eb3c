import { notAvailable } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import type { Model } from "../training/index.ts";

/** A multilayer perceptron. */
export function mlp(_options: { readonly width?: number; readonly depth?: number } = {}): Model<PdeProblem> {
  throw notAvailable("pinn.mlp");
}

/** A sum of trainable Gaussians. */
export function gaussians(_options: { readonly count?: number } = {}): Model<PdeProblem> {
  throw notAvailable("pinn.gaussians");
}
