import type { TransportProblem } from "../problems/index.ts";
import type { Model } from "../training/index.ts";
import type { CharacteristicsMode } from "./options.ts";
import type { Parts } from "./parts.ts";

/** A map of labels to places over a part of the time, which begins with X = ξ. */
export interface WindowMap {
  /** The problem with its time counted from the beginning of the window. */
  readonly problem: TransportProblem;
  /** Where the window begins, in the time of the whole problem. */
  readonly start: number;
  /** See `PathMap.displacement`, with the parameters of the window. */
  displacement(points: Float64Array): Float64Array;
}

/** A model of a transport equation. */
export interface TransportModel extends Model<TransportProblem> {
  readonly mode: CharacteristicsMode;
  /** The maps of a fit, one after another in time; none where the networks are given places. */
  maps(problem: TransportProblem, parameters: Float64Array): readonly WindowMap[];
  /** The model's networks, equations and map on a problem. @defaultValue they are not known */
  readonly parts?: (problem: TransportProblem) => Parts;
}

/** A model that follows, or knows, the paths of a transport equation over the whole time. */
export interface CharacteristicsModel extends TransportModel {
  readonly parts: (problem: TransportProblem) => Parts;
}
