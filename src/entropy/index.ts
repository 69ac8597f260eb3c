export { type PatternAccumulator, patternAccumulator } from "./accumulator.ts";
export { complexityBounds } from "./bounds.ts";
export { type Classification, type ClassifyOptions, classify, type Zone } from "./classify.ts";
export {
  type Complexity,
  complexity,
  renyiComplexity,
  statisticalComplexity,
  tsallisComplexity,
} from "./complexity.ts";
export { defaultCounter, plainCounter } from "./count.ts";
export { fbmComplexity } from "./fbm.ts";
export { fisherInformation } from "./fisher.ts";
export * as generators from "./generators/index.ts";
export { type ImageWindow, imageProbabilities } from "./image.ts";
export { permutationEntropy, renyiEntropy, tsallisEntropy } from "./information.ts";
export { type Interval, type IntervalOptions, type Intervals, intervals } from "./intervals.ts";
export {
  complexities,
  type DelaySweep,
  delaySweep,
  type ManyComplexities,
  multiscale,
  type RowComplexities,
} from "./many.ts";
export { complexitiesOnThreads, helpWithRows, type RowsTask, type ThreadsOptions } from "./many-threads.ts";
export { type MissingPatterns, missingPatterns } from "./missing.ts";
export { naturalPeriod, type PeriodMethod, type PeriodOptions } from "./natural-period.ts";
export { indexOf, patternOf } from "./pattern.ts";
export {
  type Pmf,
  type ProbabilitiesOptions,
  pmfOf,
  pooled,
  probabilities,
  type Weighting,
} from "./probabilities.ts";
export { patternTime, type Sampling, type SamplingOptions, sampling } from "./sampling.ts";
export { type SlidingComplexity, type SlidingOptions, slide, slidingComplexity } from "./sliding.ts";
export { type OrdinalOptions, type OrdinalSpace, ordinalPatterns, type Ties } from "./space.ts";
export { type SurrogateKind, type SurrogateOptions, surrogate } from "./surrogates.ts";
export { type Transition, type TransitionNetwork, transitionNetwork } from "./transitions.ts";
export { patternSequence } from "./windows.ts";
export { type ZoneLines, zoneLines } from "./zone-lines.ts";
