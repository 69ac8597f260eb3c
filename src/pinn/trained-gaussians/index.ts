export { type TrainedGaussiansOptions, trainedGaussians } from "./model.ts";
export { type GaussianShape, gaussianFrames } from "./shapes.ts";
