import type { landscape } from "../../training/index.ts";
import { digits, table } from "../output.ts";
import type { AnalysedMode } from "./analysis-cases.ts";

/** The curvature of one model's loss at one speed. */
export interface CurvatureRow {
  readonly speed: number;
  /** The algebraically largest eigenvalue of the Hessian, with how far one may be from it. */
  readonly sharpness: number;
  readonly bound: number;
  /** The loss ½ Σ mean r² there. */
  readonly loss: number;
  /** Error of the Hessian's products, relative. */
  readonly productError: number;
  /** Root mean square distance of the networks from the exact path and state; null at the start of training. */
  readonly miss: number | null;
}

/** Root mean square distance from the exact solution up to which a place counts as one. */
const wellFitted = 1e-2;

/** Whether the networks of a row are where it says; where training starts they always are. */
export function isFitted({ miss }: Pick<CurvatureRow, "miss">): boolean {
  return miss === null || miss <= wellFitted;
}

/** What was found for one model. */
export interface ModeAnalysis {
  readonly mode: AnalysedMode;
  readonly parameters: number;
  /** Where training starts. */
  readonly start: readonly CurvatureRow[];
  /** Where the networks are the exact solution. */
  readonly solution: readonly CurvatureRow[];
  /**
   * Sharpness at the last speed over that at the first; at the solution up to the last speed at which the networks could be
   * fitted to it, see `isFitted`.
   */
  readonly growth: { readonly start: number; readonly solution: number; readonly upTo: number };
}

/** What was found for one initial state. */
export interface WidthRow {
  readonly initial: string;
  readonly speed: number;
  /** Modes for an error of 1e-3, and of 1e-12, of u(x, t). */
  readonly eulerian: readonly [number, number];
  /** The same of U(ξ, t), and of X(ξ, t). */
  readonly state: readonly [number, number];
  readonly path: readonly [number, number];
}

/** The JSON document of `sech lagrangian convection --analysis`. */
export interface AnalysisReport {
  readonly problem: string;
  readonly analysis: true;
  readonly status: "success";
  readonly speeds: readonly number[];
  readonly seed: number;
  readonly points: number;
  readonly modes: readonly ModeAnalysis[];
  readonly width: readonly WidthRow[];
  readonly wallSeconds: number;
  readonly files: readonly string[];
}

/** Numbers that only pictures show. */
export interface ModeShape {
  readonly mode: AnalysedMode;
  /** Loss along one direction at the first and the last speed, shape [distances]. */
  readonly slices: readonly Float64Array[];
  /** Loss over a plane at the last speed, shape [distances][distances]. */
  readonly plane: Float64Array;
  readonly density: ReturnType<typeof landscape.spectrumDensity>;
}

/** Distances of the slices in lengths of the parameters, and of the planes. */
export const distances = {
  line: Float64Array.from({ length: 61 }, (_, i) => (i - 30) / 30),
  plane: Float64Array.from({ length: 25 }, (_, i) => (i - 12) / 12),
} as const;

/** Lines for a person: curvature by model and speed, and modes by initial state and speed. */
export function analysisSummary({ speeds, modes, width, files }: AnalysisReport): string[] {
  const head = ["largest eigenvalue at the solution", ...speeds.map((c) => `c = ${c}`), "growth", "at the start"];
  const rows = modes.map(({ mode, solution, growth }) => [
    mode,
    ...solution.map((row) => (isFitted(row) ? digits(row.sharpness) : "not fitted")),
    digits(growth.solution),
    digits(growth.start),
  ]);
  const widths = width.map(({ initial, speed, eulerian, state, path }) => [
    initial,
    String(speed),
    ...[eulerian, state, path].map(([few, all]) => `${few}, ${all}`),
  ]);
  return [
    ...table([head, ...rows]),
    "",
    ...table([["modes for 1e-3, for 1e-12", "c", "u(x, t)", "U(label, t)", "X(label, t)"], ...widths]),
    ...files,
  ];
}
