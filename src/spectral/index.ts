export { type Condensate, type CondensateOptions, swingingCondensate } from "./condensate.ts";
export {
  type CoupledSolution,
  type CoupledSystem,
  discretiseCoupled,
  integrateCoupled,
  integrateCoupledAsync,
} from "./coupled.ts";
export {
  type CoupledInvariants,
  coupledEntropies,
  coupledError,
  coupledErrors,
  coupledInvariants,
  masses,
} from "./coupled-measures.ts";
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
export type { EvolveOptions, WaveStepInfo } from "./evolve.ts";
export {
  coupledDataset,
  coupledRow,
  emptyCoupled,
  emptyPlane,
  type FieldRow,
  planeDataset,
  planeRow,
} from "./field-datasets.ts";
export { type EntropyFamily, type FieldMeasures, fieldMeasures } from "./field-measures.ts";
export { type GroundState, type GroundStateOptions, groundState } from "./ground-state.ts";
export { type Recurrence, recurrence, type SidebandGrowth, sidebandGrowth } from "./growth.ts";
export { integrate, integrateAsync, type WaveIntegrateOptions } from "./integrate.ts";
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
  integratePlaneAsync,
  type PlaneProblem,
  type PlaneSolution,
  type PlaneSystem,
} from "./plane.ts";
export { type PlaneIntegrals, planeEntropies, planeError, planeIntegrals } from "./plane-measures.ts";
export type { CoupledScenario, InitialValues, PlaneScenario, Scenario, WaveScenario } from "./scenario.ts";
export { scenarios } from "./scenarios.ts";
export {
  type EigenvalueDrift,
  eigenvalueDrift,
  type Soliton,
  type SolitonContentOptions,
  solitonContent,
} from "./soliton-content.ts";
export { fitSoliton, type SolitonFit, type SolitonWindow } from "./soliton-fit.ts";
export type { Evolution, SavedFields, WaveContinuation, WaveSolution, WaveStats } from "./solution.ts";
export { type DiscretiseOptions, discretise, semilinear, type WaveSystem } from "./system.ts";
