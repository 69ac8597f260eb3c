import { invalid, requireNumber } from "../core/index.ts";
import type { BoundModel, HistoryEntry } from "./bound-model.ts";
import type { Sampling } from "./sampling-rule.ts";
import type { Stage } from "./stages.ts";
import { fixedWeights, requireGroup, type Weights } from "./weights.ts";

/** Weights that change while a model is trained. */
export interface Balance {
  /**
   * Of the terms, from the gradients of each (S. Wang, Y. Teng & P. Perdikaris, SIAM J. Sci. Comput. 43 (2021) A3055) or
   * from the trace of each one's tangent kernel (S. Wang, X. Yu & P. Perdikaris, J. Comput. Phys. 449 (2022) 110768).
   *
   * @defaultValue `"fixed"`
   */
  readonly terms?: "fixed" | "gradient-norm" | "ntk";
  /** Steps between changes of the terms' weights. @defaultValue `100` */
  readonly every?: number;
  /**
   * Of single points, which grow where residuals stay large: λ ← decay λ + rate |r| / max |r|.
   * S. J. Anagnostopoulos et al., Comput. Methods Appl. Mech. Eng. 421 (2024) 116805. @defaultValue none
   */
  readonly attention?: {
    /** @defaultValue `0.999` */
    readonly decay?: number;
    /** @defaultValue `0.01` */
    readonly rate?: number;
  };
  /**
   * Of slices of time, each of which counts once those before it are solved: exp(−tolerance Σ earlier mean squares).
   * S. Wang, S. Sankaran & P. Perdikaris, Comput. Methods Appl. Mech. Eng. 421 (2024) 116813. @defaultValue none
   */
  readonly causal?: {
    readonly tolerance: number;
    /** @defaultValue `16` */
    readonly slices?: number;
    /** @defaultValue `"t"` */
    readonly coordinate?: string;
  };
}

/** Options of `train`. */
export interface TrainOptions {
  /** Numbers of points: `interior`, and those of conditions in the loss by name. @defaultValue the model's */
  readonly points?: { readonly interior?: number; readonly [condition: string]: number | undefined };
  /** Seed of every random choice. */
  readonly seed: number;
  /** Where training stops at the latest. @defaultValue the end of the stages */
  readonly budget?: { readonly seconds?: number; readonly steps?: number };
  /** Optimisers in order. @defaultValue the model's */
  readonly stages?: readonly Stage[];
  /** Weights of `interior` and of conditions in the loss. @defaultValue `1` each */
  readonly weights?: Weights;
  /** @defaultValue the model's; points are drawn anew as the stages say */
  readonly sampling?: Sampling;
  /** @defaultValue fixed weights */
  readonly balance?: Balance;
  /**
   * Times at which the interior ends one after another while training, as parts of the whole span: each has an equal share
   * of every stage, so that later times are learnt when earlier ones are known. @defaultValue `[1]`
   */
  readonly windows?: readonly number[];
  /** Parameters to start from. @defaultValue drawn with the seed */
  readonly parameters?: Float64Array;
  /** Threads of the residuals; equal seeds agree to the bit for equal numbers. @defaultValue `1` */
  readonly threads?: number;
  /** Fused multiply-adds where the machine has them, in residuals; other last bits than without. @defaultValue `false` */
  readonly relaxed?: boolean;
  /** Called after every check of the held-out residual. */
  readonly onProgress?: (entry: HistoryEntry & { readonly fraction: number }) => void;
  /**
   * Called every `checkpointEvery` steps and at the end; `checkpoint` gives, while the call lasts, the bytes that a
   * continuation needs. A model with a trainer of its own calls it where it has finished something (a slab of time, a level).
   */
  readonly onCheckpoint?: (checkpoint: () => Uint8Array, ended: boolean) => void | Promise<void>;
  /** @defaultValue `100`; `1` for a model with a trainer of its own */
  readonly checkpointEvery?: number;
  /** A checkpoint of the same training, which goes on from there. */
  readonly resume?: Uint8Array;
  /** Ends the training after the step at hand. */
  readonly signal?: AbortSignal;
}

const whole = (least: number) => (value: number) => Number.isInteger(value) && value >= least;

/** Throws for a seed, an end, checkpoints or threads that no training could use. */
export function requireRun({ seed, budget = {}, checkpointEvery = 100, threads = 1 }: TrainOptions): void {
  requireNumber("seed", seed, (n) => Number.isSafeInteger(n) && n >= 0, "a whole number from 0", "0");
  if (budget.seconds !== undefined) requireNumber("budget.seconds", budget.seconds, (s) => s > 0, "positive", "60");
  if (budget.steps !== undefined)
    requireNumber("budget.steps", budget.steps, whole(1), "a positive whole number", "1000");
  requireNumber("checkpointEvery", checkpointEvery, whole(1), "a positive whole number", "100");
  requireNumber("threads", threads, whole(1), "a positive whole number", "1");
}

/** Throws for options that no training could use. */
export function requireOptions(options: TrainOptions, bound: BoundModel): void {
  const { stages, points = {}, windows, parameters } = options;
  if (stages?.length === 0) throw invalid({ what: "stages must not be empty", attempt: "[adam({ steps: 1000 })]" });
  const groups = new Set(bound.terms.map(({ group }) => group));
  for (const [group, count] of Object.entries(points)) {
    requireGroup("points", group, groups);
    if (bound.terms.some((term) => term.group === group && term.points !== undefined)) {
      throw invalid({ what: `points.${group} cannot be chosen`, got: count, why: "they are those of its data" });
    }
    requireNumber(`points.${group}`, count, whole(1), "a positive whole number", "1000");
  }
  fixedWeights(bound.terms, options.weights);
  if (windows !== undefined) requireWindows(windows, bound.coordinates);
  if (parameters !== undefined) requireParameters(parameters, bound.parameters);
}

function requireWindows(windows: readonly number[], coordinates: readonly string[]): void {
  const ascending = windows.every((end, i) => end > (windows[i - 1] ?? 0));
  if (!ascending || windows.at(-1) !== 1) {
    throw invalid({
      what: "windows must ascend to 1",
      got: windows,
      why: "they are parts of the whole span of time",
      attempt: "[0.25, 0.5, 1]",
      path: "windows",
    });
  }
  if (!coordinates.includes("t")) {
    throw invalid({ what: "windows need a coordinate t", got: coordinates, path: "windows" });
  }
}

function requireParameters(parameters: Float64Array, wanted: number): void {
  if (parameters.length !== wanted) {
    throw invalid({ what: `parameters must be ${wanted} numbers`, got: parameters.length, path: "parameters" });
  }
  const bad = parameters.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw invalid({ what: `parameters[${bad}] must be finite`, got: parameters[bad], path: "parameters" });
}
