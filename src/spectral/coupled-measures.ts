import { type Field, sum, toWavenumbers } from "../core/index.ts";
import type { FieldPair } from "../problems/index.ts";
import type { CoupledSystem } from "./coupled.ts";
import { distance, entropiesOf, type FieldEntropies, type SolutionError } from "./diagnostics.ts";
import type { Invariants } from "./invariants.ts";

/** What the equation of a coupled pair keeps. */
export interface CoupledInvariants extends Invariants {
  /** ∫ |ψ₁|² dx and ∫ |ψ₂|² dx, each of which is kept. */
  readonly masses: readonly [first: number, second: number];
}

/**
 * Mass, momentum Σ ∫ Im(ψ_j* ψ_j,x) dx and energy ∫ Σ (β/2) |ψ_j,x|² − (γ/2)(|ψ₁|⁴ + 2b |ψ₁|²|ψ₂|² + |ψ₂|⁴) dx of a pair, by
 * spectral derivatives and compensated sums.
 */
export function coupledInvariants({ grid, kernels, problem }: CoupledSystem, fields: FieldPair): CoupledInvariants {
  const { points, length, spacing, k } = grid;
  const fft = kernels.fft(points);
  const weight = length / points ** 2; // Parseval
  const powers = fields.map((psi) => {
    const { re, im } = toWavenumbers(fft, psi);
    return re.map((a, j) => weight * (a * a + (im[j] as number) ** 2));
  });
  const [first, second] = powers.map((power) => sum(power)) as [number, number];
  const mean = (rate: (k: number, j: number) => number) =>
    powers.reduce((total, power) => total + sum(power.map((p, j) => p * rate(k[j] as number, j))), 0);
  const [a, b] = fields.map(intensity) as [Float64Array, Float64Array];
  const quartic = a.map((p, j) => {
    const q = b[j] as number;
    return p * p + 2 * problem.coupling * p * q + q * q;
  });
  return {
    masses: [first, second],
    mass: first + second,
    momentum: mean((wave, j) => (j === points / 2 ? 0 : wave)), // the Nyquist mode has no sign
    energy:
      mean((wave) => 0.5 * problem.dispersion * wave * wave) - 0.5 * problem.nonlinearity * spacing * sum(quartic),
  };
}

/** ∫ |ψ₁|² dx and ∫ |ψ₂|² dx: the equation keeps each. */
export function masses({ grid }: CoupledSystem, fields: FieldPair): readonly [number, number] {
  const [first, second] = fields.map((psi) => grid.spacing * sum(intensity(psi))) as [number, number];
  return [first, second];
}

/** The larger of the relative L2 errors of the two fields against the exact solution, or null without one. */
export function coupledError(system: CoupledSystem, fields: FieldPair, t: number): number | null {
  return coupledErrors(system, fields, t)?.l2 ?? null;
}

/** The larger of the errors of the two fields against the exact solution, or null without one. */
export function coupledErrors({ problem, grid }: CoupledSystem, fields: FieldPair, t: number): SolutionError | null {
  const exact = problem.exact?.(grid, t) ?? null;
  if (exact === null) return null;
  const errors = fields.map((psi, i) => distance(psi, exact[i] as Field<"x">));
  return { l2: Math.max(...errors.map(({ l2 }) => l2)), max: Math.max(...errors.map(({ max }) => max)) };
}

/** Entropies of the density p_j = (|ψ₁|² + |ψ₂|²) / Σ (|ψ₁|² + |ψ₂|²), in nats. */
export function coupledEntropies({ grid }: CoupledSystem, [first, second]: FieldPair): FieldEntropies {
  const other = intensity(second);
  return entropiesOf(
    intensity(first).map((value, j) => value + (other[j] as number)),
    grid.spacing,
  );
}

function intensity({ re, im }: Field<"x">): Float64Array {
  return re.map((a, j) => a * a + (im[j] as number) ** 2);
}
