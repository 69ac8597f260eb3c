export { trainedGaussians } from "./model.ts";
export type { TrainedGaussiansOptions } from "./options.ts";
export { type GaussianShape, gaussianFrames } from "./shapes.ts";
