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

/** How an integration of a wave, a coupled pair or a plane went; F is one field, or what stands for it. */
export interface Evolution<F> {
  readonly status: Status;
  readonly message: string;
  /** The method that ran. */
  readonly method: string;
  /** The relative tolerance asked for; null where fixed steps were, which no tolerance controls. */
  readonly rtol: number | null;
  /** Why that method was chosen. */
  readonly reason: string;
  /** The invariants that the method restored after every step: their drift says nothing about the accuracy. */
  readonly conserve: readonly string[];
  /** Sum over the steps of the relative changes that restored them, or null. */
  readonly conservationBudget: number | null;
  readonly stats: WaveStats;
  /** Saved times, shape [m]. */
  readonly t: Float64Array;
  /** The field where the integration stopped, which is `continuation.t`. */
  readonly end: F;
  /** What a reader of the numbers should know, one sentence each. */
  readonly warnings: readonly string[];
  readonly continuation: WaveContinuation;
}

/** The saved times and fields of an integration. */
export type SavedFields = Pick<WaveSolution, "t" | "psi">;

/** The saved fields of an integration and how it went. */
export interface WaveSolution extends Evolution<Field<"x">> {
  readonly conserve: readonly Conserved[];
  /** Saved fields, shape [m, N] each. */
  readonly psi: { readonly re: Tensor; readonly im: Tensor };
}
