import type { BlockShape } from "./block-shape.ts";
import type { GaussianLayer } from "./gaussian-layer.ts";

/** The Gaussians of a layer on one block: places in the arena. */
export interface GaussianBlock {
  readonly layer: GaussianLayer;
  readonly shape: BlockShape;
  /** The records, see `recordShape`. */
  readonly records: number;
  /** Shifts by periods, shape [count][inputs]. */
  readonly shifts: number;
  readonly shiftCount: number;
  /**
   * As 32-bit integers, the channels of the value, the first derivatives and the second ones in the order of
   * `coordinatePairs`; −1 where the layout has none.
   */
  readonly slots: number;
  /** Working memory: one row more than there are basics. */
  readonly rows: number;
  /** The coordinates as jets, shape [inputs][channels][width], of which the values are read. */
  readonly x: number;
}

/** The loops over Gaussians and the points of a block. Those further than ten widths away may be left out. */
export interface GaussianPrimitives {
  /** out = F as jets, shape [outputs][channels][width]. */
  gaussianValues(block: GaussianBlock, out: number): void;
  /** Adds the gradient of Σ g F, g shape [outputs][channels][width], to the parameters from `gradient` on. */
  gaussianGradient(block: GaussianBlock, g: number, gradient: number): void;
  /**
   * The same per point: the row of a parameter begins at `rows` plus `stride` times its number. With `adds` it is added. Only
   * the weights and the geometry of the first `moving` Gaussians are written.
   */
  gaussianPoints(block: GaussianBlock, g: number, rows: number, stride: number, moving: number, adds: boolean): void;
  /** out[p] = the derivative of Σ_c g_c F_c at point p in the direction v of the parameters. */
  gaussianTimes(block: GaussianBlock, g: number, v: number, out: number): void;
}
