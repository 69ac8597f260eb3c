/** A sum of squares ½ Σ r_i(θ)². All arrays are filled by the calls; none is kept. */
export interface LeastSquares {
  /** Length of θ. */
  readonly parameters: number;
  /** Number of residuals. */
  readonly rows: number;
  /** r(θ), shape [rows]. */
  residuals(theta: Float64Array, out: Float64Array): void;
  /** Gives ½ |r|² and fills its gradient Jᵀ r, shape [parameters]. */
  valueAndGradient(theta: Float64Array, gradient: Float64Array): number;
  /** J, shape [rows][parameters], and r. */
  jacobian(theta: Float64Array, jacobian: Float64Array, residuals: Float64Array): void;
  /** Gives ½ |r|² and fills Jᵀ r and the lower triangle of JᵀJ, shape [parameters][parameters]. */
  normal(theta: Float64Array, jtj: Float64Array, gradient: Float64Array): number;
  /** J v, shape [rows]. */
  times(theta: Float64Array, v: Float64Array, out: Float64Array): void;
  /** Jᵀ w, shape [parameters]. */
  transposeTimes(theta: Float64Array, w: Float64Array, out: Float64Array): void;
}
