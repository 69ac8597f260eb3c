import { notAvailable } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import type { Model } from "../training/index.ts";

export { type FourierOptions, fourier } from "./fourier.ts";
export { type MlpOptions, mlp } from "./mlp.ts";
export type { PartsOf } from "./parts.ts";
export { type XpinnOptions, xpinn } from "./xpinn.ts";

/** A sum of trainable Gaussians. */
export function gaussians(_options: { readonly count?: number } = {}): Model<PdeProblem> {
  throw notAvailable("pinn.gaussians");
}
