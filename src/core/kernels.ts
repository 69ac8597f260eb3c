/**
 * A plan for complex discrete Fourier transforms of one shape, in place on split arrays.
 *
 * forward: v_k = Σ_j ψ_j exp(−2πi jk/N), unnormalised; inverse: the same with +i and the factor 1/N.
 */
export interface Fft {
  /** Extents of one transform: `[N]`, or `[rows, columns]` row-major. */
  readonly shape: readonly number[];
  /** How many transforms one call does, one behind the other in the arrays. */
  readonly batch: number;
  forward(re: Float64Array, im: Float64Array): void;
  inverse(re: Float64Array, im: Float64Array): void;
}

/**
 * The array loops of a time step. Two implementations exist: the plain one in `core`, which is the oracle and the
 * fallback, and WASM. Every function writes its last array arguments and allocates nothing.
 */
export interface Kernels {
  readonly name: "plain" | "wasm";
  /** A zeroed array on which this implementation works without copying. */
  allocate(length: number): Float64Array;
  /** A transform plan for a length ≥ 1 and a number of contiguous transforms; plans are cached. */
  fft(length: number, batch?: number): Fft;
  /** A two-dimensional transform plan, row-major. */
  fft2(rows: number, columns: number): Fft;
  /** out = base + Σ_j weights[j] vectors[j], over the first `count` vectors; `out` may be `base`. */
  combine(
    base: Float64Array,
    vectors: readonly Float64Array[],
    weights: Float64Array,
    count: number,
    out: Float64Array,
  ): void;
  /** Σ a². */
  sumOfSquares(a: Float64Array): number;
  /** out = exp(scale (re + i im)), element by element. */
  exponential(re: Float64Array, im: Float64Array, scale: number, outRe: Float64Array, outIm: Float64Array): void;
  /** (re, im) ← (re, im) · (factorRe, factorIm), element by element. */
  multiply(factorRe: Float64Array, factorIm: Float64Array, re: Float64Array, im: Float64Array): void;
  /** (re, im) ← i γ |ψ|² ψ with ψ = (re, im). */
  cubic(gamma: number, re: Float64Array, im: Float64Array): void;
  /** (re, im) ← ψ exp(i angle |ψ|²) with ψ = (re, im). */
  rotateByIntensity(angle: number, re: Float64Array, im: Float64Array): void;
}
