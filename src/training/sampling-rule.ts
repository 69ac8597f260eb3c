/** How the points of the interior are chosen when they are drawn anew. */
export interface Sampling {
  /** @defaultValue `"sobol"` */
  readonly points?: "sobol" | "uniform" | "latin-hypercube" | "grid";
  /**
   * Residual-adaptive points: drawn from candidates with probability ∝ |r|^exponent / mean + constant.
   * C. Wu et al., Comput. Methods Appl. Mech. Eng. 403 (2023) 115671. @defaultValue none
   */
  readonly adaptive?: {
    /** @defaultValue `1` */
    readonly exponent?: number;
    /** @defaultValue `1` */
    readonly constant?: number;
    /** Candidates for every point that is kept. @defaultValue `4` */
    readonly candidates?: number;
  };
}
