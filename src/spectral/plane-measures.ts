import { type Field, sum } from "../core/index.ts";
import { distance, entropiesOf, type FieldEntropies, type SolutionError } from "./diagnostics.ts";
import type { PlaneSystem } from "./plane.ts";

/** Integrals of a field on the plane. */
export interface PlaneIntegrals {
  /** ∫ |ψ|² */
  readonly mass: number;
  /** ∫ Im(ψ* ∂_x ψ) and ∫ Im(ψ* ∂_y ψ) */
  readonly momentum: readonly [x: number, y: number];
  /** ∫ (β/2)|∇ψ|² + V|ψ|² − (γ/2)|ψ|⁴ */
  readonly energy: number;
  /** ⟨x⟩ and ⟨y⟩, means over |ψ|². */
  readonly centre: readonly [x: number, y: number];
  /** ⟨x² + y²⟩ */
  readonly meanSquareRadius: number;
}

/** Mass, momentum, energy, centre and mean square radius of a field. */
export function planeIntegrals(system: PlaneSystem, psi: Field<"x">): PlaneIntegrals {
  const { x, y, kernels, potential, kinetic, nonlinearity } = system;
  const cell = x.spacing * y.spacing;
  const density = intensity(psi);
  const total = sum(density);
  const v = { re: psi.re.slice(), im: psi.im.slice() };
  kernels.fft2(y.points, x.points).forward(v.re, v.im);
  const power = v.re.map((re, i) => re * re + (v.im[i] as number) ** 2);
  const weight = cell / density.length; // Parseval
  const local = sum(density.map((rho, i) => rho * ((potential[i] as number) - 0.5 * nonlinearity * rho)));
  const mean = (f: (x: number, y: number) => number) =>
    sum(density.map((rho, i) => rho * f(x.x[i % x.points] as number, y.x[Math.floor(i / x.points)] as number))) / total;
  // The Nyquist modes have no sign, so they carry no momentum.
  const alongX = (i: number) => (i % x.points === x.points / 2 ? 0 : (x.k[i % x.points] as number));
  const alongY = (row: number) => (row === y.points / 2 ? 0 : (y.k[row] as number));
  return {
    mass: cell * total,
    momentum: [
      weight * sum(power.map((p, i) => p * alongX(i))),
      weight * sum(power.map((p, i) => p * alongY(Math.floor(i / x.points)))),
    ],
    energy: weight * sum(power.map((p, i) => p * (kinetic[i] as number))) + cell * local,
    centre: [mean((a) => a), mean((_, b) => b)],
    meanSquareRadius: mean((a, b) => a * a + b * b),
  };
}

/** Errors against the exact solution at time t, or null without one. */
export function planeError({ exact }: PlaneSystem, psi: Field<"x">, t: number): SolutionError | null {
  return exact === undefined ? null : distance(psi, exact(t));
}

/** Entropies of the density p_j = |ψ_j|² / Σ |ψ|², in nats. */
export function planeEntropies({ x, y }: PlaneSystem, psi: Field<"x">): FieldEntropies {
  return entropiesOf(intensity(psi), x.spacing * y.spacing);
}

function intensity({ re, im }: Field<"x">): Float64Array {
  return re.map((a, i) => a * a + (im[i] as number) ** 2);
}
