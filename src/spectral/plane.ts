import {
  defaultKernels,
  type Field,
  field,
  type Grid,
  halves,
  invalid,
  type Kernels,
  requireNumber,
  sum,
} from "../core/index.ts";
import type { SemilinearProblem } from "../ode/index.ts";
import { type Evolution, type EvolveOptions, evolve } from "./evolve.ts";
import { pointwiseRotation } from "./rotation.ts";

/**
 * The Gross–Pitaevskii equation i ψ_t + (β/2)(ψ_xx + ψ_yy) + γ|ψ|²ψ − V(x, y) ψ = 0 on a periodic box; γ < 0 is repulsive.
 *
 * L. P. Pitaevskii, Sov. Phys. JETP 13 (1961) 451; E. P. Gross, Nuovo Cimento 20 (1961) 454.
 */
export interface PlaneProblem {
  /** β. @defaultValue `1` */
  readonly dispersion?: number;
  /** γ. @defaultValue `-1` */
  readonly nonlinearity?: number;
  /** V. @defaultValue none */
  readonly potential?: (x: number, y: number) => number;
  /** ψ at t = 0, as [re, im]. */
  readonly initial: (x: number, y: number) => readonly [re: number, im: number];
}

/** The equation on a box; fields are row-major with y along the rows: point (ix, iy) is at iy · Nx + ix. */
export interface PlaneSystem {
  readonly dispersion: number;
  readonly nonlinearity: number;
  readonly x: Grid;
  readonly y: Grid;
  readonly kernels: Kernels;
  /** V at every point. */
  readonly potential: Float64Array;
  /** (β/2)(k_x² + k_y²) of every mode. */
  readonly kinetic: Float64Array;
  readonly initial: Field<"x">;
}

/** The saved fields of a plane and how the integration went. */
export interface PlaneSolution extends Evolution {
  readonly t: Float64Array;
  readonly psi: readonly Field<"x">[];
}

/** Integrals of a field on the plane. */
export interface PlaneIntegrals {
  /** ∫ |ψ|² */
  readonly mass: number;
  /** ∫ (β/2)|∇ψ|² + V|ψ|² − (γ/2)|ψ|⁴ */
  readonly energy: number;
  /** ⟨x⟩ and ⟨y⟩, means over |ψ|². */
  readonly centre: readonly [x: number, y: number];
  /** ⟨x² + y²⟩ */
  readonly meanSquareRadius: number;
}

/** Puts the equation on the box of two periodic grids. */
export function discretisePlane(
  problem: PlaneProblem,
  grids: { readonly x: Grid; readonly y: Grid },
  { kernels = defaultKernels() }: { readonly kernels?: Kernels } = {},
): PlaneSystem {
  const { dispersion = 1, nonlinearity = -1, potential = () => 0 } = problem;
  requireNumber("equation.dispersion", dispersion, () => true, "a finite number", "1");
  requireNumber("equation.nonlinearity", nonlinearity, () => true, "a finite number", "-1");
  const { x, y } = grids;
  const over = <T>(f: (x: number, y: number) => T): T[] =>
    Array.from({ length: x.points * y.points }, (_, i) =>
      f(x.x[i % x.points] as number, y.x[Math.floor(i / x.points)] as number),
    );
  const values = over(problem.initial);
  const V = Float64Array.from(over(potential));
  const initial = field("x", [Float64Array.from(values, ([re]) => re), Float64Array.from(values, ([, im]) => im)]);
  if (![initial.re, initial.im, V].every((part) => part.every(Number.isFinite))) {
    throw invalid({ what: "the initial state and the potential must be finite at every point", path: "initial" });
  }
  const kinetic = Float64Array.from(
    V,
    (_, i) => 0.5 * dispersion * ((x.k[i % x.points] as number) ** 2 + (y.k[Math.floor(i / x.points)] as number) ** 2),
  );
  return { dispersion, nonlinearity, x, y, kernels, potential: V, kinetic, initial };
}

/**
 * Integrates a plane from t0 to t1: by the Nyström splitting `srkn14a` with step control unless told otherwise, because a
 * trap is steep at the ends of the box (see `integrate` for a single wave).
 */
export function integratePlane(
  system: PlaneSystem,
  span: readonly [number, number],
  options: EvolveOptions = {},
): PlaneSolution {
  const times: number[] = [];
  const psi: Field<"x">[] = [];
  const modes = {
    problem: (kernels: Kernels) => planeModes(system, span, kernels),
    nonlinearTime: nonlinearTime(system, span),
    method: "srkn14a",
  } as const;
  const plan = system.kernels.fft2(system.y.points, system.x.points);
  const run = evolve(modes, system.kernels, options, (t, state) => {
    times.push(t);
    const { re, im } = halves(state.slice());
    plan.inverse(re, im);
    psi.push(field("x", [re, im]));
  });
  return { ...run, t: Float64Array.from(times), psi };
}

/** Mass, energy, centre and mean square radius of a field. */
export function planeIntegrals(system: PlaneSystem, { re, im }: Field<"x">): PlaneIntegrals {
  const { x, y, kernels, potential, kinetic, nonlinearity } = system;
  const cell = x.spacing * y.spacing;
  const density = re.map((a, i) => a * a + (im[i] as number) ** 2);
  const total = sum(density);
  const v = { re: re.slice(), im: im.slice() };
  kernels.fft2(y.points, x.points).forward(v.re, v.im);
  const motion = sum(kinetic.map((e, i) => e * ((v.re[i] as number) ** 2 + (v.im[i] as number) ** 2))) / density.length;
  const local = sum(density.map((rho, i) => rho * ((potential[i] as number) - 0.5 * nonlinearity * rho)));
  const mean = (f: (x: number, y: number) => number) =>
    sum(density.map((rho, i) => rho * f(x.x[i % x.points] as number, y.x[Math.floor(i / x.points)] as number))) / total;
  return {
    mass: cell * total,
    energy: cell * (motion + local),
    centre: [mean((a) => a), mean((_, b) => b)],
    meanSquareRadius: mean((a, b) => a * a + b * b),
  };
}

function planeModes(
  { x, y, kinetic, potential, nonlinearity, initial }: PlaneSystem,
  span: readonly [number, number],
  kernels: Kernels,
): SemilinearProblem {
  const n = kinetic.length;
  const fft = kernels.fft2(y.points, x.points);
  const rotation = pointwiseRotation(fft, kernels, n, (re, im, scale, out) => {
    for (let i = 0; i < n; i++) {
      const intensity = (re[i] as number) ** 2 + (im[i] as number) ** 2;
      out[i] = scale * (nonlinearity * intensity - (potential[i] as number));
    }
  });
  const y0 = new Float64Array(2 * n);
  const start = halves(y0);
  start.re.set(initial.re);
  start.im.set(initial.im);
  fft.forward(start.re, start.im);
  return {
    linear: { re: new Float64Array(n), im: kinetic.map((energy) => -energy) },
    invariants: [{ name: "mass", weights: new Float64Array(n).fill(1), degree: 0 }],
    y0,
    span,
    ...rotation,
  };
}

/** 1/(|γ| max |ψ₀|² + δV), δV the standard deviation of V over |ψ₀|². */
function nonlinearTime(system: PlaneSystem, [t0, t1]: readonly [number, number]): number {
  const { initial, potential, nonlinearity } = system;
  const density = initial.re.map((a, i) => a * a + (initial.im[i] as number) ** 2);
  const total = sum(density);
  const mean = sum(density.map((rho, i) => rho * (potential[i] as number))) / total;
  const spread = Math.sqrt(sum(density.map((rho, i) => rho * ((potential[i] as number) - mean) ** 2)) / total);
  const peak = density.reduce((a, b) => Math.max(a, b), 0);
  const span = Math.abs(t1 - t0) || 1;
  const time = 1 / (Math.abs(nonlinearity) * peak + spread);
  return Number.isFinite(time) && time > 0 ? Math.min(time, span) : span;
}
