import type { Incompatibility } from "./incompatible.ts";
import type { Nodes } from "./nodes.ts";
import type { PosedProblem } from "./terms.ts";

/** A layer that grows from a wall whose condition the beginning does not meet. */
export interface Layer {
  readonly coordinate: number;
  readonly place: number;
  /** √(ν T), as far as it comes in the time of the problem, a quarter of the box at most. */
  readonly thickness: number;
}

/** Least factor of a row, with which functions of the last gap are still asked for. */
const least = 0.03;

/** The layers of a problem; where only slopes on a ring do not fit there is none. */
export function layersOf(
  { problem, time, periodic }: PosedProblem,
  ends: readonly Incompatibility[],
): readonly Layer[] {
  const width = (c: number) => (problem.domain[c] as readonly [number, number])[1] - (problem.domain[c]?.[0] as number);
  return ends
    .filter(({ coordinate }) => !periodic[coordinate])
    .map(({ coordinate, place, diffusivity }) => ({
      coordinate,
      place,
      thickness: Math.min(Math.sqrt(diffusivity * width(time)), 0.25 * width(coordinate)),
    }));
}

/**
 * The factor of an equation's rows at a place along a coordinate: the distance from the wall in units of the layer's thickness.
 *
 * What an equation misses at a distance d from a wall with given values is absorbed there: it moves the solution by the part
 * d / √(ν T) of what it would elsewhere. The equation's terms grow towards such a wall (in porous media, where u is like √d,
 * as 1/d), and with rows of one weight least squares flatten the layer to make them small.
 */
export function influence(layers: readonly Layer[], coordinate: number, at: number): number {
  return layers.reduce(
    (factor, layer) =>
      layer.coordinate === coordinate
        ? Math.min(factor, Math.max(least, Math.abs(at - layer.place) / layer.thickness))
        : factor,
    1,
  );
}

/** Points at which an equation is asked for, with weights by influence. */
export function influential(layers: readonly Layer[], coordinate: number, { points, weights }: Nodes): Nodes {
  return { points, weights: weights.map((w, i) => w * influence(layers, coordinate, points[i] as number) ** 2) };
}
