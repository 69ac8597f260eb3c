import type { Rng } from "../../core/index.ts";
import { sampling } from "../../training/index.ts";
import { incompatibilities } from "../gaussians/incompatible.ts";
import { neededSizes } from "../gaussians/needed-sizes.ts";
import { graded, placesOf, type Sizes, smaller } from "../gaussians/sizes.ts";
import { initialState, type State } from "../gaussians/state.ts";
import type { PosedProblem } from "../gaussians/terms.ts";
import { type CentreAxis, inGaps, placeOnAxes, regularAxis, sizedAxis } from "./axes.ts";
import { curvedCells, pointsInCells } from "./cells.ts";
import type { GaussianLayout } from "./layout.ts";
import { placeInCells } from "./place-cells.ts";
import type { Window } from "./window-problem.ts";

/** How the Gaussians of a window are placed before they move. */
export interface WindowPlacement {
  readonly placement: "sizes" | "grid";
  readonly count: number;
  readonly overlap: number;
  /** Layers of Gaussians in a window of time. */
  readonly layers: number;
}

/** Widths in time in units of the distance between layers: so flat that the sums are nearly polynomials. */
const overlapInTime = 5;
/** Points at the beginning of a window for each Gaussian along a coordinate. */
const pointsACentre = 3;
/** Sizes as they are wanted at all times, up to a common factor; how fast they may change. */
const rule = { gamma: 1, least: 1e-6, most: 0.06, growth: 0.6 } as const;

/** The sizes that states ask for along the only coordinate of space, or null where there are more. */
export function sizesOf(posed: PosedProblem, states: readonly State[], [, to]: Window): Sizes | null {
  const space = spaceOf(posed);
  const [x] = space;
  if (space.length !== 1 || x === undefined) return null;
  const [begin, end] = posed.problem.domain[x] as readonly [number, number];
  const lengths = { ...rule, least: rule.least * (end - begin), most: rule.most * (end - begin) };
  const needed = states.map((state) => neededSizes(posed, state, x, lengths)).reduce(smaller);
  // A layer grows from where the beginning does not fit the conditions, however small it is.
  const start = posed.problem.domain[posed.time]?.[0] as number;
  const seeds = incompatibilities(posed, initialState(posed)).map(({ place, diffusivity }) => ({
    place,
    size: 2 * Math.sqrt(diffusivity * (to - start)),
  }));
  return graded(needed, seeds, rule.growth);
}

/** Where the Gaussians of a window are placed, and at which points its beginning is looked at. */
export interface WindowPlaces {
  place(layout: GaussianLayout): Float64Array;
  /** Shape [count][coordinates], as close as the Gaussians there and closer. */
  beginning(random: Rng): Float64Array;
}

/** Layers of Gaussians on axes: by sizes along one coordinate of space, regular otherwise. */
export function placesOnAxes(
  posed: PosedProblem,
  window: Window,
  sizes: Sizes | null,
  placement: WindowPlacement,
): WindowPlaces {
  return {
    place: (layout) => placeOnAxes(layout, windowAxes(posed, window, sizes, placement)),
    beginning: (random) => beginningPoints(posed, window, sizes, placement, random),
  };
}

/** Points at the beginning of a window in each cell. */
const pointsACell = 4;

/** Layers of Gaussians in a plane, in cells that are the smaller, the more the state bends with which the window begins. */
export function placesInCells(
  posed: PosedProblem,
  window: Window,
  state: State,
  { count, overlap, layers }: WindowPlacement,
): WindowPlaces {
  const { problem, time } = posed;
  const [x, y] = spaceOf(posed) as [number, number];
  const box = [problem.domain[x], problem.domain[y]] as Parameters<typeof curvedCells>[0];
  const inSpace = (points: Float64Array) =>
    Float64Array.from({ length: (points.length / 2) * 3 }, (_, i) => {
      const c = i % 3;
      return c === time ? window[0] : (points[2 * Math.floor(i / 3) + (c === x ? 0 : 1)] as number);
    });
  const values = (points: Float64Array) => state.values(inSpace(points)).filter((_, i) => state.given[i]?.order === 0);
  const cells = curvedCells(box, values, Math.floor(count / layers));
  const inTime = regularAxis(window, false, layers, overlapInTime);
  return {
    place: (layout) => placeInCells(layout, cells, overlap, [x, y], inTime),
    beginning: (random) => inSpace(pointsInCells(cells, box, pointsACell, random)),
  };
}

/** Whether Gaussians of a window may be placed in cells. */
export function mayHaveCells(posed: PosedProblem): boolean {
  return spaceOf(posed).length === 2 && posed.periodic.every((ring) => !ring);
}

/** The centres of a window along every coordinate. */
function windowAxes(
  { problem, time, periodic }: PosedProblem,
  window: Window,
  sizes: Sizes | null,
  { count, overlap, layers }: WindowPlacement,
): readonly CentreAxis[] {
  const space = problem.coordinates.length - 1;
  const along = Math.max(2, Math.floor((count / layers) ** (1 / space) + 1e-9));
  return problem.domain.map((ends, c) => {
    if (c === time) return regularAxis(window, false, layers, overlapInTime);
    return sizes === null
      ? regularAxis(ends, periodic[c] as boolean, along, overlap)
      : sizedAxis(sizes, along, overlap);
  });
}

function beginningPoints(
  { problem, time, periodic }: PosedProblem,
  [from]: Window,
  sizes: Sizes | null,
  { count, layers }: WindowPlacement,
  random: Rng,
): Float64Array {
  const { domain } = problem;
  const width = domain.length;
  if (sizes !== null) {
    const places = placesOf(inGaps(sizes, Math.ceil((pointsACentre * count) / layers)));
    // Within every gap at a place of its own, the ends apart.
    const moved = places.map((place, i) => {
      const next = places[i + 1];
      if (next === undefined || (i === 0 && !periodic[1 - time])) return place;
      return place + 0.5 * (random.uniform() - 0.5) * (next - place);
    });
    return Float64Array.from({ length: 2 * moved.length }, (_, i) =>
      i % 2 === time ? from : (moved[i >> 1] as number),
    );
  }
  const box = domain.filter((_, c) => c !== time);
  const drawn = sampling.sobolPoints(box, Math.ceil(((pointsACentre + 1) * count) / layers), random);
  const inner = width - 1;
  return Float64Array.from({ length: (drawn.length / inner) * width }, (_, i) => {
    const c = i % width;
    return c === time ? from : (drawn[Math.floor(i / width) * inner + (c < time ? c : c - 1)] as number);
  });
}

const spaceOf = ({ problem, time }: PosedProblem): readonly number[] =>
  problem.coordinates.flatMap((_, c) => (c === time ? [] : [c]));

/** Where a march is longest between two windows, and how long the first one is. */
export function windowLengths(posed: PosedProblem, count: number): { readonly usual: number; readonly first: number } {
  const [begin, end] = posed.problem.domain[posed.time] as readonly [number, number];
  const usual = (end - begin) / count;
  // A layer that grows like the root of time from where the beginning does not fit the conditions needs short windows.
  return { usual, first: incompatibilities(posed, initialState(posed)).length > 0 ? usual / 100 : usual };
}
