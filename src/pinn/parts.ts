import { type Activation, invalid, type Network, network } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";

/** How many equal parts a coordinate has; one where it is not named. */
export type PartsOf = Readonly<Record<string, number>>;

/** A domain in equal parts with a network each, the last coordinate fastest. */
export interface PartGrid {
  /** Parts along every coordinate. */
  readonly counts: readonly number[];
  readonly domain: PdeProblem["domain"];
  /** The box of every part. */
  readonly boxes: readonly PdeProblem["domain"][];
  readonly networks: readonly Network[];
}

/** Divides the domain of a problem. @throws SechError for a coordinate that it does not have. */
export function gridOfParts(
  { coordinates, domain, unknowns }: PdeProblem,
  parts: PartsOf,
  shape: { readonly width: number; readonly depth: number; readonly activation: Activation },
): PartGrid {
  const unknown = Object.keys(parts).find((name) => !coordinates.includes(name));
  if (unknown !== undefined) {
    throw invalid({
      what: "model.parts must name coordinates",
      got: unknown,
      attempt: coordinates.join(", "),
      path: "parts",
    });
  }
  const counts = coordinates.map((name) => parts[name] ?? 1);
  const total = counts.reduce((product, n) => product * n, 1);
  const boxes = Array.from({ length: total }, (_, k) =>
    placesOf(counts, k).map((place, axis) => {
      const [from, to] = domain[axis] as readonly [number, number];
      const n = counts[axis] as number;
      const end = (i: number) => (i === n ? to : from + ((to - from) * i) / n);
      return [end(place), end(place + 1)] as const;
    }),
  );
  const networks = boxes.map((box) => network({ ...shape, coordinates, domain: box, outputs: unknowns.length }));
  return { counts, domain, boxes, networks };
}

/** Where a part is along every coordinate. */
export function placesOf(counts: readonly number[], part: number): readonly number[] {
  const places: number[] = [];
  let rest = part;
  for (const n of [...counts].reverse()) {
    places.unshift(rest % n);
    rest = Math.floor(rest / n);
  }
  return places;
}

/** The part at a place along every coordinate. */
export function partOf(counts: readonly number[], places: readonly number[]): number {
  return places.reduce((index, place, axis) => index * (counts[axis] as number) + place, 0);
}

/** The part in which a point lies; on an interface the one above it. */
export function partAt({ counts, domain }: PartGrid, point: ArrayLike<number>): number {
  const places = counts.map((n, axis) => {
    const [from, to] = domain[axis] as readonly [number, number];
    return Math.min(n - 1, Math.max(0, Math.floor((((point[axis] as number) - from) / (to - from)) * n)));
  });
  return partOf(counts, places);
}
