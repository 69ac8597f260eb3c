export {
  type CoupledSolution,
  type CoupledSystem,
  coupledError,
  discretiseCoupled,
  integrateCoupled,
  masses,
} from "./coupled.ts";
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
export type { Evolution, EvolveOptions } from "./evolve.ts";
export { coupledDataset, planeDataset } from "./field-datasets.ts";
export { type EntropyFamily, type FieldMeasures, fieldMeasures } from "./field-measures.ts";
export { type GroundState, type GroundStateOptions, groundState } from "./ground-state.ts";
export { type Recurrence, recurrence, type SidebandGrowth, sidebandGrowth } from "./growth.ts";
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
export type { Law, Laws } from "./laws.ts";
export { type Conserved, type MethodName, methodNames } from "./method.ts";
export { type PhasePortrait, type PhasePortraitOptions, phasePortrait } from "./phase-space.ts";
export {
  discretisePlane,
  integratePlane,
  type PlaneIntegrals,
  type PlaneProblem,
  type PlaneSolution,
  type PlaneSystem,
  planeIntegrals,
} from "./plane.ts";
export { type InitialValues, type Scenario, scenarios } from "./scenarios.ts";
export {
  type EigenvalueDrift,
  eigenvalueDrift,
  type Soliton,
  type SolitonContentOptions,
  solitonContent,
} from "./soliton-content.ts";
export { fitSoliton, type SolitonFit, type SolitonWindow } from "./soliton-fit.ts";
export type { SavedFields, WaveContinuation, WaveSolution, WaveStats } from "./solution.ts";
export { type DiscretiseOptions, discretise, semilinear, type WaveSystem } from "./system.ts";
