import type { TransportProblem } from "../problems/index.ts";
import type { Model } from "../training/index.ts";
import type { CharacteristicsMode } from "./options.ts";
import type { Parts } from "./parts.ts";

/** A model that follows, or knows, the paths of a transport equation. */
export interface CharacteristicsModel extends Model<TransportProblem> {
  readonly mode: CharacteristicsMode;
  /** The model's networks, equations and map on a problem. */
  parts(problem: TransportProblem): Parts;
}
