import { type ComplexState, type Field, type Grid, sum, toWavenumbers } from "../core/index.ts";
import type { WaveSolution } from "./solution.ts";
import type { WaveSystem } from "./system.ts";

/**
 * Share of the mass in the upper third of the wavenumbers that are kept: |k| > 2k_N/3 without dealiasing, |k| > 2k_c/3
 * for a mask that lets pass |k| < k_c. Above 1e-13 the grid begins to be too coarse.
 */
export function spectralTail(system: WaveSystem, psi: Field<"x">): number {
  return tailOfModes(system, toWavenumbers(system.fft, psi));
}

/** The same of its modes. */
export function tailOfModes(system: WaveSystem, { re, im }: ComplexState): number {
  const upper = upperThird(system, { re, im });
  const total = sumOfSquares(system, { re, im });
  const tail = sumOfSquares(system, upper);
  return tail === 0 ? 0 : tail / total;
}

const sumOfSquares = ({ kernels }: WaveSystem, { re, im }: ComplexState): number =>
  kernels.sumOfSquares(re) + kernels.sumOfSquares(im);

const thirds = new WeakMap<
  Float64Array,
  { readonly grid: Grid; readonly mask: Float64Array | null; readonly modes: ComplexState }
>();

/** The upper third of the wavenumbers that are kept; views that are made once an array. */
function upperThird({ grid, mask }: WaveSystem, { re, im }: ComplexState): ComplexState {
  const { points } = grid;
  const known = thirds.get(re);
  if (known?.grid === grid && known.mask === mask) return known.modes;
  let kept = points / 2;
  if (mask !== null) {
    kept = 0;
    for (let j = 0; j < points; j++) if ((mask[j] as number) > 0.5) kept = Math.max(kept, Math.min(j, points - j));
  }
  const begin = Math.floor((2 / 3) * kept) + 1;
  const end = Math.max(begin, points - begin + 1);
  const modes = { re: re.subarray(begin, end), im: im.subarray(begin, end) };
  thirds.set(re, { grid, mask, modes });
  return modes;
}

/** Above this share of mass in the spectral tail a warning is given. */
export const tailLimit = 1e-13;

/** Entropies of the density p_j = |ψ_j|² / Σ |ψ|², in nats. */
export interface FieldEntropies {
  /** −Σ p ln p */
  readonly shannon: number;
  /** −ln Σ p² */
  readonly renyi2: number;
  /** 1 − Σ p² */
  readonly tsallis2: number;
  /** The Shannon entropy of the density in x: `shannon + ln dx`, independent of the grid. */
  readonly differential: number;
}

/** Entropies of a field on its grid; NaN for a field that is zero everywhere. */
export function entropies({ grid }: WaveSystem, psi: Field<"x">): FieldEntropies {
  return entropiesOf(
    psi.re.map((re, j) => re * re + (psi.im[j] as number) ** 2),
    grid.spacing,
  );
}

/** Entropies of a density on cells of one size, which need not be normalised; NaN where it is zero everywhere. */
export function entropiesOf(density: Float64Array, cell: number): FieldEntropies {
  const total = sum(density);
  const p = density.map((value) => value / total);
  const shannon = -sum(p.map((value) => (value === 0 ? 0 : value * Math.log(value))));
  const purity = sum(p.map((value) => value * value));
  return { shannon, renyi2: -Math.log(purity), tsallis2: 1 - purity, differential: shannon + Math.log(cell) };
}

/** Errors against the exact solution. */
export interface SolutionError {
  /** ‖ψ − ψ_exact‖₂ / ‖ψ_exact‖₂ */
  readonly l2: number;
  /** max |ψ − ψ_exact| / max |ψ_exact| */
  readonly max: number;
}

/** Relative L2 error where the integration stopped, or null where the problem has no exact solution then. */
export function relativeError(system: WaveSystem, solution: WaveSolution): number | null {
  return solutionError(system, solution)?.l2 ?? null;
}

/** Errors where the integration stopped, or null where the problem has no exact solution then. */
export function solutionError(system: WaveSystem, solution: WaveSolution): SolutionError | null {
  return fieldError(system, solution.end, solution.continuation.t);
}

/** Errors of a field that stands for ψ at time t, or null where the problem has no exact solution then. */
export function fieldError(system: WaveSystem, psi: Field<"x">, t: number): SolutionError | null {
  const exact = system.problem.exact?.(system.grid, t) ?? null;
  return exact === null ? null : distance(psi, exact);
}

/** Relative distance of a field from another one. */
export function distance(psi: Field<"x">, reference: Field<"x">): SolutionError {
  const difference = psi.re.map(
    (re, j) => (re - (reference.re[j] as number)) ** 2 + ((psi.im[j] as number) - (reference.im[j] as number)) ** 2,
  );
  const size = reference.re.map((re, j) => re * re + (reference.im[j] as number) ** 2);
  const largest = (values: Float64Array) => Math.sqrt(values.reduce((a, b) => Math.max(a, b), 0));
  const ratio = (a: number, b: number) => (a === 0 ? 0 : a / b);
  return { l2: Math.sqrt(ratio(sum(difference), sum(size))), max: ratio(largest(difference), largest(size)) };
}
