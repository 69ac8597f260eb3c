import type { Network, Read, Tape } from "../core/index.ts";
import type { ModelTerm } from "../training/index.ts";

/** Where labels are: X = ξ + c̄ t + d. */
export interface PathMap {
  /**
   * d and its derivatives by the label at points of shape [count][coordinates]; shape [count][directions][1 + directions], the
   * value before its derivatives.
   */
  displacement(theta: Float64Array, points: Float64Array): Float64Array;
}

/** A part of the loss: what it reads at its points, and what must vanish. */
export interface PartTerm {
  readonly term: ModelTerm;
  readonly reads: readonly Read[];
  readonly tape: Tape;
  /** Known numbers at points of shape [count][coordinates], a column each. */
  readonly data?: (points: Float64Array) => readonly Float64Array[];
  /** A second place for every point, which reads with `at: 1` mean. */
  readonly elsewhere?: (points: Float64Array) => Float64Array;
}

/** A transport problem as networks and residuals. */
export interface Parts {
  readonly networks: readonly Network[];
  readonly terms: readonly PartTerm[];
  /** Null where the network is given places, not labels. */
  readonly map: PathMap | null;
  /** The unknowns at labels and times of shape [count][coordinates], shape [count][unknowns]. */
  state(theta: Float64Array, points: Float64Array): Float64Array;
}

/** How many parameters the networks have together. */
export function parametersOf({ networks }: Pick<Parts, "networks">): number {
  return networks.reduce((sum, { parameters }) => sum + parameters, 0);
}

/** The parameters of one of the networks. */
export function parametersAt(networks: readonly Network[], index: number, theta: Float64Array): Float64Array {
  const before = networks.slice(0, index).reduce((sum, { parameters }) => sum + parameters, 0);
  return theta.subarray(before, before + (networks[index] as Network).parameters);
}
