export type { EtdAdamsOptions, EtdAdamsState } from "./adams-state.ts";
export {
  type ControllerOptions,
  type ControllerState,
  elementary,
  type PidOptions,
  type PiOptions,
  pi,
  pid,
  type StepController,
} from "./controller.ts";
export { complexComponentwise, componentwise, relativeToNorm, type Tolerances } from "./error-norm.ts";
export { etdAdams } from "./etd-adams.ts";
export { type Etdrk4State, etdrk4 } from "./etdrk4.ts";
export type { EventFunction, EventOccurrence } from "./events.ts";
export {
  dop853,
  type ExplicitRungeKutta,
  type ExplicitState,
  explicitRungeKutta,
  rk4,
  tsit5,
} from "./explicit-runge-kutta.ts";
export type { ExplicitTableau, SparseRow } from "./explicit-tableau.ts";
export { type Gauss6Options, type Gauss6State, gauss6 } from "./gauss6.ts";
export { type HalvingOptions, type HalvingState, halving } from "./halving.ts";
export { integrate, integrateAsync } from "./integrate.ts";
export type { IntegrateOptions, StepInfo } from "./integrate-options.ts";
export { type InteractionState, interactionPicture } from "./interaction-picture.ts";
export type { Invariant, OdeProblem, Rhs, SemilinearProblem } from "./problem.ts";
export type { SaveAt } from "./save-at.ts";
export { type Continuation, type OdeSolution, type Stats, type Status, statusMessages } from "./solution.ts";
export {
  type SplittingState,
  type SplittingStepper,
  splitting,
  splitting4,
  splitting6,
  splitting8,
  srkn6b,
  srkn11b,
  srkn14a,
  strang,
} from "./splitting.ts";
export type { SplittingTableau } from "./splitting-tableaus.ts";
export type { ErrorNorm, OwnControl, Stepper, StepperMemory, Trial } from "./stepper.ts";
export {
  type Separable,
  type SeparableProblem,
  type SymplecticState,
  type SymplecticStepper,
  separable,
  stoermerVerlet,
  symplectic,
  yoshida,
} from "./symplectic.ts";
