import type { Fft, Field, Grid, Kernels } from "../core/index.ts";
import type { WaveProblem } from "../problems/index.ts";
import type { Dealias } from "./dealias.ts";
import type { Laws } from "./laws.ts";

/** A wave problem on a grid: all that an integration and its diagnostics need. */
export interface WaveSystem {
  readonly problem: WaveProblem;
  readonly grid: Grid;
  readonly dealias: Dealias;
  readonly compatibility: "original" | null;
  readonly kernels: Kernels;
  readonly fft: Fft;
  /** Multipliers of the modes around the nonlinear term, or null. */
  readonly mask: Float64Array | null;
  /** Multipliers of the modes in the dispersive term, or null. */
  readonly dispersionMask: Float64Array | null;
  /** ψ at the initial time. */
  readonly initial: Field<"x">;
  /** What the equation says of mass, momentum and energy. */
  readonly laws: Laws;
}
