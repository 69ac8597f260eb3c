import type { TransportProblem } from "../problems/index.ts";

/** d, d_x, d_y, e, e_x and e_y of a displacement (d, e) at labels and times of shape [count][3], shape [count][6]. */
type Displacement = (points: Float64Array) => Float64Array;

/** Labels along each side of the table in which places are first looked for. */
const nodes = 49;
const mostSteps = 40;
/** A step over the size of the box that changes nothing that matters. */
const rounding = 1e-13;

/** A place and the label at hand. */
interface Search {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly t: number;
  a: number;
  b: number;
  last: number;
}

/**
 * The labels in the box of the paths that end at places of the plane, by Newton's method from the nearest end of a table of
 * paths. Shape [count][3] like the points; not-a-number where none inside the box is found, or the map is folded there.
 */
export function planeFeet(problem: TransportProblem, displacement: Displacement, points: Float64Array): Float64Array {
  const byTime = new Map<number, number[]>();
  for (let i = 0; i < points.length / 3; i++) {
    const t = points[3 * i + 2] as number;
    const there = byTime.get(t);
    if (there === undefined) byTime.set(t, [i]);
    else there.push(i);
  }
  const labels = new Float64Array(points.length).fill(Number.NaN);
  for (const [t, indices] of byTime) {
    const table = tableAt(problem, displacement, t);
    const searches = indices.map((index) =>
      nearest(table, index, points[3 * index] as number, points[3 * index + 1] as number, t),
    );
    for (const { index, a, b } of solve(problem, displacement, searches)) labels.set([a, b, t], 3 * index);
  }
  return labels;
}

/** Labels and where they are at one time, sorted into cells of places. */
interface Table {
  readonly labels: Float64Array;
  readonly places: Float64Array;
  readonly cells: ReadonlyMap<number, readonly number[]>;
  readonly cell: number;
}

const keyOf = (i: number, j: number): number => i * 65536 + j;

function tableAt({ domain, drift }: TransportProblem, displacement: Displacement, t: number): Table {
  const [[x0, x1], [y0, y1]] = domain as readonly (readonly [number, number])[] as [[number, number], [number, number]];
  const at = new Float64Array(3 * nodes * nodes);
  for (let i = 0; i < nodes; i++) {
    for (let j = 0; j < nodes; j++) {
      at.set([x0 + ((x1 - x0) * i) / (nodes - 1), y0 + ((y1 - y0) * j) / (nodes - 1), t], 3 * (i * nodes + j));
    }
  }
  const moved = displacement(at);
  const [right, up] = drift as readonly [number, number];
  const places = Float64Array.from({ length: 2 * nodes * nodes }, (_, k) => {
    const i = k >> 1;
    return k % 2 === 0
      ? (at[3 * i] as number) + right * t + (moved[6 * i] as number)
      : (at[3 * i + 1] as number) + up * t + (moved[6 * i + 3] as number);
  });
  const cell = (2 * Math.max(x1 - x0, y1 - y0)) / nodes;
  const cells = new Map<number, number[]>();
  for (let i = 0; i < nodes * nodes; i++) {
    const key = keyOf(Math.floor((places[2 * i] as number) / cell), Math.floor((places[2 * i + 1] as number) / cell));
    const there = cells.get(key);
    if (there === undefined) cells.set(key, [i]);
    else there.push(i);
  }
  return { labels: at, places, cells, cell };
}

/** A search from the label that ends nearest, looked for in the nine cells around a place, else among all. */
function nearest({ labels, places, cells, cell }: Table, index: number, x: number, y: number, t: number): Search {
  const [i, j] = [Math.floor(x / cell), Math.floor(y / cell)];
  const around = [-1, 0, 1].flatMap((k) => [-1, 0, 1].flatMap((l) => cells.get(keyOf(i + k, j + l)) ?? []));
  const candidates = around.length > 0 ? around : Array.from({ length: places.length / 2 }, (_, k) => k);
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const k of candidates) {
    const distance = ((places[2 * k] as number) - x) ** 2 + ((places[2 * k + 1] as number) - y) ** 2;
    if (distance < least) [best, least] = [k, distance];
  }
  const [a, b] = [labels[3 * best] as number, labels[3 * best + 1] as number];
  return { index, x, y, t, a, b, last: Number.POSITIVE_INFINITY };
}

/** Newton's method on all searches at once; those that end on a label of the box, where the determinant is positive. */
function solve({ domain, drift }: TransportProblem, displacement: Displacement, searches: readonly Search[]): Search[] {
  const [[x0, x1], [y0, y1]] = domain as readonly (readonly [number, number])[] as [[number, number], [number, number]];
  const [right, up] = drift as readonly [number, number];
  const done: Search[] = [];
  let active = searches;
  for (let round = 0; round < mostSteps && active.length > 0; round++) {
    const d = displacement(Float64Array.from(active.flatMap(({ a, b, t }) => [a, b, t])));
    active = active.filter((search, i) => {
      const [dx, dxx, dxy, dy, dyx, dyy] = d.subarray(6 * i, 6 * i + 6) as unknown as number[] as [
        ...[number, number, number],
        ...[number, number, number],
      ];
      const fx = search.a + right * search.t + dx - search.x;
      const fy = search.b + up * search.t + dy - search.y;
      const determinant = (1 + dxx) * (1 + dyy) - dxy * dyx;
      const step = [(fx * (1 + dyy) - fy * dxy) / determinant, (fy * (1 + dxx) - fx * dyx) / determinant] as const;
      const size = Math.hypot(...step) / (x1 - x0);
      if (!Number.isFinite(size)) return false;
      if (size < rounding || (size < 1e-9 && size >= search.last)) {
        const inside = search.a >= x0 && search.a <= x1 && search.b >= y0 && search.b <= y1;
        if (inside && determinant > 0) done.push(search);
        return false;
      }
      // A long step is shortened, and a label never leaves the box by more than a tenth of it.
      const factor = Math.min(1, 0.2 / size);
      const margin = (x1 - x0) / 10;
      search.a = Math.min(Math.max(search.a - factor * step[0], x0 - margin), x1 + margin);
      search.b = Math.min(Math.max(search.b - factor * step[1], y0 - margin), y1 + margin);
      search.last = size;
      return true;
    });
  }
  return done;
}
