export type { Fit, Model } from "./model.ts";
export * as optimisers from "./optimisers/index.ts";
export * as sampling from "./sampling/index.ts";
export { adam, levenbergMarquardt, relativeError, type Stage, type TrainOptions, train } from "./train.ts";
