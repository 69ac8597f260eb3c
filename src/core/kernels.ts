import type { ModeKernels } from "./mode-kernels.ts";

/**
 * A plan for complex discrete Fourier transforms of one shape, on split arrays: in place, or into two others.
 *
 * forward: v_k = Σ_j ψ_j exp(−2πi jk/N), unnormalised; inverse: the same with +i and the factor 1/N.
 */
export interface Fft {
  /** Extents of one transform: `[N]`, or `[rows, columns]` row-major. */
  readonly shape: readonly number[];
  /** How many transforms one call does, one behind the other in the arrays. */
  readonly batch: number;
  forward(re: Float64Array, im: Float64Array, outRe?: Float64Array, outIm?: Float64Array): void;
  inverse(re: Float64Array, im: Float64Array, outRe?: Float64Array, outIm?: Float64Array): void;
}

/** A thread that a worker factory makes: a `Worker` of a browser or of Node. */
export interface HelperThread {
  postMessage(message: object): void;
}

/** A plan of a plane that shares its work with a second thread. */
export interface ParallelFft extends Fft {
  /** 2 when the second thread is at work; 1 while it starts, after `close`, and where threads cannot share memory. */
  threads(): 1 | 2;
  /** Lets the second thread end; the plan goes on with one. */
  close(): void;
}

/**
 * The array loops of a time step. Two implementations exist: the plain one in `core`, which is the oracle and the
 * fallback, and WASM. Every function writes its last array arguments and allocates nothing.
 */
export interface Kernels extends ModeKernels {
  readonly name: "plain" | "wasm";
  /** A zeroed array on which this implementation works without copying. */
  allocate(length: number): Float64Array;
  /**
   * Gives back an array from `allocate`, at once rather than when it is collected. Neither it nor a view of it may be used
   * afterwards. An array that is not given back must itself be kept, not only views of it.
   */
  free(array: Float64Array): void;
  /** A transform plan for a length ≥ 1 and a number of contiguous transforms; plans are cached. */
  fft(length: number, batch?: number): Fft;
  /** A two-dimensional transform plan, row-major. */
  fft2(rows: number, columns: number): Fft;
  /**
   * The same over two threads, for arrays from `allocate`; not cached.
   *
   * @param createWorker Starts a thread: `() => new Worker(new URL(import.meta.resolve("sech/plane-worker")))` in Node.
   */
  parallelFft2(rows: number, columns: number, createWorker: () => HelperThread): ParallelFft;
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
  /** out = (re, im) · (factorRe, factorIm), element by element; without `out` in place. */
  multiply(
    factorRe: Float64Array,
    factorIm: Float64Array,
    re: Float64Array,
    im: Float64Array,
    outRe?: Float64Array,
    outIm?: Float64Array,
  ): void;
  /** (re, im) ← i γ |ψ|² ψ with ψ = (re, im). */
  cubic(gamma: number, re: Float64Array, im: Float64Array): void;
  /** (re, im) ← ψ exp(i angle |ψ|²) with ψ = (re, im). */
  rotateByIntensity(angle: number, re: Float64Array, im: Float64Array): void;
}
