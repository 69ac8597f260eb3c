/**
 * Array loops over the modes of a spectral method. A state of n modes is one array [re | im] of length 2n, and so is a
 * diagonal operator.
 */

/** Complex coefficients for every mode, of which many share one because they depend on |λ| alone. */
export interface ModeCoefficients {
  /** The length of a row: how many different |λ| there are, or more. */
  readonly groups: number;
  /** Row-major [rows, 2, groups]: e^z, the error's, the corrector's, then those of the slopes. */
  readonly rows: Float64Array;
  /**
   * Runs of modes: how many, then of each six numbers: its first mode and the one behind its last, the group of the first
   * mode, the step (±1) to the group of the next, the sign of the imaginary parts, and how many slopes are in use there.
   */
  readonly pieces: Float64Array;
  /** What p slopes extrapolate to: the weight of slope j < p is at (p − 1) · maxOrder + j. */
  readonly extrapolation: Float64Array;
  readonly maxOrder: number;
}

/** The last slopes of a multistep method: slope j is the 2n numbers from ((first + j) mod rows) · stride on. */
export interface SlopeHistory {
  readonly vectors: Float64Array;
  readonly rows: number;
  /** More than 2n, so that rows of 2^a numbers do not fall on the same places of the cache. */
  readonly stride: number;
  readonly first: number;
}

/** A diagonal operator or its conjugate. */
export interface ModeFactor {
  readonly table: Float64Array;
  readonly conjugate: boolean;
}

/** Terms that are pointwise in x, of modes of one length: each costs an inverse and a forward transform. */
export interface PointwiseTerms {
  readonly length: number;
  /** out = after ∘ FFT(iγ |ψ|² ψ), ψ = FFT⁻¹(before ∘ u); `out` may be u. */
  cubic(gamma: number, u: Float64Array, out: Float64Array, before?: ModeFactor, after?: ModeFactor): void;
  /** out = after ∘ FFT(ψ exp(i angle |ψ|²)), ψ = FFT⁻¹(before ∘ u); `out` may be u. */
  rotate(angle: number, u: Float64Array, out: Float64Array, before?: ModeFactor, after?: ModeFactor): void;
}

/** The part of `Kernels` that works on modes. */
export interface ModeKernels {
  /** Pointwise terms on n points; plans are cached. */
  pointwise(length: number): PointwiseTerms;
  /** u_j ← u_{n−j} for the modes j ≥ `computed` of a state. */
  mirror(u: Float64Array, computed: number): void;
  /**
   * out = e^z v + Σ_j c_j N_j, the predictor of an exponential multistep method, and extrapolated = Σ_j l_j(1) N_j;
   * neither may be v.
   */
  predict(
    coefficients: ModeCoefficients,
    history: SlopeHistory,
    v: Float64Array,
    out: Float64Array,
    extrapolated: Float64Array,
  ): void;
  /** With d = slope − extrapolated: error = (row 1) ∘ d, and the corrector u ← u + (row 2) ∘ d. */
  correct(
    coefficients: ModeCoefficients,
    slope: Float64Array,
    extrapolated: Float64Array,
    error: Float64Array,
    u: Float64Array,
  ): void;
  /**
   * Moments M_m(z) = ∫₀¹ e^{(1−s)z} s^m ds = m! φ_{m+1}(z) of the exponential kernel at z = −iy, for m < count.
   *
   * @param y Shape [n], not negative, best ascending.
   * @param exponential e^z, whose real and imaginary parts are its first 2n numbers.
   * @param out Row-major [count, 2, n].
   */
  moments(y: Float64Array, exponential: Float64Array, count: number, out: Float64Array): void;
  /**
   * Rows of order + 1 monomial coefficients for an exponential multistep method of step h from nodes s_0 = 0 > s_1 > … in
   * units of h: with `corrects` those of its error, h (s − 1) Π_{j<order−1} (s − s_j) / D with D = Π_j (1 − s_j), and of its
   * corrector, h Π_j (s − s_j) / D less the former; then those of h l_j with the Lagrange polynomials l_j, j < order.
   *
   * @param ends Takes l_j(1), from `endsAt` on.
   */
  multistepWeights(
    nodes: Float64Array,
    order: number,
    h: number,
    corrects: boolean,
    weights: Float64Array,
    ends: Float64Array,
    endsAt: number,
  ): void;
  /**
   * Rows `first` … of `out` on columns [from, to) of both parts: out_r = Σ_{m<depth} weights[r depth + m] source_m.
   *
   * `source` and `out` are row-major [·, 2, n].
   */
  combineRows(
    weights: Float64Array,
    depth: number,
    rows: number,
    source: Float64Array,
    out: Float64Array,
    first: number,
    n: number,
    from: number,
    to: number,
  ): void;
  /**
   * Into `sums`: Σ|u|², Σ a|u|², Σ b|u|², Im Σ u* N, then |g|², Re g*h and |h|² of g = a u + iαN, h = b u + iβN, and
   * Σ b²|u|² + β²|N|²: eight in all.
   *
   * @param weights a, then b, shape [2, n].
   */
  gradientSums(
    weights: Float64Array,
    alpha: number,
    beta: number,
    u: Float64Array,
    slope: Float64Array,
    sums: Float64Array,
  ): void;
  /** u ← u + (p a + q b) u + i c N, with weights a and b as above. */
  addGradients(weights: Float64Array, p: number, q: number, c: number, u: Float64Array, slope: Float64Array): void;
}
