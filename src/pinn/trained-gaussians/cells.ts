import type { Rng } from "../../core/index.ts";

/** Squares in the plane, those of a Gaussian each: its centre, and the length of a side. */
export interface Cell {
  readonly centre: readonly [x: number, y: number];
  /** Along each coordinate. */
  readonly sides: readonly [number, number];
  /** Whether it has been divided, so that smaller ones lie in it. */
  readonly divided: boolean;
}

type Box = readonly [readonly [number, number], readonly [number, number]];

/** Points along each side of the box at which curvature is known. */
const samples = 97;
/** Cells along each side of the box before any is divided, one more beyond each end. */
const roots = 6;
/** Cells beyond the box that are kept lie within so many of their sides from it. */
const beyond = 0.75;
/** Curvature that everything is taken to have, in units of the largest. */
const everywhere = 2e-3;

/**
 * At most `count` cells of a box and around it: the cell with the largest side² × curvature is divided into four, and first
 * those beside it that are twice as large, so that neighbours differ by a factor of two at most. Divided cells stay: their wide
 * Gaussians join those of different size.
 *
 * @param values A function in the box at points of shape [count][2], by whose second differences cells are divided.
 */
export function curvedCells(
  box: Box,
  values: (points: Float64Array) => readonly Float64Array[],
  count: number,
): Cell[] {
  const curvature = curvatureOn(box, values);
  let leaves = new Map<string, Leaf>();
  const divided: Leaf[] = [];
  let kept = 0;
  for (let i = -1; i <= roots; i++) for (let j = -1; j <= roots; j++) add(0, i, j);
  for (;;) {
    let worst: Leaf | null = null;
    for (const leaf of leaves.values()) {
      if (isNear(leaf) && (worst === null || leaf.size > worst.size)) worst = leaf;
    }
    const before = { leaves: new Map(leaves), divided: divided.length, kept };
    if (worst !== null) divide(worst);
    if (worst !== null && kept <= count) continue;
    leaves = before.leaves;
    divided.length = before.divided;
    break;
  }
  const inUse = (all: Iterable<Leaf>, isDivided: boolean) =>
    [...all].filter(isNear).map((leaf) => cellOf(leaf, isDivided));
  return [...inUse(divided, true), ...inUse(leaves.values(), false)];

  function add(level: number, i: number, j: number): void {
    const bent = largestIn(curvature, level, i, j);
    const leaf = { level, i, j, size: bent * 0.25 ** level };
    leaves.set(`${level} ${i} ${j}`, leaf);
    kept += isNear(leaf) ? 1 : 0;
  }
  function divide(leaf: Leaf): void {
    const { level, i, j } = leaf;
    for (let a = i - 1; a <= i + 1; a++) {
      for (let b = j - 1; b <= j + 1; b++) {
        const larger = leaves.get(`${level - 1} ${Math.floor(a / 2)} ${Math.floor(b / 2)}`);
        if (larger !== undefined) divide(larger);
      }
    }
    leaves.delete(`${level} ${i} ${j}`);
    divided.push(leaf);
    for (const a of [2 * i, 2 * i + 1]) {
      for (const b of [2 * j, 2 * j + 1]) add(level + 1, a, b);
    }
  }
  function cellOf({ level, i, j }: Leaf, isDivided: boolean): Cell {
    const along = ([from, to]: readonly [number, number], k: number) =>
      from + ((to - from) * (k + 0.5)) / (roots * 2 ** level);
    const side = ([from, to]: readonly [number, number]) => (to - from) / (roots * 2 ** level);
    return {
      centre: [along(box[0], i), along(box[1], j)],
      sides: [side(box[0]), side(box[1])],
      divided: isDivided,
    };
  }
}

/** A cell by its place in the grid of its level. */
interface Leaf {
  readonly level: number;
  readonly i: number;
  readonly j: number;
  /** Side² times curvature, in units of the roots' sides. */
  readonly size: number;
}

/** Whether a cell lies in the box or close to it. */
function isNear({ level, i, j }: Leaf): boolean {
  const many = roots * 2 ** level;
  const outside = (k: number) => Math.max(-(k + 0.5), k + 0.5 - many);
  return Math.max(outside(i), outside(j)) < beyond;
}

/** √(u_xx² + 2 u_xy² + u_yy²) in units of the box, the largest of all functions; shape [samples][samples]. */
function curvatureOn(box: Box, values: (points: Float64Array) => readonly Float64Array[]): Float64Array {
  const place = (c: 0 | 1, k: number) => box[c][0] + ((box[c][1] - box[c][0]) * k) / (samples - 1);
  const points = Float64Array.from({ length: 2 * samples * samples }, (_, n) =>
    n % 2 === 0 ? place(0, Math.floor(n / 2 / samples)) : place(1, (n >> 1) % samples),
  );
  const out = new Float64Array(samples * samples);
  for (const u of values(points)) {
    const at = (i: number, j: number) => u[i * samples + j] as number;
    for (let i = 0; i < samples; i++) {
      for (let j = 0; j < samples; j++) {
        const [a, b] = [i, j].map((k) => Math.min(samples - 2, Math.max(1, k))) as [number, number];
        const xx = at(a + 1, b) - 2 * at(a, b) + at(a - 1, b);
        const yy = at(a, b + 1) - 2 * at(a, b) + at(a, b - 1);
        const xy = (at(a + 1, b + 1) - at(a + 1, b - 1) - at(a - 1, b + 1) + at(a - 1, b - 1)) / 4;
        const n = i * samples + j;
        out[n] = Math.max(out[n] as number, Math.hypot(xx, yy, Math.SQRT2 * xy));
      }
    }
  }
  const least = everywhere * out.reduce((most, value) => Math.max(most, value), Number.MIN_VALUE);
  return out.map((value) => Math.max(value, least));
}

/** The largest curvature at the points in a cell, or at the one that is nearest. */
function largestIn(curvature: Float64Array, level: number, i: number, j: number): number {
  const many = roots * 2 ** level;
  const last = samples - 1;
  const range = (k: number) => {
    const [from, to] = [k, k + 1].map((edge) => Math.min(last, Math.max(0, (edge / many) * last))) as [number, number];
    return Math.ceil(from) <= Math.floor(to)
      ? ([Math.ceil(from), Math.floor(to)] as const)
      : ([Math.round((from + to) / 2), Math.round((from + to) / 2)] as const);
  };
  const [[a, b], [c, d]] = [range(i), range(j)];
  let most = 0;
  for (let x = a; x <= b; x++) for (let y = c; y <= d; y++) most = Math.max(most, curvature[x * samples + y] as number);
  return most;
}

/** Points of the box that are as close as the cells are small, `each` a cell and those of the box besides; shape [count][2]. */
export function pointsInCells(cells: readonly Cell[], box: Box, each: number, random: Rng): Float64Array {
  const out: number[] = [];
  for (const { centre, sides } of cells) {
    for (let k = 0; k < each; k++) {
      for (const c of [0, 1] as const) {
        const [from, to] = box[c];
        const low = Math.min(to - 0.25 * sides[c], Math.max(from, centre[c] - 0.75 * sides[c]));
        const high = Math.max(from + 0.25 * sides[c], Math.min(to, centre[c] + 0.75 * sides[c]));
        out.push(low + (high - low) * random.uniform());
      }
    }
  }
  return Float64Array.from(out);
}
