import type { DenseKernels, Rng } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import type { StopReason } from "../../training/index.ts";
import type { Settings } from "./options.ts";
import { type Piece, valuesOf } from "./pieces.ts";
import type { PosedProblem } from "./terms.ts";

/** What finer and finer solves of a problem end with. */
export interface Levels {
  readonly pieces: readonly Piece[];
  readonly steps: number;
  readonly trainResidual: number;
  readonly stopReason: StopReason;
  /** In the trainer's own words. */
  readonly why: string;
  /** The relative difference between the last two solutions, or null where there is one alone. */
  readonly estimate: number | null;
  readonly warnings: readonly string[];
}

/** Watches the budget of a fit and records what was done. */
export interface Watch {
  /** Why it must end, after so many linear solves. */
  interrupted(steps: number): StopReason | null;
  /** Seconds that are left, infinite without a budget. */
  left(): number;
  record(entry: {
    readonly iteration: number;
    readonly stage: string;
    readonly train: number;
    readonly heldOut: number;
  }): void;
}

/** What a solve leaves from time to time to go on from: plain data. */
export interface Continuation<S> {
  /** What a run before has left, or null. */
  readonly resumed: S | null;
  /** Leaves a state, which so many steps have led to. */
  keep(state: S, steps: number): Promise<void>;
}

/** Solves a problem with finer and finer Gaussians. */
export type SolveLevels<S> = (
  put: PosedProblem,
  settings: Settings,
  watch: Watch,
  continuation: Continuation<S>,
  random: Rng,
  kernels: DenseKernels,
) => Promise<Levels>;

/** Lets other work of the process in. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

const points = 500;

/** The relative difference of two solutions, root mean square over random points of the box. */
export function differenceOf(
  problem: PdeProblem,
  time: number,
  a: readonly Piece[],
  b: readonly Piece[],
  random: Rng,
): number {
  const width = problem.coordinates.length;
  const at = Float64Array.from({ length: points * width }, (_, i) => {
    const [from, to] = problem.domain[i % width] as readonly [number, number];
    return from + (to - from) * random.uniform();
  });
  const [one, other] = [valuesOf(problem, time, a, at), valuesOf(problem, time, b, at)];
  let [difference, size] = [0, 0];
  one.forEach((value, i) => {
    difference += (value - (other[i] as number)) ** 2;
    size += value * value;
  });
  return Math.sqrt(difference / Math.max(size, 1e-300));
}
