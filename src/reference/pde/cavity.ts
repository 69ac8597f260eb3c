import { invalid, requireNumber } from "../../core/index.ts";
import { bandedSystem } from "./banded-elimination.ts";

/** Options of `cavity`. */
export interface CavityReferenceOptions {
  /** @defaultValue `100` */
  readonly reynolds?: number;
  /** The velocity of the lid at x. @defaultValue `16 x² (1 − x)²` */
  readonly lid?: (x: number) => number;
  /** Cells along each side on the finest grid, a multiple of 4. @defaultValue `128` */
  readonly cells?: number;
}

/** A flow on a square grid: all arrays have the shape [points][points], x first. */
export interface CavityFlow {
  /** Positions along x and along y, shape [points]. */
  readonly axis: Float64Array;
  /** The stream function. */
  readonly psi: Float64Array;
  /** Velocity along x. */
  readonly u: Float64Array;
  /** Velocity along y. */
  readonly v: Float64Array;
  /** The relative L2 difference of ψ from the extrapolation of the two finer grids alone: an upper estimate of the error. */
  readonly error: number;
}

/**
 * The flow of `problems.cavity` by central differences of second order for the stream function, Newton's method with banded
 * elimination, and extrapolation from three grids to the spacing zero (L. F. Richardson, Philos. Trans. R. Soc. A 210 (1911)
 * 307), on a quarter of the cells of the finest.
 *
 * A uniform lid jumps at its ends, near which the extrapolation holds no longer.
 *
 * @throws SechError where Newton's method does not converge, which happens for large Reynolds numbers on coarse grids.
 */
export function cavity(options: CavityReferenceOptions = {}): CavityFlow {
  const { reynolds = 100, lid = (x: number) => 16 * x * x * (1 - x) * (1 - x), cells = 128 } = options;
  requireNumber("reynolds", reynolds, (re) => re > 0, "above 0", "100");
  requireNumber("cells", cells, (n) => n % 4 === 0 && n >= 32, "a multiple of 4 and at least 32", "128");
  const grids: GridFlow[] = [];
  for (const n of [cells / 4, cells / 2, cells]) grids.push(onGrid(n, reynolds, lid, grids.at(-1) ?? null));
  const [coarse, middle, fine] = grids as [GridFlow, GridFlow, GridFlow];
  const points = cells / 4 + 1;
  const extrapolated = (of: "psi" | "u" | "v") => {
    const once = (a: GridFlow, b: GridFlow) => combined(onPoints(a, of, points), onPoints(b, of, points), 4);
    return { once: once(fine, middle), twice: combined(once(fine, middle), once(middle, coarse), 16) };
  };
  const psi = extrapolated("psi");
  let [difference, size] = [0, 0];
  psi.twice.forEach((value, at) => {
    difference += (value - (psi.once[at] as number)) ** 2;
    size += value * value;
  });
  return {
    axis: Float64Array.from({ length: points }, (_, i) => i / (points - 1)),
    psi: psi.twice,
    u: extrapolated("u").twice,
    v: extrapolated("v").twice,
    error: Math.sqrt(difference / size),
  };
}

/** (p fine − coarse) / (p − 1) */
function combined(fine: Float64Array, coarse: Float64Array, p: number): Float64Array {
  return fine.map((value, at) => (p * value - (coarse[at] as number)) / (p - 1));
}

/** A field at the points of the coarsest grid. */
function onPoints(flow: GridFlow, of: "psi" | "u" | "v", points: number): Float64Array {
  const every = flow.cells / (points - 1);
  return Float64Array.from(
    { length: points * points },
    (_, at) => flow[of][every * (Math.floor(at / points) * (flow.cells + 1) + (at % points))] as number,
  );
}

interface GridFlow {
  readonly cells: number;
  readonly psi: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Newton steps at most. */
const most = 30;

function onGrid(cells: number, reynolds: number, lid: (x: number) => number, before: GridFlow | null): GridFlow {
  const n = cells + 1;
  const h = 1 / cells;
  const inner = cells - 1;
  const psi = before === null ? new Float64Array(n * n) : refined(before, cells);
  const lids = Float64Array.from({ length: n }, (_, i) => lid(i * h));
  /** The unknown at a point, −1 on walls; points beyond a wall mirror those before it. */
  const unknownAt = (i: number, j: number): number => {
    const [a, b] = [mirrored(i, cells), mirrored(j, cells)];
    return a === 0 || a === cells || b === 0 || b === cells ? -1 : (a - 1) * inner + b - 1;
  };
  const value = (i: number, j: number): number => {
    const [a, b] = [mirrored(i, cells), mirrored(j, cells)];
    return (psi[a * n + b] as number) + (j > cells ? 2 * h * (lids[a] as number) : 0);
  };
  const laplacian = (i: number, j: number): number =>
    (value(i + 1, j) + value(i - 1, j) + value(i, j + 1) + value(i, j - 1) - 4 * value(i, j)) / (h * h);
  for (let step = 0; step < most; step++) {
    const system = bandedSystem(inner * inner, 2 * inner);
    for (let i = 1; i < cells; i++) {
      for (let j = 1; j < cells; j++) {
        const row = unknownAt(i, j);
        const add = (a: number, b: number, weight: number) => {
          const column = unknownAt(a, b);
          if (column >= 0) system.add(row, column, weight);
        };
        const addLaplacian = (a: number, b: number, weight: number) => {
          const w = weight / (h * h);
          for (const [p, q] of [
            [a + 1, b],
            [a - 1, b],
            [a, b + 1],
            [a, b - 1],
          ] as const)
            add(p, q, w);
          add(a, b, -4 * w);
        };
        const [east, west] = [laplacian(i + 1, j), laplacian(i - 1, j)];
        const [north, south] = [laplacian(i, j + 1), laplacian(i, j - 1)];
        const [alongX, alongY] = [(east - west) / (2 * h), (north - south) / (2 * h)];
        const [slopeX, slopeY] = [
          (value(i + 1, j) - value(i - 1, j)) / (2 * h),
          (value(i, j + 1) - value(i, j - 1)) / (2 * h),
        ];
        const diffusion = 1 / (reynolds * h * h);
        const here = laplacian(i, j);
        system.side[row] = -(diffusion * (east + west + north + south - 4 * here) - slopeY * alongX + slopeX * alongY);
        addLaplacian(i + 1, j, diffusion - slopeY / (2 * h));
        addLaplacian(i - 1, j, diffusion + slopeY / (2 * h));
        addLaplacian(i, j + 1, diffusion + slopeX / (2 * h));
        addLaplacian(i, j - 1, diffusion - slopeX / (2 * h));
        addLaplacian(i, j, -4 * diffusion);
        add(i, j + 1, -alongX / (2 * h));
        add(i, j - 1, alongX / (2 * h));
        add(i + 1, j, alongY / (2 * h));
        add(i - 1, j, -alongY / (2 * h));
      }
    }
    system.solve();
    let [change, size] = [0, 0];
    for (let i = 1; i < cells; i++) {
      for (let j = 1; j < cells; j++) {
        const moved = system.side[unknownAt(i, j)] as number;
        psi[i * n + j] = (psi[i * n + j] as number) + moved;
        change += moved * moved;
        size += (psi[i * n + j] as number) ** 2;
      }
    }
    if (!Number.isFinite(change)) break;
    if (change > 1e-20 * size) continue;
    const velocity = (horizontal: boolean) =>
      Float64Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        if (i === 0 || i === cells || j === 0 || j === cells)
          return horizontal && j === cells ? (lids[i] as number) : 0;
        return horizontal
          ? (value(i, j + 1) - value(i, j - 1)) / (2 * h)
          : (value(i - 1, j) - value(i + 1, j)) / (2 * h);
      });
    return { cells, psi, u: velocity(true), v: velocity(false) };
  }
  throw invalid({ what: `Newton's method does not converge on ${cells} cells`, got: reynolds, attempt: "more cells" });
}

/** The point inside that mirrors one beyond a wall. */
function mirrored(i: number, cells: number): number {
  return i < 0 ? -i : i > cells ? 2 * cells - i : i;
}

/** A flow on twice as many cells, linearly between points. */
function refined({ cells, psi }: GridFlow, to: number): Float64Array {
  const [n, m] = [cells + 1, to + 1];
  return Float64Array.from({ length: m * m }, (_, at) => {
    const [i, j] = [Math.floor(at / m), at % m];
    const corners = [
      [Math.floor(i / 2), Math.floor(j / 2)],
      [Math.ceil(i / 2), Math.floor(j / 2)],
      [Math.floor(i / 2), Math.ceil(j / 2)],
      [Math.ceil(i / 2), Math.ceil(j / 2)],
    ] as const;
    return corners.reduce((total, [a, b]) => total + 0.25 * (psi[a * n + b] as number), 0);
  });
}
