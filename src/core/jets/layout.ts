import { invalid } from "../errors.ts";

/**
 * Which partial derivatives a jet carries: its channels. Channel 0 is the value; with a partial come all that its products
 * and compositions need, the partials of lower order in the same coordinates (a down-closed set).
 */
export interface JetLayout {
  readonly coordinates: readonly string[];
  /** The name of each channel: "" for the value, then by order and alphabet of the coordinates, e.g. "x", "t", "xx". */
  readonly names: readonly string[];
  /** The coordinates that each channel is differentiated by, by number, ascending. */
  readonly partials: readonly Partial[];
  /** The highest order, 0 … 4. */
  readonly order: number;
  /** (fg)_out = Σ coefficient f_a g_b: shape [terms][4] of out, a, b, coefficient (Leibniz). */
  readonly products: Int32Array;
  /** σ(f)_c = Σ coefficient σ^(order)(f) Π f_factor, the terms of channel c (Faà di Bruno). */
  readonly compositions: readonly (readonly CompositionTerm[])[];
  /**
   * Shape [channels][16]: the order m of a channel, then for every non-empty subset of its m differentiations, as a bit
   * mask 1 … 2^m − 1, the channel of that subset.
   */
  readonly subsets: Int32Array;
}

interface CompositionTerm {
  readonly order: number;
  readonly coefficient: number;
  readonly factors: readonly number[];
}

/** A partial as the sorted list of coordinate indices that it differentiates by; [] is the value. */
type Partial = readonly number[];

const highestOrder = 4;

/**
 * The layout that holds the given partials.
 *
 * @param partials Names made of coordinate names, such as "x", "xxt"; "" and "u" are no partials: the value is always there.
 * @throws SechError where a name is made of anything else, or its order is above 4.
 */
export function jetLayout(coordinates: readonly string[], partials: readonly string[]): JetLayout {
  const closed = new Map<string, Partial>([["", []]]);
  for (const name of partials) addClosed(parsePartial(coordinates, name), closed);
  const channels = [...closed.values()].sort(byOrder);
  const index = new Map(channels.map((partial, channel) => [partial.join(), channel]));
  const channelOf = (partial: Partial) => index.get(partial.join()) as number;
  return {
    coordinates: [...coordinates],
    names: channels.map((partial) => partial.map((i) => coordinates[i]).join("")),
    partials: channels,
    order: channels.at(-1)?.length ?? 0,
    products: Int32Array.from(channels.flatMap((partial) => leibniz(partial, channelOf))),
    compositions: channels.map((partial) => faaDiBruno(partial, channelOf)),
    subsets: Int32Array.from(channels.flatMap((partial) => subsetChannels(partial, channelOf))),
  };
}

/** The channel of a partial in a layout; the order of its letters does not matter. */
export function channelOf(layout: JetLayout, partial: string): number {
  const sorted = parsePartial(layout.coordinates, partial);
  const channel = layout.names.indexOf(sorted.map((i) => layout.coordinates[i]).join(""));
  if (channel >= 0) return channel;
  throw invalid({ what: `the partial ${partial} is not in the layout`, got: layout.names });
}

/** Reads a partial name by the longest coordinate name at each place. */
function parsePartial(coordinates: readonly string[], name: string): Partial {
  const found: number[] = [];
  const byLength = [...coordinates.keys()].sort((a, b) => length(coordinates, b) - length(coordinates, a));
  for (let at = 0; at < name.length; at += length(coordinates, found.at(-1) as number)) {
    const next = byLength.find((i) => name.startsWith(coordinates[i] as string, at));
    if (next === undefined) {
      throw invalid({
        what: "a partial derivative must be named by the coordinates",
        got: name,
        why: `they are ${coordinates.join(", ")}`,
        attempt: `${coordinates[0]}${coordinates[0]}`,
      });
    }
    found.push(next);
  }
  if (found.length > highestOrder) {
    throw invalid({ what: `partial derivatives go to order ${highestOrder}`, got: name });
  }
  return found.sort((a, b) => a - b);
}

const length = (names: readonly string[], i: number): number => (names[i] as string).length;

function addClosed(partial: Partial, closed: Map<string, Partial>): void {
  if (closed.has(partial.join())) return;
  closed.set(partial.join(), partial);
  for (const slot of partial.keys()) addClosed(partial.toSpliced(slot, 1), closed);
}

function byOrder(a: Partial, b: Partial): number {
  if (a.length !== b.length) return a.length - b.length;
  const slot = a.findIndex((coordinate, i) => coordinate !== b[i]);
  return slot < 0 ? 0 : (a[slot] as number) - (b[slot] as number);
}

/** The partial of the differentiations in a bit mask. */
function subset(partial: Partial, mask: number): Partial {
  return partial.filter((_, slot) => (mask >> slot) & 1);
}

function leibniz(partial: Partial, channelOf: (partial: Partial) => number): number[] {
  const counts = new Map<string, number[]>();
  const all = (1 << partial.length) - 1;
  for (let mask = 0; mask <= all; mask++) {
    const [a, b] = [channelOf(subset(partial, mask)), channelOf(subset(partial, all & ~mask))];
    const term = counts.get(`${a} ${b}`);
    if (term === undefined) counts.set(`${a} ${b}`, [channelOf(partial), a, b, 1]);
    else term[3] = (term[3] as number) + 1;
  }
  return [...counts.values()].flat();
}

function faaDiBruno(partial: Partial, channelOf: (partial: Partial) => number): CompositionTerm[] {
  const terms = new Map<string, CompositionTerm>();
  for (const blocks of setPartitions((1 << partial.length) - 1)) {
    const factors = blocks.map((mask) => channelOf(subset(partial, mask))).sort((a, b) => a - b);
    const coefficient = (terms.get(factors.join())?.coefficient ?? 0) + 1;
    terms.set(factors.join(), { order: factors.length, coefficient, factors });
  }
  return [...terms.values()];
}

/** All ways to split a set of bits into non-empty blocks. */
function setPartitions(set: number): number[][] {
  if (set === 0) return [[]];
  const lowest = set & -set;
  const rest = set & ~lowest;
  const found: number[][] = [];
  for (let others = rest; ; others = (others - 1) & rest) {
    for (const blocks of setPartitions(rest & ~others)) found.push([lowest | others, ...blocks]);
    if (others === 0) return found;
  }
}

function subsetChannels(partial: Partial, channelOf: (partial: Partial) => number): number[] {
  const row = Array.from({ length: 16 }, (_, mask) =>
    mask > 0 && mask < 1 << partial.length ? channelOf(subset(partial, mask)) : 0,
  );
  row[0] = partial.length;
  return row;
}
