export { type TrainedGaussiansOptions, trainedGaussians } from "./model.ts";
