export {
  type ControllerOptions,
  type ControllerState,
  elementary,
  type PiOptions,
  pi,
  type StepController,
} from "./controller.ts";
export { complexComponentwise, componentwise, relativeToNorm, type Tolerances } from "./error-norm.ts";
export { dop853, type ExplicitRungeKutta, type ExplicitState, explicitRungeKutta } from "./explicit-runge-kutta.ts";
export type { ExplicitTableau, SparseRow } from "./explicit-tableau.ts";
export { type IntegrateOptions, integrate, integrateAsync, type StepInfo } from "./integrate.ts";
export { type InteractionState, interactionPicture } from "./interaction-picture.ts";
export type { OdeProblem, Rhs, SemilinearProblem } from "./problem.ts";
export type { SaveAt } from "./save-at.ts";
export { type Continuation, type OdeSolution, type Stats, type Status, statusMessages } from "./solution.ts";
export { type SplittingState, type SplittingTableau, splitting, splitting4, splitting6, strang } from "./splitting.ts";
export type { ErrorNorm, Stepper } from "./stepper.ts";
