import type { Field, Tensor } from "../core/index.ts";
import type { Continuation, Status } from "../ode/index.ts";
import type { Conserved } from "./method.ts";

/** What a wave integration cost; one that goes on from another counts on. */
export interface WaveStats {
  /** Accepted steps. */
  readonly steps: number;
  /** Rejected trials. */
  readonly rejected: number;
  /**
   * Complex transforms of the grid's length between the two times: start-up and rejected steps included, saved values and
   * diagnostics excluded.
   */
  readonly ffts: number;
  /** Evaluations of the nonlinear term or of its flow. */
  readonly evaluations: number;
}

/** Where a wave integration stopped, so that another can go on from it to the same bits. */
export interface WaveContinuation extends Continuation {
  /** Transforms so far, as in `WaveStats`. */
  readonly ffts: number;
  /** The largest spectral tail of the fields saved so far. */
  readonly tail: number;
}

/** The saved fields of an integration and how it went. */
export interface WaveSolution {
  readonly status: Status;
  readonly message: string;
  /** The method that ran. */
  readonly method: string;
  /** The relative tolerance asked for. */
  readonly rtol: number;
  /** Why that method was chosen. */
  readonly reason: string;
  /** The invariants that the method restored after every step: their drift says nothing about the accuracy. */
  readonly conserve: readonly Conserved[];
  /** Sum over the steps of the relative changes that restored them, or null. */
  readonly conservationBudget: number | null;
  readonly stats: WaveStats;
  /** Saved times, shape [m]. */
  readonly t: Float64Array;
  /** Saved fields, shape [m, N] each. */
  readonly psi: { readonly re: Tensor; readonly im: Tensor };
  /** ψ where the integration stopped, which is `continuation.t`. */
  readonly end: Field<"x">;
  /** What a reader of the numbers should know, one sentence each. */
  readonly warnings: readonly string[];
  readonly continuation: WaveContinuation;
}
