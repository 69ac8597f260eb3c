export type { BoundModel, HistoryEntry, ModelTerm } from "./bound-model.ts";
export { requireCompatible } from "./compatibility.ts";
export { hardForm } from "./constraints.ts";
export { curriculum } from "./curriculum.ts";
export { type Ensemble, ensemble } from "./ensemble.ts";
export {
  type Evaluable,
  exactValues,
  gridAxes,
  gridPoints,
  relativeError,
  type SolutionErrors,
  solutionErrors,
} from "./errors.ts";
export type { Fit, Model, OwnFit, OwnTrainer, StageReport, StopReason, TrainingPlan } from "./model.ts";
export * as optimisers from "./optimisers/index.ts";
export type { Balance, TrainOptions } from "./options.ts";
export * as sampling from "./sampling/index.ts";
export type { Sampling } from "./sampling-rule.ts";
export { adam, gaussNewton, lbfgs, levenbergMarquardt, type Stage, type StageOptions, selfScaled } from "./stages.ts";
export { type Box, type Term, termsOf } from "./terms.ts";
export { requireTrainable, train } from "./train.ts";
