/**
 * A sum of squares ½ Σ r_i(θ)²: what every optimiser is given. All arrays are filled by the calls, none is kept; a call
 * returns when it has ended, on however many threads it ran.
 */
export interface LeastSquares {
  /** Length of θ. */
  readonly parameters: number;
  /** Number of residuals. */
  readonly rows: number;
  /** r(θ), shape [rows]. */
  residuals(theta: Float64Array, out: Float64Array): void;
  /**
   * Gives ½ |r|² and fills its gradient Jᵀ r, shape [parameters]; with `leading` that of the first parameters alone, the
   * others 0.
   */
  valueAndGradient(theta: Float64Array, gradient: Float64Array, leading?: number): number;
  /** J, shape [rows][parameters], and r; with `leading` J by the first parameters alone, shape [rows][leading]. */
  jacobian(theta: Float64Array, jacobian: Float64Array, residuals: Float64Array, leading?: number): void;
  /**
   * Gives ½ |r|² and fills Jᵀ r and the lower triangle of JᵀJ, shape [parameters][parameters]; what lies above the diagonal
   * is not touched. J is never stored. With `leading` both are those of the first parameters
   * alone: JᵀJ of shape [leading][leading], in Jᵀ r the others 0.
   */
  normal(theta: Float64Array, jtj: Float64Array, gradient: Float64Array, leading?: number): number;
  /** J v, shape [rows]. */
  times(theta: Float64Array, v: Float64Array, out: Float64Array): void;
  /** Jᵀ w, shape [parameters]. */
  transposeTimes(theta: Float64Array, w: Float64Array, out: Float64Array): void;
}

/** Where the residuals of a term are among the rows: `count` points of `components` each. */
export interface TermRows {
  readonly name: string;
  readonly start: number;
  readonly count: number;
  readonly components: number;
}

/** The sum of squares of a residual program. */
export interface ResidualObjective extends LeastSquares {
  /** Which implementation computes it. */
  readonly kernels: "plain" | "wasm" | "wasm, relaxed";
  /** What was asked for and is not there, or null. */
  readonly note: string | null;
  /** How many threads compute it. */
  readonly threads: number;
  readonly terms: readonly TermRows[];
  /** The points of a term at present, a set or several of shape [count][coordinates]. */
  points(term: string): readonly Float64Array[];
  /** Other weights of a term's squares: one number, or shape [count][components]. */
  setWeights(term: string, weights: number | Float64Array): void;
  /** Other points of a term, and its data if it has any; the count stays. */
  setPoints(term: string, points: readonly Float64Array[], data?: readonly Float64Array[]): void;
  /** Gives memory and threads back; the objective may not be used afterwards. */
  close(): void;
}
