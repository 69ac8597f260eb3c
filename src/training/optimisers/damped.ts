import { type DenseKernels, factorise, type Matrix, matrix, solveFactorised } from "../../core/index.ts";
import { inner } from "./optimiser.ts";

/** The solution q of (A + λ I) q = −g, with |q| and the fall of gᵀq + ½ qᵀAq. */
export interface DampedSolution {
  readonly q: Float64Array;
  readonly length: number;
  readonly predicted: number;
  readonly damping: number;
}

/** Steps of a quadratic model with a dense positive semidefinite matrix. */
export interface DampedModel {
  /** The solution for a given damping, or a larger one where rounding makes the matrix indefinite. */
  solve(damping: number): DampedSolution;
  /** The minimiser within a radius, to a tenth of it. */
  within(radius: number, guess: number): DampedSolution;
  release(): void;
}

/** Relative width of the shell in which |q| counts as equal to the radius: Moré 1978, §5. */
const shell = 0.1;

/** Factorisations in search of one radius. */
const most = 6;

/**
 * The model gᵀq + ½ qᵀAq, solved by Cholesky factorisations of A + λ I, of which one A takes as many as are wanted.
 *
 * Source: J. J. Moré, The Levenberg–Marquardt algorithm: implementation and theory, Lecture Notes in Mathematics 630 (1978)
 * 105–116, §§3, 5; the search for λ is Newton's on 1/radius − 1/|q(λ)| (Hebden 1973).
 *
 * @param a [n][n], lower triangle, of a diagonal about 1; kept and not overwritten until `release`, which frees it.
 */
export function dampedModel(a: Matrix, g: Float64Array, kernels: DenseKernels): DampedModel {
  const n = a.rows;
  const factor = matrix(kernels.allocate(n * n), n, n);
  const x = matrix(kernels.allocate(n), n, 1);
  const least = n * Number.EPSILON;

  const factoriseWith = (wanted: number): number => {
    for (let damping = Math.max(wanted, least); ; damping *= 10) {
      factor.data.set(a.data);
      for (let i = 0; i < n; i++) factor.data[i * (n + 1)] = (a.data[i * (n + 1)] as number) + damping;
      // A matrix of numbers that are not finite never succeeds.
      if (factorise(factor, kernels) < 0 || !Number.isFinite(damping * 10)) return damping;
    }
  };

  const solve = (wanted: number): DampedSolution => {
    const damping = factoriseWith(wanted);
    for (let i = 0; i < n; i++) x.data[i] = -(g[i] as number);
    solveFactorised(factor, x, kernels);
    const q = Float64Array.from(x.data);
    const squared = inner(q, q);
    // qᵀAq = −gᵀq − λ qᵀq
    return { q, length: Math.sqrt(squared), predicted: (damping * squared - inner(g, q)) / 2, damping };
  };

  return {
    solve,
    within(radius, guess) {
      let solution = solve(guess);
      let [low, high] = [0, Number.POSITIVE_INFINITY];
      for (let round = 1; round < most; round++) {
        const { length, damping, q } = solution;
        const excess = length / radius - 1;
        if (Math.abs(excess) <= shell || (excess < 0 && damping <= least)) break;
        if (!Number.isFinite(excess)) break;
        if (excess > 0) low = Math.max(low, damping);
        else high = Math.min(high, damping);
        // The slope of |q| takes one more solve with the factor at hand: qᵀ (A + λ I)⁻¹ q.
        x.data.set(q);
        solveFactorised(factor, x, kernels);
        const slope = inner(q, x.data);
        const newton = damping + (length * length * excess) / slope;
        const inside = newton > low && newton < high;
        const next = inside ? newton : Number.isFinite(high) ? Math.sqrt(Math.max(low, least / 10) * high) : 10 * low;
        if (Math.max(next, least) === damping) break;
        solution = solve(next);
      }
      return solution;
    },
    release() {
      for (const array of [a.data, factor.data, x.data]) kernels.free(array);
    },
  };
}
