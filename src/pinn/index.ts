export { type FourierOptions, fourier } from "./fourier.ts";
export { type GaussiansOptions, gaussians } from "./gaussians/index.ts";
export { type MlpOptions, mlp } from "./mlp.ts";
export type { PartsOf } from "./parts.ts";
export {
  type GaussianShape,
  gaussianFrames,
  type TrainedGaussiansOptions,
  trainedGaussians,
} from "./trained-gaussians/index.ts";
export { type XpinnOptions, xpinn } from "./xpinn.ts";
