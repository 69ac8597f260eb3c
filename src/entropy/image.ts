import { invalid, type Tensor } from "../core/index.ts";
import { requireCounted } from "./count.ts";
import { type Pmf, pmfOf } from "./probabilities.ts";
import { type OrdinalSpace, ordinalPatterns } from "./space.ts";
import { skipped, visitWindows } from "./windows.ts";

/** Windows of an image. */
export interface ImageWindow {
  /** Rows and columns of a window; their product is the order, 2 … 8. */
  readonly extent: readonly [rows: number, columns: number];
  /** Samples from one of the window to the next along each axis. @defaultValue `[1, 1]` */
  readonly delay?: readonly [rows: number, columns: number];
  readonly ties?: OrdinalSpace["ties"];
  readonly nan?: OrdinalSpace["nan"];
  readonly seed?: number;
}

/**
 * Probabilities of the patterns of a field over two axes, such as an image or the space-time field of a run, shape
 * [rows, columns]. A window's samples are taken row by row.
 *
 * Source: H. V. Ribeiro, L. Zunino, E. K. Lenzi, P. A. Santoro and R. S. Mendes, PLoS ONE 7 (2012) e40689.
 */
export function imageProbabilities(image: Tensor, { extent, delay = [1, 1], ...rest }: ImageWindow): Pmf {
  const [rows, columns] = extent;
  const [down, right] = delay;
  const [height = 0, width = 0] = image.shape;
  const [step = 0, stride = 0] = image.strides;
  if (![rows, columns, down, right].every((value) => Number.isInteger(value) && value >= 1)) {
    throw invalid({ what: "extent and delay must hold whole numbers, at least 1", got: { extent, delay } });
  }
  const space = ordinalPatterns({ order: rows * columns, ...rest });
  const down1 = height - (rows - 1) * down;
  const right1 = width - (columns - 1) * right;
  if (image.shape.length !== 2 || down1 < 1 || right1 < 1) {
    throw invalid({ what: "an image must have two axes and hold a window", got: image.shape, path: "image" });
  }
  const counts = new Float64Array(space.size);
  const window = new Float64Array(space.order);
  let windows = 0;
  for (let i = 0; i < down1; i++) {
    for (let j = 0; j < right1; j++) {
      for (let a = 0; a < rows; a++) {
        for (let b = 0; b < columns; b++) {
          window[a * columns + b] = image.data[(i + a * down) * step + (j + b * right) * stride] as number;
        }
      }
      visitWindows(
        space,
        window,
        (_, index) => {
          if (index === skipped) return;
          counts[index] = (counts[index] as number) + 1;
          windows++;
        },
        (i * width + j) * space.order,
      );
    }
  }
  requireCounted(windows);
  return pmfOf(space, counts, windows);
}
