export type { Fit, Model } from "./model.ts";
export { adam, levenbergMarquardt, relativeError, type Stage, train, type TrainOptions } from "./train.ts";
