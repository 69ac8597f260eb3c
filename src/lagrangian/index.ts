import { notAvailable } from "../core/index.ts";
import type { TransportProblem } from "../problems/index.ts";
import type { Fit, Model } from "../training/index.ts";

export type { Sheet } from "./least-action.ts";
export { type MappedSolution, type ModeCount, modeCount } from "./modes.ts";
export { type EntropyOptions, type EntropySolution, entropySolution, type Shock } from "./shock.ts";
export { type Frames, type FrameWidths, frameWidths, modesWithin, type SnapshotDecay, snapshotDecay } from "./width.ts";

/** Options of a characteristics model. */
export interface CharacteristicsOptions {
  readonly mode: "lpinn" | "ale" | "moving" | "pinn" | "original";
  readonly width?: number;
  readonly depth?: number;
}

/** Two networks, one for the path x(ξ, t) and one for the state along it. */
export function characteristics(_options: CharacteristicsOptions): Model<TransportProblem> {
  throw notAvailable("lagrangian.characteristics");
}

/** The smallest Jacobian x_ξ of a fit and the time at which characteristics first cross. */
export function diagnose(_fit: Fit<TransportProblem, Model<TransportProblem>>): {
  readonly minJacobian: number;
  readonly crossingTime: number | null;
} {
  throw notAvailable("lagrangian.diagnose");
}
