import type { PlacingState } from "./placing.ts";
import type { SolvedSlab } from "./slab.ts";

/**
 * All that a march carries from one slab to the next, as plain data: it goes on from here to the bit. What is known where the
 * next slab begins follows from the last one.
 */
export interface MarchState {
  readonly slabs: readonly SolvedSlab[];
  /** For each slab the Gaussians along a coordinate, where they stand equally along all. */
  readonly counts: readonly number[];
  /** Linear solves, those of slabs that were redone included. */
  readonly steps: number;
  readonly redone: number;
  /** Slabs that were kept although they miss the target. */
  readonly coarse: number;
  /** Attempts at slabs, which number the streams of random numbers. */
  readonly tried: number;
  /** Functions of time of the next slab. */
  readonly functions: number;
  /** Its length. */
  readonly length: number;
  readonly placing: PlacingState;
}
