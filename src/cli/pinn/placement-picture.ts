import { ellipses, type Picture, type Place, type Segment } from "../../plot/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import type { Fit, Model, PlacedFunctions } from "../../training/index.ts";

type PdeFit = Fit<PdeProblem, Model<PdeProblem>>;
type Along = PlacedFunctions["along"][number];

/** Most ellipses along a coordinate and most lines in a slab of time, beyond which only some are drawn. */
const most = { ellipses: 8, lines: 120 } as const;

/**
 * Where fixed Gaussians stand: in the plane all centres and the ellipses of some, at the end of time where there is one; with
 * one coordinate beside time a line for each centre over its slab. Null for more coordinates, and where all are polynomials.
 */
export async function placementPicture({ problem, placement = [] }: PdeFit): Promise<Picture | null> {
  const last = placement.at(-1);
  const time = problem.coordinates.indexOf("t");
  const space = [...problem.coordinates.keys()].filter((c) => c !== time);
  if (last === undefined || space.length > 2) return null;
  if (space.some((c) => !last.along[c]?.widths.every(Number.isFinite))) return null;
  if (space.length === 2) return inPlane(problem, last, space as [number, number], time);
  return time < 0 ? null : inSlabs(problem, placement, space[0] as number, time);
}

function inPlane(
  { name, coordinates, domain }: PdeProblem,
  { along, box }: PlacedFunctions,
  [across, up]: readonly [number, number],
  time: number,
): Promise<Picture> {
  const [a, b] = [along[across] as Along, along[up] as Along];
  const each = Math.max(...[a, b].map(({ centres }) => Math.ceil(centres.length / most.ellipses)), apart(a), apart(b));
  const place = (i: number, j: number): Place => [a.centres[i] as number, b.centres[j] as number];
  const pairs = (step: number) =>
    every(a.centres, step).flatMap((i) => every(b.centres, step).map((j) => [i, j] as const));
  const [[left, right], [low, high]] = [domain[across], domain[up]] as [Ends, Ends];
  const corners: Place[] = [
    [left, low],
    [right, low],
    [right, high],
    [left, high],
  ];
  const at = time < 0 ? "" : ` at t = ${Number((box[time] as Ends)[1].toPrecision(4))}`;
  const grid = `${a.centres.length} × ${b.centres.length} centres`;
  return ellipses({
    title: `Gaussians of ${name}${at}: ${grid}, ellipses of one width for ${oneIn(each * each)}`,
    x: { range: rangeOf([a], domain[across] as Ends), label: coordinates[across] as string },
    y: { range: rangeOf([b], domain[up] as Ends), label: coordinates[up] as string },
    ellipses: pairs(each).map(([i, j]) => ({
      centre: place(i, j),
      first: [a.widths[i] as number, 0],
      second: [0, b.widths[j] as number],
    })),
    points: pairs(1).map(([i, j]) => place(i, j)),
    segments: corners.map((from, i) => ({ from, to: corners[(i + 1) % 4] as Place, edge: true })),
  });
}

function inSlabs(
  { name, coordinates, domain }: PdeProblem,
  placement: readonly PlacedFunctions[],
  space: number,
  time: number,
): Promise<Picture> {
  const lines = placement.map(({ along, box }) => ({ ...(along[space] as Along), slab: box[time] as Ends }));
  const each = Math.max(1, Math.ceil(Math.max(...lines.map(({ centres }) => centres.length)) / most.lines));
  const [low, high] = rangeOf(lines, domain[space] as Ends);
  const [begin, end] = domain[time] as Ends;
  const ends = new Set(lines.flatMap(({ slab: [, to] }) => (to < end ? [to] : [])));
  const edges: Segment[] = [
    ...[...ends].map((t) => ({ from: [t, low], to: [t, high], edge: true }) as const),
    ...(domain[space] as Ends).map((x) => ({ from: [begin, x], to: [end, x], edge: true }) as const),
  ];
  return ellipses({
    title: `Gaussians of ${name}: lines for ${oneIn(each)} centres over ${lines.length} slab${lines.length === 1 ? "" : "s"} of time`,
    x: { range: [begin, end], label: coordinates[time] as string },
    y: { range: [low, high], label: coordinates[space] as string },
    ellipses: [],
    segments: [
      ...edges,
      ...lines.flatMap(({ centres, slab: [from, to] }) =>
        every(centres, each).map((i): Segment => {
          const x = centres[i] as number;
          return { from: [from, x], to: [to, x] };
        }),
      ),
    ],
  });
}

type Ends = readonly [from: number, to: number];

/** Of how many ellipses along a coordinate one may be drawn, so that those in the middle do not overlap. */
function apart({ centres, widths }: Along): number {
  const middle = (centres.length - 1) >> 1;
  const spacing = (centres[middle + 1] ?? Number.POSITIVE_INFINITY) - (centres[middle] as number);
  return Math.ceil((2 * (widths[middle] as number)) / spacing - 1e-9);
}

/** The places of every so many of a list, as far from its ends on both sides as they can be. */
function every({ length }: Float64Array, step: number): number[] {
  const first = ((length - 1) % step) >> 1;
  return Array.from({ length: Math.ceil((length - first) / step) }, (_, i) => first + i * step);
}

/** The range of the centres and the domain, with a margin where centres stand outside. */
function rangeOf(lines: readonly Along[], [from, to]: Ends): Ends {
  const low = Math.min(from, ...lines.map(({ centres }) => centres[0] as number));
  const high = Math.max(to, ...lines.map(({ centres }) => centres.at(-1) as number));
  const margin = 0.02 * (high - low);
  return [low < from ? low - margin : from, high > to ? high + margin : to];
}

function oneIn(n: number): string {
  return n === 1 ? "all" : `1 in ${n}`;
}
