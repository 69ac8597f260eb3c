import { invalid, type ModeFactor } from "../core/index.ts";

/** Writes dy/dt at (t, y) into `out`; must not allocate, keep or change its arguments. */
export type Rhs = (t: number, y: Float64Array, out: Float64Array) => void;

/** The initial value problem y′ = f(t, y), y(t0) = y0. */
export interface OdeProblem {
  readonly rhs: Rhs;
  /** Initial state, shape [d]. */
  readonly y0: Float64Array;
  /** From t0 to t1; t1 < t0 integrates backwards. */
  readonly span: readonly [t0: number, t1: number];
}

/**
 * An invariant Σ_j w_j |u_j|² − (2/p) Im Σ_j u_j* N_j(u) of an autonomous problem, which costs nothing to evaluate where
 * N(u) is known: p = 0 stands for the first sum alone, the quadratic invariants; with w_j i = −L_j it is the energy of a
 * nonlinear term that derives from a homogeneous potential of degree p, e.g. 4 for the cubic term. Its gradient
 * (∂/∂u*) is w u + i N.
 */
export interface Invariant {
  readonly name: string;
  /** w_j, shape [n]. */
  readonly weights: Float64Array;
  /** p. */
  readonly degree: 0 | 4;
}

/**
 * The semilinear problem u′ = L u + N(t, u) with a diagonal L.
 *
 * A complex state of n modes is stored as one array [re | im] of length 2n, so that u[j] + i u[n + j] is mode j.
 */
export interface SemilinearProblem {
  /** Eigenvalues of L, two arrays of shape [n]. */
  readonly linear: { readonly re: Float64Array; readonly im: Float64Array };
  /** Writes N(t, u) into `out`; must not allocate, keep or change its arguments. */
  readonly nonlinear: Rhs;
  /** out = after ∘ N(t, before ∘ u) with diagonal factors, where that is cheaper than in three steps. */
  readonly nonlinearBetween?: (
    t: number,
    u: Float64Array,
    out: Float64Array,
    before: ModeFactor | undefined,
    after: ModeFactor | undefined,
  ) => void;
  /**
   * The exact flow of u′ = N(t, u) over dt with t held fixed, in place, where it is known: splitting methods need it. They
   * let t go on with the linear part, so that they keep their order where N depends on time.
   */
  readonly flow?: (dt: number, u: Float64Array, t: number) => void;
  /** out = after ∘ flow(dt, before ∘ u), where that is cheaper than in three steps; for N without t. */
  readonly flowBetween?: (
    dt: number,
    u: Float64Array,
    out: Float64Array,
    before: ModeFactor | undefined,
    after: ModeFactor | undefined,
  ) => void;
  /** What the flow keeps; a method may project on it. */
  readonly invariants?: readonly Invariant[];
  /** Initial state, shape [2n]. */
  readonly y0: Float64Array;
  readonly span: readonly [t0: number, t1: number];
}

/** Throws for a problem that a method for semilinear ones cannot read; types say the same. */
export function requireSemilinear(problem: SemilinearProblem | OdeProblem, method: string): void {
  if ("linear" in problem && "nonlinear" in problem) return;
  throw invalid({
    what: `${method} needs a semilinear problem { linear, nonlinear, y0, span }`,
    got: `{ ${Object.keys(problem).join(", ")} }`,
    attempt: "dop853() for y′ = f(t, y)",
    path: "problem",
  });
}
