export { type ControllerOptions, type ControllerState, elementary, pi, type PiOptions, type StepController } from "./controller.ts";
export { complexComponentwise, componentwise, relativeToNorm, type Tolerances } from "./error-norm.ts";
export type { EtdAdamsOptions, EtdAdamsState } from "./adams-state.ts";
export { type Etdrk4State, etdrk4 } from "./etdrk4.ts";
export { etdAdams } from "./etd-adams.ts";
export { dop853, type ExplicitRungeKutta, explicitRungeKutta, type ExplicitState } from "./explicit-runge-kutta.ts";
export type { ExplicitTableau, SparseRow } from "./explicit-tableau.ts";
export { halving, type HalvingOptions, type HalvingState } from "./halving.ts";
export { integrate, integrateAsync, type IntegrateOptions, type StepInfo } from "./integrate.ts";
export { interactionPicture, type InteractionState } from "./interaction-picture.ts";
export type { Invariant, OdeProblem, Rhs, SemilinearProblem } from "./problem.ts";
export type { SaveAt } from "./save-at.ts";
export { type Continuation, type OdeSolution, type Stats, type Status, statusMessages } from "./solution.ts";
export {
  splitting,
  splitting4,
  splitting6,
  splitting8,
  type SplittingState,
  type SplittingStepper,
  srkn6b,
  srkn11b,
  srkn14a,
  strang,
} from "./splitting.ts";
export type { SplittingTableau } from "./splitting-tableaus.ts";
export type { ErrorNorm, OwnControl, Stepper, StepperMemory, Trial } from "./stepper.ts";
