export { emptyDataset, runAttributes, toDataset, toRow, type WaveRow } from "./dataset.ts";
export { type Dealias, dealiasMask, type SmoothFilter } from "./dealias.ts";
export {
  distance,
  entropies,
  type FieldEntropies,
  fieldError,
  relativeError,
  type SolutionError,
  solutionError,
  spectralTail,
  tailLimit,
} from "./diagnostics.ts";
export { integrate, integrateAsync, type WaveIntegrateOptions, type WaveStepInfo } from "./integrate.ts";
export {
  type Drift,
  drift,
  driftFrom,
  type Invariants,
  invariants,
  invariantsOverTime,
  relativeChanges,
  savedField,
} from "./invariants.ts";
export { type Conserved, type MethodName, methodNames } from "./method.ts";
export { type InitialValues, type Scenario, scenarios } from "./scenarios.ts";
export { fitSoliton, type SolitonFit, type SolitonWindow } from "./soliton-fit.ts";
export type { WaveContinuation, WaveSolution, WaveStats } from "./solution.ts";
export { type DiscretiseOptions, discretise, semilinear, type WaveSystem } from "./system.ts";
