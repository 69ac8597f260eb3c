import { requireNumber, type Tensor, tensor } from "../../core/index.ts";

/** Options of `nonlinearDiffusion`. */
export interface NonlinearDiffusionOptions {
  /** Cells along each side on the finest grid, a multiple of 8. @defaultValue `400` */
  readonly cells?: number;
  /** Ascending times > 0 at which u is kept. */
  readonly times: readonly number[];
}

/** A solution on a square grid. */
export interface SquareSolution {
  /** Positions along x and along y, shape [points]. */
  readonly axis: Float64Array;
  readonly times: Float64Array;
  /** u, shape [times][points][points], x first. */
  readonly u: Tensor;
  /** The relative L2 difference from the same on half as many cells: an upper estimate of the error. */
  readonly error: number;
}

/**
 * The solution of `problems.nonlinearDiffusion` for t > 0: u_t = Δ(u²)/40 by central differences of second order, classical
 * Runge–Kutta steps below the limit of stability, and extrapolation from two grids to the spacing zero (L. F. Richardson,
 * Philos. Trans. R. Soc. A 210 (1911) 307), on half as many cells as the finest grid has.
 */
export function nonlinearDiffusion({ cells = 400, times }: NonlinearDiffusionOptions): SquareSolution {
  requireNumber("cells", cells, (n) => n % 8 === 0 && n >= 32, "a multiple of 8 and at least 32", "400");
  times.forEach((t, i) => {
    requireNumber(`times.${i}`, t, (value) => value > (times[i - 1] ?? 0), "ascending and above 0");
  });
  const grids = [cells, cells / 2, cells / 4].map((n) => differences(n, times)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const half = extrapolated(grids[0], grids[1], cells / 2, times.length);
  const quarter = extrapolated(grids[1], grids[2], cells / 4, times.length);
  let [difference, size] = [0, 0];
  every(cells / 4, times.length, (coarse, fine) => {
    difference += ((half[fine] as number) - (quarter[coarse] as number)) ** 2;
    size += (half[fine] as number) ** 2;
  });
  const points = cells / 2 + 1;
  return {
    axis: Float64Array.from({ length: points }, (_, i) => -1 + (2 * i) / (points - 1)),
    times: Float64Array.from(times),
    u: tensor([times.length, points, points], half),
    error: Math.sqrt(difference / (size || 1)),
  };
}

/** Visits the places of a coarse grid's points in it and in one twice as fine, time after time. */
function every(cells: number, times: number, visit: (coarse: number, fine: number) => void): void {
  const [n, m] = [cells + 1, 2 * cells + 1];
  for (let t = 0; t < times; t++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) visit((t * n + i) * n + j, (t * m + 2 * i) * m + 2 * j);
    }
  }
}

/** (4 fine − coarse) / 3 on the points of the coarse grid. */
function extrapolated(fine: Float64Array, coarse: Float64Array, cells: number, times: number): Float64Array {
  const out = new Float64Array(coarse.length);
  every(cells, times, (at, finer) => {
    out[at] = (4 * (fine[finer] as number) - (coarse[at] as number)) / 3;
  });
  return out;
}

/** u on a grid of cells × cells at the times, walls included, where it is zero. */
function differences(cells: number, times: readonly number[]): Float64Array {
  const n = cells + 1;
  const h = 2 / cells;
  const u = new Float64Array(n * n);
  for (let i = 1; i < cells; i++) for (let j = 1; j < cells; j++) u[i * n + j] = initial(-1 + i * h, -1 + j * h);
  const sum = new Float64Array(n * n);
  const squares = [new Float64Array(n * n), new Float64Array(n * n)] as const;
  // Slopes are Δ(u²)/40, whose eigenvalues reach −8 · 0.05 u / h²; Runge–Kutta steps of order four are stable to −2.78;
  // and the largest u never grows.
  const out = new Float64Array(times.length * n * n);
  let now = 0;
  times.forEach((end, row) => {
    const largest = u.reduce((most, value) => Math.max(most, value), 0);
    const stable = (2.5 * h * h) / (8 * 0.05 * largest);
    const steps = Math.ceil((end - now) / stable);
    const dt = (end - now) / steps;
    for (let step = 0; step < steps; step++) {
      sum.fill(0);
      for (let i = 0; i < u.length; i++) squares[0][i] = (u[i] as number) * (u[i] as number);
      stages.forEach(([weight, ahead], k) => {
        addStage(u, squares[k % 2] as Float64Array, squares[(k + 1) % 2] as Float64Array, sum, weight, ahead * dt);
      });
      for (let i = 0; i < u.length; i++) u[i] = (u[i] as number) + dt * (sum[i] as number);
    }
    out.set(u, row * n * n);
    now = end;
  });
  return out;
}

/** The weights of classical Runge–Kutta slopes, and how far ahead of the beginning of a step each next one is taken. */
const stages = [
  [1 / 6, 0.5],
  [1 / 3, 0.5],
  [1 / 3, 1],
  [1 / 6, 0],
] as const;

/**
 * Adds the slopes of one stage to the sum, weighted, and leaves the squares of the next stage, u + ahead · slope: in one pass
 * over square grids of which the walls stay as they are.
 */
function addStage(
  u: Float64Array,
  squares: Float64Array,
  next: Float64Array,
  sum: Float64Array,
  weight: number,
  ahead: number,
): void {
  const n = Math.sqrt(u.length);
  const scale = 0.025 * ((n - 1) / 2) ** 2;
  for (let i = 1; i < n - 1; i++) {
    for (let at = i * n + 1; at < (i + 1) * n - 1; at++) {
      const around =
        (squares[at - n] as number) +
        (squares[at + n] as number) +
        (squares[at - 1] as number) +
        (squares[at + 1] as number);
      const slope = scale * (around - 4 * (squares[at] as number));
      const value = (u[at] as number) + ahead * slope;
      sum[at] = (sum[at] as number) + weight * slope;
      next[at] = value * value;
    }
  }
}

function initial(x: number, y: number): number {
  const bump = (height: number, x0: number, y0: number, sharpness: number) =>
    height * Math.exp(-sharpness * ((x - x0) ** 2 + (y - y0) ** 2));
  return bump(0.25, 0.3, 0.2, 10) + bump(0.4, -0.5, -0.1, 15) + bump(0.3, 0, -0.5, 20);
}
