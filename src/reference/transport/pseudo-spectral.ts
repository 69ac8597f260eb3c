import {
  defaultKernels,
  type Grid,
  halves,
  type Kernels,
  periodicGrid,
  requireNumber,
  tensor,
} from "../../core/index.ts";
import { etdrk4, halving, integrate, type SemilinearProblem, type Status } from "../../ode/index.ts";
import { type ConservationLaw, ringOf } from "../../problems/index.ts";
import type { GridSolution } from "./finite-volume.ts";

/** Options of `pseudoSpectral`. */
export interface PseudoSpectralOptions {
  /** ν. @defaultValue `0`, for smooth solutions only */
  readonly viscosity?: number;
  /** s(u). @defaultValue none */
  readonly source?: (u: number) => number;
  /** Points of the ring; a multiple of 4, at least 16. */
  readonly points: number;
  /** Ascending times ≥ 0 at which u is kept. */
  readonly times: readonly number[];
  /** Degree p of the flux as a polynomial: modes above the part 2 / (p + 1) of all are left out. @defaultValue `2` */
  readonly degree?: number;
  /** Error in time allowed over the whole span, relative to the norm. @defaultValue `1e-11` */
  readonly rtol?: number;
}

/** A pseudo-spectral solution with how its integration ended. */
export interface SpectralTransport extends Omit<GridSolution, "status"> {
  readonly status: Status;
  /** The largest mode of the upper third of those kept, relative to the largest of all but the mean, at any time. */
  readonly tail: number;
}

/**
 * u_t + f(u)_x = ν u_xx + s(u) on a ring by Fourier modes: products of the flux in position space, without aliasing for a flux
 * of the given degree, exponential Runge–Kutta steps of order four under step halving.
 *
 * Exact to rounding and `rtol` once the modes are resolved, which `tail` and `error` tell.
 *
 * S. A. Orszag, J. Atmos. Sci. 28 (1971) 1074; S. M. Cox & P. C. Matthews, J. Comput. Phys. 176 (2002) 430.
 */
export function pseudoSpectral(law: ConservationLaw, options: PseudoSpectralOptions): SpectralTransport {
  const { points, times, viscosity = 0, degree = 2, rtol = 1e-11 } = options;
  requireNumber("points", points, (n) => n % 4 === 0 && n >= 16, "a multiple of 4 and at least 16", "256");
  requireNumber("viscosity", viscosity, (nu) => nu >= 0, "at least 0", "0.01");
  requireNumber("degree", degree, (p) => p >= 1, "at least 1", "2");
  times.forEach((t, i) => {
    requireNumber(`times.${i}`, t, (value) => value >= (times[i - 1] ?? 0), "ascending and at least 0");
  });
  const fine = run(law, options, points, rtol);
  const coarse = run(law, options, points / 2, 16 * rtol);
  let [difference, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of fine.grid.x) [low, high] = [Math.min(low, law.initial(x)), Math.max(high, law.initial(x))];
  coarse.u.forEach((value, i) => {
    difference = Math.max(difference, Math.abs(value - (fine.u[2 * i] as number)));
  });
  return {
    x: fine.grid.x,
    times: Float64Array.from(times),
    u: tensor([times.length, points], fine.u),
    error: difference / (high - low || 1),
    status: fine.status,
    tail: fine.tail,
  };
}

function run(
  law: ConservationLaw,
  { viscosity = 0, source, times, degree = 2 }: PseudoSpectralOptions,
  points: number,
  rtol: number,
) {
  const { start, length } = ringOf(law);
  const grid = periodicGrid({ points, length, start });
  const kernels = defaultKernels();
  const end = times.at(-1) ?? 0;
  const kept = Math.floor(points / (degree + 1));
  const problem = modes(law, grid, viscosity, source, kept, end, kernels);
  const u = new Float64Array(times.length * points).fill(Number.NaN);
  const fft = kernels.fft(points);
  const [re, im] = [new Float64Array(points), new Float64Array(points)];
  let tail = 0;
  const save = (state: Float64Array, row: number): void => {
    const { re: a, im: b } = halves(state);
    const size = (j: number): number => Math.hypot(a[j] as number, b[j] as number);
    let [all, upper] = [0, 0];
    for (let j = 1; j <= kept && j < points / 2; j++) {
      all = Math.max(all, size(j));
      if (j > (2 * kept) / 3) upper = Math.max(upper, size(j));
    }
    tail = Math.max(tail, all === 0 ? 0 : upper / all);
    fft.inverse(a, b, re, im);
    u.set(re, row * points);
  };
  if (end === 0) {
    times.forEach((_, row) => {
      save(problem.y0, row);
    });
    return { grid, u, tail, status: "success" as const };
  }
  const solution = integrate(problem, {
    method: halving(etdrk4(), { every: 4 }),
    rtol,
    errorPerTime: end,
    saveAt: { times },
    keep: false,
    onSave: (_t, state, index) => save(state, index),
    kernels,
  });
  return { grid, u, tail, status: solution.status };
}

function modes(
  law: ConservationLaw,
  grid: Grid,
  viscosity: number,
  source: ((u: number) => number) | undefined,
  kept: number,
  end: number,
  kernels: Kernels,
): SemilinearProblem {
  const n = grid.points;
  const fft = kernels.fft(n);
  const resolved = Float64Array.from({ length: n }, (_, j) => (Math.min(j, n - j) <= kept && 2 * j !== n ? 1 : 0));
  const linear = { re: grid.k.map((k) => -viscosity * k * k), im: new Float64Array(n) };
  const y0 = kernels.allocate(2 * n);
  const first = halves(y0);
  grid.x.forEach((x, j) => {
    first.re[j] = law.initial(x);
  });
  fft.forward(first.re, first.im);
  for (let j = 0; j < n; j++) {
    first.re[j] = (first.re[j] as number) * (resolved[j] as number);
    first.im[j] = (first.im[j] as number) * (resolved[j] as number);
  }
  const [u, zero, flux, fluxIm] = Array.from({ length: 4 }, () => kernels.allocate(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return {
    linear,
    y0,
    span: [0, end],
    nonlinear(_t, state, out) {
      const { re, im } = halves(state);
      const target = halves(out);
      fft.inverse(re, im, u, zero);
      for (let j = 0; j < n; j++) {
        flux[j] = law.flux(u[j] as number);
        fluxIm[j] = source === undefined ? 0 : source(u[j] as number);
      }
      // Two real transforms in one: f in the real part, s in the imaginary part.
      fft.forward(flux, fluxIm);
      for (let j = 0; j < n; j++) {
        const mirror = (n - j) % n;
        const [a, b, c, d] = [flux[j], fluxIm[j], flux[mirror], fluxIm[mirror]] as [number, number, number, number];
        const k = (grid.k[j] as number) * (resolved[j] as number);
        // −ik f̂ + ŝ with f̂ = ((a + c) + i (b − d)) / 2 and ŝ = ((b + d) − i (a − c)) / 2.
        target.re[j] = (k * (b - d) + (resolved[j] as number) * (b + d)) / 2;
        target.im[j] = (-k * (a + c) - (resolved[j] as number) * (a - c)) / 2;
      }
    },
  };
}
