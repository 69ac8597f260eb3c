import { requireNumber } from "../../core/index.ts";
import { requireBoolean, requireOptionsOf } from "../gaussian-options.ts";

/** Options of `gaussians`. */
export interface GaussiansOptions {
  /**
   * `"auto"`: fixed Gaussians, placed by the solution's own curvature, their weights found by Gauss–Newton steps of one
   * structured linear least squares each; problems in time are solved slab after slab.
   *
   * `"separable"`: a sum of products of sums of Gaussians of one coordinate each, for linear equations of one unknown that are
   * sums of such products themselves. `"auto"` chooses it for three and more coordinates without time, where it can.
   *
   * @defaultValue `"auto"`
   */
  readonly trainer?: "auto" | "separable";
  /** Most products of a separable solution. @defaultValue `40` */
  readonly rank?: number;
  /**
   * Gaussians to begin with, all coordinates in space together, or along each where they are separable; not for one coordinate
   * in space beside time, where they follow the curvature of the solution. @defaultValue what the equation and its solution ask for
   */
  readonly count?: number;
  /**
   * Widths in units of the distance between neighbours, 1 to 10. Where up to twelve functions along a coordinate of a plane
   * are enough they are polynomials, the limit of flat Gaussians. @defaultValue `1.5` in time, but `2.5` along rings in planes;
   * otherwise `2.5`, and in the end what leaves the least residual on fresh points
   */
  readonly kappa?: number;
  /** Centres beyond each end of a coordinate that is not periodic. @defaultValue `4`; `3` in time */
  readonly ghosts?: number;
  /** Estimated relative error at which refinement ends. @defaultValue `1e-9`; `1e-6` in time */
  readonly tolerance?: number;
  /** Most times that everything is solved with finer Gaussians. @defaultValue `8` */
  readonly levels?: number;
  /**
   * Whether a solution that is good enough is confirmed by a finer one, from which `errorEstimate` of the fit's measures
   * then comes. @defaultValue `false`
   */
  readonly verify?: boolean;
}

/** All that decides how Gaussians are placed and solved for. */
export interface Settings {
  readonly count: number | null;
  readonly kappa: number;
  /** The same along a periodic coordinate of a plane. */
  readonly ringKappa: number;
  /** Whether other widths are tried where there is no time. */
  readonly widthsChosen: boolean;
  readonly ghosts: number;
  readonly tolerance: number;
  readonly levels: number;
  readonly verify: boolean;
  /** Least share of a direction in an orthonormal basis. */
  readonly cut: number;
  /** Most Gauss–Newton steps on one box. */
  readonly steps: number;
}

/** Throws for options that no solve could use, or that the trainer would not look at. */
export function requireGaussians(options: GaussiansOptions): void {
  requireOptionsOf(options, ["auto", "separable", "trained", "original"]);
  const { count, kappa, ghosts, tolerance, levels, rank, verify } = options;
  const whole = (least: number, most: number) => (n: number) => Number.isInteger(n) && n >= least && n <= most;
  if (count !== undefined)
    requireNumber("model.count", count, whole(4, 1e6), "a whole number from 4 to 1000000", "400");
  if (kappa !== undefined) requireNumber("model.kappa", kappa, (k) => k >= 1 && k <= 10, "from 1 to 10", "1.5");
  if (ghosts !== undefined) requireNumber("model.ghosts", ghosts, whole(0, 20), "a whole number from 0 to 20", "3");
  if (tolerance !== undefined)
    requireNumber("model.tolerance", tolerance, (e) => e > 0 && e < 1, "between 0 and 1", "1e-6");
  if (rank !== undefined) requireNumber("model.rank", rank, whole(1, 200), "a whole number from 1 to 200", "40");
  if (levels !== undefined) requireNumber("model.levels", levels, whole(1, 20), "a whole number from 1 to 20", "8");
  requireBoolean("model.verify", verify);
}

/** The settings for a problem with or without time. */
export function settingsOf(options: GaussiansOptions, inTime: boolean): Settings {
  const { count = null, kappa, ghosts, tolerance, levels = 8, verify = false } = options;
  return {
    count,
    kappa: kappa ?? (inTime ? 1.5 : 2.5),
    ringKappa: kappa ?? 2.5,
    widthsChosen: kappa === undefined,
    ghosts: ghosts ?? (inTime ? 3 : 4),
    tolerance: tolerance ?? (inTime ? 1e-6 : 1e-9),
    levels,
    verify,
    cut: inTime ? 1e-9 : 1e-13,
    steps: inTime ? 10 : 30,
  };
}

/** Centres along one of several coordinates that together hold so many. */
export function alongOne(count: number, dimension: number): number {
  return Math.max(4, Math.round(count ** (1 / dimension)));
}
