import { invalid } from "../core/index.ts";

/** A line of a plot. */
export interface Series {
  /** Its name in the legend; empty for none. */
  readonly label: string;
  /** Places, shape [n]. */
  readonly x: ArrayLike<number>;
  /** Values, shape [n]; the line has a gap where one is not finite. */
  readonly y: ArrayLike<number>;
}

/** Lines over one another on one pair of axes. */
export interface LinePanel {
  readonly series: readonly Series[];
  /** The name of the values. @defaultValue none */
  readonly yLabel?: string;
  /** @defaultValue `"linear"` */
  readonly yScale?: "linear" | "log";
  /**
   * The smallest value of a logarithmic axis. Smaller ones, zeros and negative ones are drawn there, and the picture
   * says so. @defaultValue the decade under the smallest positive value, at most 20 decades under the largest
   */
  readonly floor?: number;
}

/** A point of a line; `y` is NaN in a gap. */
export type Point = readonly [x: number, y: number];

/** The points of a series, thinned to what can be seen on `columns` columns of pixels. */
export function pointsOf({ label, x, y }: Series, columns: number): readonly Point[] {
  if (x.length !== y.length) {
    throw invalid({ what: `x and y of the line "${label}" must have one length`, got: [x.length, y.length] });
  }
  const points = Array.from({ length: x.length }, (_, i): Point => {
    const finite = Number.isFinite(x[i]) && Number.isFinite(y[i]);
    return [x[i]!, finite ? y[i]! : Number.NaN];
  });
  return points.length > 8 * columns ? thinned(points, 2 * columns) : points;
}

/** Of each of `parts` stretches of a line its first, lowest, highest and last point, in order, and its gaps. */
function thinned(points: readonly Point[], parts: number): readonly Point[] {
  const kept: Point[] = [];
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * points.length) / parts);
    const to = Math.floor(((part + 1) * points.length) / parts);
    const marked = new Set([from, to - 1]);
    let [lowest, highest, gap] = [-1, -1, -1];
    for (let i = from; i < to; i++) {
      const y = points[i]![1];
      if (Number.isNaN(y)) gap = i;
      else if (lowest < 0) [lowest, highest] = [i, i];
      else if (y < points[lowest]![1]) lowest = i;
      else if (y > points[highest]![1]) highest = i;
    }
    for (const i of [lowest, highest, gap]) if (i >= 0) marked.add(i);
    kept.push(...[...marked].sort((a, b) => a - b).map((i) => points[i]!));
  }
  return kept;
}
