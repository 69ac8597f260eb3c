export type { BoundModel, BoundScalar, HistoryEntry, ModelTerm } from "./bound-model.ts";
export { requireCompatible } from "./compatibility.ts";
export { type Connection, connectionOf } from "./connection.ts";
export { formulaAt, hardForm } from "./constraints.ts";
export { curriculum, requireCurriculum } from "./curriculum.ts";
export { type Ensemble, ensemble, ensembleOf } from "./ensemble.ts";
export {
  type Evaluable,
  exactValues,
  gridAxes,
  gridPoints,
  relativeError,
  type SolutionErrors,
  solutionErrors,
  testPoints,
} from "./errors.ts";
export { type Estimate, type EstimateOptions, estimate, requireEstimate } from "./estimate.ts";
export { joinedFits } from "./joined-fits.ts";
export * as landscape from "./landscape/index.ts";
export type {
  Fit,
  Keeping,
  Model,
  OwnFit,
  OwnTrainer,
  PlacedFunctions,
  StageReport,
  StopReason,
  TrainingPlan,
} from "./model.ts";
export * as optimisers from "./optimisers/index.ts";
export type { Balance, TrainOptions } from "./options.ts";
export { pointSets } from "./periodic-term.ts";
export * as sampling from "./sampling/index.ts";
export type { Sampling } from "./sampling-rule.ts";
export { type ScalarForm, scalarForms } from "./scalars.ts";
export { requireSequence, type Sequence, type SequenceOptions, sequence } from "./sequence.ts";
export { adam, gaussNewton, lbfgs, levenbergMarquardt, type Stage, type StageOptions, selfScaled } from "./stages.ts";
export type { Box, ReadUnknown, Term } from "./term.ts";
export { termsOf } from "./terms.ts";
export { requireTrainable, train } from "./train.ts";
export { type ScalarEstimate, type Uncertainty, type UncertaintyOptions, uncertainty } from "./uncertainty.ts";
