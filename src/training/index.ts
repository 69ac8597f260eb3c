export type { Fit, Model } from "./model.ts";
export { adam, levenbergMarquardt, relativeError, type Stage, type TrainOptions, train } from "./train.ts";
