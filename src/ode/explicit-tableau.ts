/** Non-zero weights of a linear combination of stage derivatives. */
export type SparseRow = readonly (readonly [stage: number, weight: number])[];

/** An explicit Runge–Kutta method as data. Stage s (one past the last) is the derivative at the end of the step. */
export interface ExplicitTableau {
  readonly name: string;
  /** Order of the solution carried on. */
  readonly order: number;
  /** Order of the error estimate, or null without one. */
  readonly estimateOrder: number | null;
  /** c_i, one a stage. */
  readonly nodes: readonly number[];
  /** a_ij, one row a stage. */
  readonly stages: readonly SparseRow[];
  /** b_i. */
  readonly weights: SparseRow;
  /**
   * None, one or two error estimates. Two, e₁ and e₂, are combined to |h| e₁² / √(e₁² + 0.01 e₂²) (Hairer, Nørsett & Wanner,
   * Solving Ordinary Differential Equations I, §II.10).
   */
  readonly estimates: readonly SparseRow[];
  /** Further stages and the rows that continue the Hermite start of the interpolant. */
  readonly dense: {
    readonly nodes: readonly number[];
    readonly stages: readonly SparseRow[];
    readonly interpolant: readonly SparseRow[];
  };
}
