import { sum } from "../core/index.ts";
import type { WaveProblem } from "../problems/index.ts";
import { absorption, nonlinearityAt, potentialAt } from "./equation.ts";
import type { WaveSystem } from "./system.ts";

/**
 * 1/(|γ| max |ψ₀|² + δV), δV the standard deviation of the potential over |ψ₀|², or the whole span where both are zero: how
 * long the field takes to change by other means than dispersion.
 */
export function nonlinearTime({ problem, grid, initial }: WaveSystem, [t0, t1]: readonly [number, number]): number {
  const span = Math.abs(t1 - t0) || 1;
  const density = initial.re.map((re, j) => re * re + (initial.im[j] as number) ** 2);
  const peak = density.reduce((largest, value) => Math.max(largest, value), 0);
  const V = potentialAt(grid, problem, t0);
  const time = 1 / (largestNonlinearity(problem, [t0, t1]) * peak + (V === null ? 0 : deviation(V, density)));
  if (!(Number.isFinite(time) && time > 0)) return span;
  return V === null ? time : Math.min(time, span);
}

/** max |γ|, of one that depends on time at 65 times of the span. */
function largestNonlinearity(problem: WaveProblem, [t0, t1]: readonly [number, number]): number {
  if (problem.terms?.nonlinearityOverTime === undefined) return Math.abs(problem.nonlinearity);
  const sampled = Array.from({ length: 65 }, (_, i) => Math.abs(nonlinearityAt(problem, t0 + ((t1 - t0) * i) / 64)));
  return Math.max(...sampled);
}

function deviation(values: Float64Array, weights: Float64Array): number {
  const total = sum(weights);
  const mean = sum(values.map((value, j) => value * (weights[j] as number))) / total;
  return Math.sqrt(sum(values.map((value, j) => (value - mean) ** 2 * (weights[j] as number))) / total);
}

/** A time × (half the range of V + the largest σ) on the grid: how stiff the pointwise terms are. */
export function stiffness({ problem, grid }: WaveSystem, t0: number, time: number): number {
  const V = potentialAt(grid, problem, t0) ?? new Float64Array(1);
  const sigma = absorption(grid, problem) ?? new Float64Array(1);
  const largest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b));
  return time * (0.5 * (largest(V) + largest(V.map((value) => -value))) + largest(sigma));
}
