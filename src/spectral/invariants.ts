import { type Field, row, sum, toPositions, toWavenumbers } from "../core/index.ts";
import { dispersionRelation, nonlinearityAt, potentialAt } from "./equation.ts";
import type { SavedFields, WaveSolution } from "./solution.ts";
import type { WaveSystem } from "./system.ts";

/** Integrals of a field, dimensionless; which of them the equation keeps is in the system's `laws`. */
export interface Invariants {
  /** ∫ |ψ|² dx */
  readonly mass: number;
  /** ∫ Im(ψ* ψ_x) dx */
  readonly momentum: number;
  /** ∫ (β/2) |ψ_x|² − (γ/2) |ψ|⁴ dx, with higher dispersion ∫ ψ* ω(−i∂_x) ψ in the first place, plus ∫ V |ψ|² dx for a static V */
  readonly energy: number;
}

/**
 * Largest relative changes of the invariants over the saved times.
 *
 * Mass and energy drift measure the time integrator, momentum drift measures aliasing: a semi-discrete equation keeps
 * mass and energy exactly but momentum only when it is fully dealiased. Where an invariant is zero, its change is taken
 * relative to the same integral without signs; for the momentum at least 2π/L times the mass. With linear loss the change is
 * that of Q e^{∫α dt}, which the equation keeps; NaN stands for an integral that it does not keep (see the system's `laws`).
 */
export type Drift = Invariants;

/**
 * Invariants of a field, by spectral derivatives and compensated sums. With a sharp or smooth dealiasing mask the
 * quartic term is that of the masked field, so that the energy is the one that the semi-discrete equation keeps; in
 * compatibility mode it is the equation's own. The time matters where γ depends on it.
 */
export function invariants(system: WaveSystem, psi: Field<"x">, t = system.problem.initialTime ?? 0): Invariants {
  return integrals(system, psi, t).values;
}

/** Invariants at every saved time. */
export function invariantsOverTime(system: WaveSystem, solution: WaveSolution): Invariants[] {
  return Array.from(solution.t, (_, i) => invariants(system, savedField(solution, i), solution.t[i]));
}

/** Drift of the invariants along a solution. */
export function drift(system: WaveSystem, solution: WaveSolution): Drift {
  return driftFrom(system, invariantsOverTime(system, solution), solution.t);
}

/** The largest relative changes in a series of invariants, from the initial time on. */
export function driftFrom(system: WaveSystem, series: readonly Invariants[], times: ArrayLike<number>): Drift {
  const changes = relativeChanges(system, series, times);
  const largest = (values: Float64Array) => values.reduce((a, b) => (Number.isNaN(b) ? b : Math.max(a, b)), 0);
  return { mass: largest(changes.mass), momentum: largest(changes.momentum), energy: largest(changes.energy) };
}

/**
 * |Q(t)/D(t) − Q₀| / |Q₀| for each of a series of invariants, Q₀ and t₀ at the system's initial state, which is the first of
 * the times, and D what the equation lets be left of Q since then; see `Drift` for Q₀ = 0 and for NaN.
 */
export function relativeChanges(
  system: WaveSystem,
  series: readonly Invariants[],
  times: ArrayLike<number>,
): Readonly<Record<keyof Invariants, Float64Array>> {
  const { values: start, unsigned } = integrals(system, system.initial, times[0] ?? 0);
  const changes = (key: keyof Invariants) => {
    const { left } = system.laws[key];
    if (left === null) return new Float64Array(series.length).fill(Number.NaN);
    const scale = Math.abs(start[key]) > 1e-6 * unsigned[key] ? Math.abs(start[key]) : unsigned[key];
    return Float64Array.from(series, (values, i) => {
      const kept = values[key] / left(times[0] ?? 0, times[i] ?? 0);
      return scale === 0 ? 0 : Math.abs(kept - start[key]) / scale;
    });
  };
  return { mass: changes("mass"), momentum: changes("momentum"), energy: changes("energy") };
}

/** ψ at the i-th saved time, sharing storage. */
export function savedField(solution: SavedFields, index: number): Field<"x"> {
  return { space: "x", re: row(solution.psi.re, index).data, im: row(solution.psi.im, index).data };
}

function integrals(system: WaveSystem, psi: Field<"x">, t: number): { values: Invariants; unsigned: Invariants } {
  const { grid, fft, problem, mask, compatibility } = system;
  const v = toWavenumbers(fft, psi);
  // Parseval: ∫ |f|² dx = (L/N²) Σ_k |f_k|².
  const weight = grid.length / grid.points ** 2;
  const power = v.re.map((re, j) => weight * (re * re + (v.im[j] as number) ** 2));
  const q = mask === null || compatibility !== null ? psi : masked(system, v, mask);
  const mass = sum(power);
  const omega = dispersionRelation(grid, problem);
  const kinetic = sum(power.map((p, j) => p * (omega[j] as number)));
  const quartic =
    0.5 *
    nonlinearityAt(problem, t) *
    grid.spacing *
    sum(q.re.map((re, j) => (re * re + (q.im[j] as number) ** 2) ** 2));
  const potential = potentialEnergy(system, q);
  // The Nyquist mode has no sign, so it carries no momentum.
  const signed = power.map((p, j) => (j === grid.points / 2 ? 0 : p * (grid.k[j] as number)));
  const moving = Math.max(sum(signed.map(Math.abs)), (2 * Math.PI * mass) / grid.length);
  return {
    values: { mass, momentum: sum(signed), energy: kinetic - quartic + potential.signed },
    unsigned: {
      mass,
      momentum: moving,
      energy: Math.abs(kinetic) + Math.abs(quartic) + potential.unsigned,
    },
  };
}

/** ∫ V |q|² dx of a static potential, and the same without signs; 0 of one that depends on time. */
function potentialEnergy({ grid, problem }: WaveSystem, q: Field<"x">): { signed: number; unsigned: number } {
  if (problem.terms?.potential?.timeDependent !== false) return { signed: 0, unsigned: 0 };
  const V = potentialAt(grid, problem, 0) as Float64Array;
  const energies = V.map((value, j) => grid.spacing * value * ((q.re[j] as number) ** 2 + (q.im[j] as number) ** 2));
  return { signed: sum(energies), unsigned: sum(energies.map(Math.abs)) };
}

function masked({ fft }: WaveSystem, v: Field<"k">, mask: Float64Array): Field<"x"> {
  return toPositions(fft, {
    space: "k",
    re: v.re.map((value, j) => value * (mask[j] as number)),
    im: v.im.map((value, j) => value * (mask[j] as number)),
  });
}
