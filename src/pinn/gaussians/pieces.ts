import type { PdeProblem } from "../../problems/index.ts";
import type { PlacedFunctions } from "../../training/index.ts";
import { gaussianMeasures } from "../gaussian-measures.ts";
import type { Axis } from "./axis.ts";
import { type Space, valuesAt } from "./space.ts";

/** A solution on a part of the time, or on all of the box. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly space: Space;
  readonly coefficients: Float64Array;
}

/**
 * The unknowns of a solution in pieces; a time at which two meet belongs to the later one, times beyond the last to the last.
 *
 * @param time The coordinate by which pieces follow each other, or −1 for a single one.
 * @param points Shape [count][coordinates].
 * @returns Shape [count][unknowns].
 */
export function valuesOf(
  { unknowns, coordinates }: PdeProblem,
  time: number,
  pieces: readonly Piece[],
  points: Float64Array,
): Float64Array {
  const width = coordinates.length;
  const count = points.length / width;
  const groups = pieces.map((): number[] => []);
  for (let i = 0; i < count; i++) {
    const t = time < 0 ? 0 : (points[i * width + time] as number);
    const next = time < 0 ? -1 : pieces.findIndex(({ from }) => from > t);
    groups[next < 0 ? pieces.length - 1 : Math.max(0, next - 1)]?.push(i);
  }
  const out = new Float64Array(count * unknowns.length);
  pieces.forEach(({ space, coefficients, to }, k) => {
    const group = groups[k] as number[];
    const own = new Float64Array(group.length * width);
    group.forEach((i, j) => {
      own.set(points.subarray(i * width, (i + 1) * width), j * width);
      if (time >= 0) own[j * width + time] = Math.min(own[j * width + time] as number, to);
    });
    const orders = space.axes.map(() => 0);
    const partials = unknowns.map((_, unknown) => ({ unknown, orders }));
    valuesAt(space, coefficients, own, partials).forEach((values, unknown) => {
      group.forEach((i, j) => {
        out[i * unknowns.length + unknown] = values[j] as number;
      });
    });
  });
  return out;
}

/** The coefficients of all pieces, one behind the other. */
export function parametersOf(pieces: readonly Piece[]): Float64Array {
  const all = new Float64Array(pieces.reduce((sum, { coefficients }) => sum + coefficients.length, 0));
  let at = 0;
  for (const { coefficients } of pieces) {
    all.set(coefficients, at);
    at += coefficients.length;
  }
  return all;
}

/** Where the Gaussians of all pieces stand. */
export function placementOf(
  { domain }: PdeProblem,
  time: number,
  pieces: readonly Piece[],
): readonly PlacedFunctions[] {
  return pieces.map(({ from, to, space }) => ({
    box: domain.map((ends, c) => (c === time ? ([from, to] as const) : ends)),
    along: domain.map((_, c) => {
      const { centres, widths } = space.axes[space.coordinates.indexOf(c)] as Axis;
      return { centres, widths };
    }),
  }));
}

/**
 * How many Gaussians there are in space, over all pieces, and how wide, but for those that are flat without limit; with time,
 * how many pieces it has.
 */
export function measuresOf(time: number, pieces: readonly Piece[]): Readonly<Record<string, number>> {
  const inSpace = pieces.map(({ space }) => ({
    unknowns: space.unknowns,
    axes: space.axes.filter((_, a) => space.coordinates[a] !== time),
  }));
  const count = ({ unknowns, axes }: (typeof inSpace)[number]) =>
    axes.reduce((product, { centres }) => product * centres.length, unknowns);
  const widths = inSpace.flatMap(({ axes }) => axes.flatMap((axis) => Array.from(axis.widths)));
  return {
    ...gaussianMeasures(
      inSpace.reduce((sum, one) => sum + count(one), 0),
      [],
      widths,
    ),
    ...(time < 0 ? {} : { slabs: pieces.length }),
  };
}
