import type { TransportProblem } from "../problems/index.ts";

/** d and d_ξ at labels and times of shape [count][2], shape [count][2]. */
type Displacement = (points: Float64Array) => Float64Array;

/** Intervals of the ring in which a label is first looked for. */
const intervals = 256;
/** Labels that are evaluated in one go. */
const atOnce = 1 << 17;
/** Relative steps of this size change nothing that matters. */
const rounding = 1e-15;
/** Halvings and Newton steps that suffice to the last bit. */
const mostSteps = 80;

/** A place whose label lies between two others. */
interface Search {
  readonly index: number;
  readonly t: number;
  /** The place less c̄ t, between those of `low` and `high`. */
  readonly goal: number;
  low: number;
  high: number;
  label: number;
}

/**
 * The labels of the paths that end at places, by Newton's method from interpolated guesses, each kept inside an interval of
 * labels whose ends lie on both sides of it. Shape [count][2] like the points; not-a-number where the table of a time folds
 * over the place, so that several paths end there.
 */
export function ringFeet(problem: TransportProblem, displacement: Displacement, points: Float64Array): Float64Array {
  const count = points.length / 2;
  const byTime = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const t = points[2 * i + 1] as number;
    const there = byTime.get(t);
    if (there === undefined) byTime.set(t, [i]);
    else there.push(i);
  }
  const labels = new Float64Array(points.length).fill(Number.NaN);
  const searches: Search[] = [];
  const times = [...byTime.keys()];
  const group = Math.max(1, Math.floor(atOnce / (intervals + 1)));
  for (let first = 0; first < times.length; first += group) {
    const some = times.slice(first, first + group);
    const tables = tablesAt(problem, displacement, some);
    some.forEach((t, k) => {
      const table = tables.subarray(k * (intervals + 1), (k + 1) * (intervals + 1));
      for (const i of byTime.get(t) ?? []) {
        const search = begin(problem, table, i, points[2 * i] as number, t);
        if (search !== null) searches.push(search);
      }
    });
  }
  for (let first = 0; first < searches.length; first += atOnce) {
    solve(searches.slice(first, first + atOnce), displacement, (problem.domain[0] as readonly [number, number])[0]);
  }
  for (const { index, label, t } of searches) labels.set([label, t], 2 * index);
  return labels;
}

/** ξ + d at the ends of all intervals, for each time, less the first label. */
function tablesAt({ domain }: TransportProblem, displacement: Displacement, times: readonly number[]): Float64Array {
  const [from, to] = domain[0] as readonly [number, number];
  const nodes = intervals + 1;
  const at = new Float64Array(2 * nodes * times.length);
  times.forEach((t, k) => {
    for (let j = 0; j < nodes; j++) {
      at[2 * (k * nodes + j)] = from + ((to - from) * j) / intervals;
      at[2 * (k * nodes + j) + 1] = t;
    }
  });
  const d = displacement(at);
  const step = (to - from) / intervals;
  const places = Float64Array.from(
    { length: nodes * times.length },
    (_, i) => (i % nodes) * step + (d[2 * i] as number),
  );
  for (let last = intervals; last < places.length; last += nodes) {
    const closed = (places[last - intervals] as number) + to - from;
    if (Math.abs((places[last] as number) - closed) < 1e-9 * (to - from)) places[last] = closed;
  }
  return places;
}

/** The interval of a table that a place is in; null where there is not exactly one. */
function begin(
  { domain, drift }: TransportProblem,
  table: Float64Array,
  index: number,
  x: number,
  t: number,
): Search | null {
  const [from, to] = domain[0] as readonly [number, number];
  const period = to - from;
  const start = table[0] as number;
  const relative = x - from - (drift[0] as number) * t;
  const turned = relative - period * Math.floor((relative - start) / period);
  // Rounding must not put a place just outside the table.
  const first = turned >= start && turned < start + period ? turned : start;
  let found: { readonly j: number; readonly goal: number } | null = null;
  // A table that folds may leave the period of its ends, so that other turns end here too.
  for (let turn = -1; turn <= 1; turn++) {
    const goal = first + turn * period;
    for (let j = 0; j < intervals; j++) {
      const [a, b] = [table[j] as number, table[j + 1] as number];
      if (!((a <= goal && goal < b) || (b <= goal && goal < a))) continue;
      if (found !== null) return null;
      found = { j, goal };
    }
  }
  if (found === null) return null;
  const { j, goal } = found;
  const [a, b] = [table[j] as number, table[j + 1] as number];
  if (b < a) return null;
  const step = period / intervals;
  const label = step * (j + (goal - a) / (b - a));
  return { index, t, goal, low: step * j, high: step * (j + 1), label };
}

/** Newton's method on all searches at once; labels are counted from the beginning of the ring until the end. */
function solve(all: readonly Search[], displacement: Displacement, from: number): void {
  let active = all;
  for (let round = 0; round < mostSteps && active.length > 0; round++) {
    const at = new Float64Array(2 * active.length);
    active.forEach(({ label, t }, i) => {
      at[2 * i] = from + label;
      at[2 * i + 1] = t;
    });
    const d = displacement(at);
    active = active.filter((search, i) => {
      const excess = search.label + (d[2 * i] as number) - search.goal;
      if (excess > 0) search.high = search.label;
      else search.low = search.label;
      const newton = search.label - excess / (1 + (d[2 * i + 1] as number));
      const inside = newton >= search.low && newton <= search.high;
      const next = inside ? newton : (search.low + search.high) / 2;
      const step = Math.abs(next - search.label);
      search.label = next;
      return step > rounding * (1 + Math.abs(from) + next) && excess !== 0;
    });
  }
  for (const search of all) search.label += from;
}
