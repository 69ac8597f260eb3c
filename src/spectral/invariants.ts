import { type Field, row, sum, toPositions, toWavenumbers } from "../core/index.ts";
import type { SavedFields, WaveSolution } from "./solution.ts";
import type { WaveSystem } from "./system.ts";

/** Integrals of the motion of i ψ_t + (β/2) ψ_xx + γ |ψ|² ψ = 0, dimensionless. */
export interface Invariants {
  /** ∫ |ψ|² dx */
  readonly mass: number;
  /** ∫ Im(ψ* ψ_x) dx */
  readonly momentum: number;
  /** ∫ (β/2) |ψ_x|² − (γ/2) |ψ|⁴ dx */
  readonly energy: number;
}

/**
 * Largest relative changes of the invariants over the saved times.
 *
 * Mass and energy drift measure the time integrator, momentum drift measures aliasing: a semi-discrete equation keeps
 * mass and energy exactly but momentum only when it is fully dealiased. Where an invariant is zero, its change is taken
 * relative to the same integral without signs; for the momentum at least 2π/L times the mass.
 */
export type Drift = Invariants;

/**
 * Invariants of a field, by spectral derivatives and compensated sums. With a sharp or smooth dealiasing mask the
 * quartic term is that of the masked field, so that the energy is the one that the semi-discrete equation keeps; in
 * compatibility mode it is the equation's own.
 */
export function invariants(system: WaveSystem, psi: Field<"x">): Invariants {
  return integrals(system, psi).values;
}

/** Invariants at every saved time. */
export function invariantsOverTime(system: WaveSystem, solution: WaveSolution): Invariants[] {
  return Array.from(solution.t, (_, i) => invariants(system, savedField(solution, i)));
}

/** Drift of the invariants along a solution. */
export function drift(system: WaveSystem, solution: WaveSolution): Drift {
  return driftFrom(system, invariantsOverTime(system, solution));
}

/** The largest relative changes in a series of invariants. */
export function driftFrom(system: WaveSystem, series: readonly Invariants[]): Drift {
  const changes = relativeChanges(system, series);
  const largest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b), 0);
  return { mass: largest(changes.mass), momentum: largest(changes.momentum), energy: largest(changes.energy) };
}

/** |Q(t) − Q₀| / |Q₀| for each of a series of invariants, Q₀ at the system's initial time; see `Drift` for Q₀ = 0. */
export function relativeChanges(
  system: WaveSystem,
  series: readonly Invariants[],
): Readonly<Record<keyof Invariants, Float64Array>> {
  const { values: start, unsigned } = integrals(system, system.initial);
  const changes = (key: keyof Invariants) => {
    const scale = Math.abs(start[key]) > 1e-6 * unsigned[key] ? Math.abs(start[key]) : unsigned[key];
    return Float64Array.from(series, (values) => (scale === 0 ? 0 : Math.abs(values[key] - start[key]) / scale));
  };
  return { mass: changes("mass"), momentum: changes("momentum"), energy: changes("energy") };
}

/** ψ at the i-th saved time, sharing storage. */
export function savedField(solution: SavedFields, index: number): Field<"x"> {
  return { space: "x", re: row(solution.psi.re, index).data, im: row(solution.psi.im, index).data };
}

function integrals(system: WaveSystem, psi: Field<"x">): { values: Invariants; unsigned: Invariants } {
  const { grid, fft, problem, mask, compatibility } = system;
  const v = toWavenumbers(fft, psi);
  // Parseval: ∫ |f|² dx = (L/N²) Σ_k |f_k|².
  const weight = grid.length / grid.points ** 2;
  const power = v.re.map((re, j) => weight * (re * re + (v.im[j] as number) ** 2));
  const q = mask === null || compatibility !== null ? psi : masked(system, v, mask);
  const mass = sum(power);
  const kinetic = 0.5 * problem.dispersion * sum(power.map((p, j) => p * (grid.k[j] as number) ** 2));
  const quartic =
    0.5 * problem.nonlinearity * grid.spacing * sum(q.re.map((re, j) => (re * re + (q.im[j] as number) ** 2) ** 2));
  // The Nyquist mode has no sign, so it carries no momentum.
  const signed = power.map((p, j) => (j === grid.points / 2 ? 0 : p * (grid.k[j] as number)));
  const moving = Math.max(sum(signed.map(Math.abs)), (2 * Math.PI * mass) / grid.length);
  return {
    values: { mass, momentum: sum(signed), energy: kinetic - quartic },
    unsigned: { mass, momentum: moving, energy: Math.abs(kinetic) + Math.abs(quartic) },
  };
}

function masked({ fft }: WaveSystem, v: Field<"k">, mask: Float64Array): Field<"x"> {
  return toPositions(fft, {
    space: "k",
    re: v.re.map((value, j) => value * (mask[j] as number)),
    im: v.im.map((value, j) => value * (mask[j] as number)),
  });
}
