import { antiderivative, requireNumber, type Tensor, tensor } from "../../core/index.ts";
import { type ConservationLaw, ringOf } from "../../problems/index.ts";
import { godunovFlux } from "./godunov-flux.ts";
import { leftEdges, rightEdges } from "./weno5.ts";

/** Options of `finiteVolume`. */
export interface FiniteVolumeOptions {
  /** Cells of the ring; a multiple of 4, at least 16. */
  readonly cells: number;
  /** Ascending times ≥ 0 at which averages are kept. */
  readonly times: readonly number[];
  /** `"godunov"` is of order 1, `"weno5"` of order 5 where the solution is smooth. @defaultValue `"weno5"` */
  readonly scheme?: "godunov" | "weno5";
  /** Part of the largest stable step. @defaultValue `0.9` for `"godunov"`, `0.6` for `"weno5"` */
  readonly courant?: number;
}

/** A solution on a grid with its error. */
export interface GridSolution {
  /** Positions, shape [points]. */
  readonly x: Float64Array;
  readonly times: Float64Array;
  /** u, shape [times][points]. */
  readonly u: Tensor;
  /**
   * An estimate of the largest error over all times, relative to the range of the initial state: the largest difference from
   * the same on half as many points, enlarged where the order seen on three grids is below 1. It is about the error itself for a
   * method of order 1, thirty times it for one of order 5, and more for spectral modes. Near shocks it is of the size of the
   * jump.
   */
  readonly error: number;
  readonly status: "success" | "non-finite";
}

/**
 * Cell averages of the entropy solution of u_t + f(u)_x = 0, for any flux: Godunov's exact Riemann flux at the edges, between
 * averages or between reconstructions of order five (WENO-Z), and three stages of a strong-stability-preserving Runge–Kutta
 * method of order three. With `"weno5"` steps shrink as h^{5/3}, so that time does not spoil the order.
 *
 * S. K. Godunov, Mat. Sb. 47 (1959) 271; C.-W. Shu & S. Osher, J. Comput. Phys. 77 (1988) 439; R. Borges, M. Carmona, B. Costa
 * & W. S. Don, J. Comput. Phys. 227 (2008) 3191.
 *
 * @returns Averages over cells; `x` holds the centres.
 */
export function finiteVolume(law: ConservationLaw, options: FiniteVolumeOptions): GridSolution {
  const { cells, times } = options;
  requireNumber("cells", cells, (n) => n % 4 === 0 && n >= 16, "a multiple of 4 and at least 16", "256");
  times.forEach((t, i) => {
    requireNumber(`times.${i}`, t, (value) => value >= (times[i - 1] ?? 0), "ascending and at least 0");
  });
  const fine = run(law, options, cells);
  const coarse = run(law, options, cells / 2);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of initialAverages(law, cells)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const error = limitOf(difference(run(law, options, cells / 4), coarse), difference(coarse, fine));
  const { start, length } = ringOf(law);
  return {
    x: Float64Array.from({ length: cells }, (_, i) => start + ((i + 0.5) * length) / cells),
    times: Float64Array.from(times),
    u: tensor([times.length, cells], fine),
    error: error / (high - low || 1),
    status: fine.every(Number.isFinite) ? "success" : "non-finite",
  };
}

/** The largest difference of averages from those of cells half as wide. */
function difference(coarse: Float64Array, fine: Float64Array): number {
  return coarse.reduce((most, value, i) => {
    const merged = ((fine[2 * i] as number) + (fine[2 * i + 1] as number)) / 2;
    return Math.max(most, Math.abs(value - merged));
  }, 0);
}

/** The ratio of differences at the order ⅔, which the largest error of a monotone scheme reaches before the order 1. */
const slowest = 2 ** (2 / 3);

/** What differences that shrink like the last two have still to come, at least the last one: d / (r − 1) for r < 2. */
function limitOf(before: number, last: number): number {
  return last === 0 ? 0 : last * Math.max(1, 1 / (Math.max(before / last, slowest) - 1));
}

/** Averages of the initial state over cells: differences of its antiderivative. */
function initialAverages(law: ConservationLaw, cells: number): Float64Array {
  const { start, length } = ringOf(law);
  const potential = law.potential ?? antiderivative(law.initial, start, length, cells);
  const h = length / cells;
  return Float64Array.from(
    { length: cells },
    (_, i) => (potential(start + (i + 1) * h) - potential(start + i * h)) / h,
  );
}

/** Averages at all times, shape [times][cells]. */
function run(
  law: ConservationLaw,
  { times, scheme = "weno5", courant = scheme === "weno5" ? 0.6 : 0.9 }: FiniteVolumeOptions,
  cells: number,
): Float64Array {
  requireNumber("courant", courant, (c) => c > 0 && c <= 1, "above 0 and at most 1", "0.5");
  const { length } = ringOf(law);
  const h = length / cells;
  const u = initialAverages(law, cells);
  const range = [Math.min(...u), Math.max(...u)] as const;
  const { flux, fastest } = godunovFlux(law, range);
  const finer = scheme === "weno5" ? Math.min(1, (64 / cells) ** (2 / 3)) : 1;
  const longest = fastest === 0 ? Number.POSITIVE_INFINITY : (courant * h * finer) / fastest;
  const smallest = ((range[1] - range[0]) * (h / length) ** 2 * 40) ** 2 + Number.MIN_VALUE;
  const [left, right, edge] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)];
  const slope = (v: Float64Array, out: Float64Array): void => {
    if (scheme === "weno5") {
      leftEdges(v, smallest, left);
      rightEdges(v, smallest, right);
    } else {
      left.set(v);
      for (let i = 0; i < cells; i++) right[i] = v[(i + 1) % cells] as number;
    }
    for (let i = 0; i < cells; i++) edge[i] = flux(left[i] as number, right[i] as number);
    for (let i = 0; i < cells; i++) {
      out[i] = ((edge[(i + cells - 1) % cells] as number) - (edge[i] as number)) / h;
    }
  };
  const out = new Float64Array(times.length * cells);
  let t = 0;
  times.forEach((time, row) => {
    const steps = Math.ceil((time - t) / longest);
    for (let step = 0; step < steps; step++) {
      if (scheme === "weno5") threeStages(u, (time - t) / steps, slope);
      else oneStage(u, (time - t) / steps, slope);
    }
    t = time;
    out.set(u, row * cells);
  });
  return out;
}

type Slope = (v: Float64Array, out: Float64Array) => void;

function oneStage(u: Float64Array, dt: number, slope: Slope): void {
  const k = new Float64Array(u.length);
  slope(u, k);
  for (let i = 0; i < u.length; i++) u[i] = (u[i] as number) + dt * (k[i] as number);
}

/** u¹ = u + Δt L(u); u² = ¾ u + ¼ (u¹ + Δt L(u¹)); u ← ⅓ u + ⅔ (u² + Δt L(u²)). */
function threeStages(u: Float64Array, dt: number, slope: Slope): void {
  const [k, v] = [new Float64Array(u.length), u.slice()];
  for (const keep of [0, 3 / 4, 1 / 3]) {
    slope(v, k);
    for (let i = 0; i < u.length; i++) {
      v[i] = keep * (u[i] as number) + (1 - keep) * ((v[i] as number) + dt * (k[i] as number));
    }
  }
  u.set(v);
}
