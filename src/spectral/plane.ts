import {
  type ComplexState,
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
import { type EvolveOptions, type Evolving, evolve, evolveAsync } from "./evolve.ts";
import { withStepper } from "./method.ts";
import { potentialPhases } from "./potential-phases.ts";
import { pointwiseRotation } from "./rotation.ts";
import { type NyquistShare, onRing, roughness } from "./roughness.ts";
import type { Evolution } from "./solution.ts";

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
  /** The exact field at time t, where it is known. */
  readonly exact?: (t: number) => Field<"x">;
}

/** The saved fields of a plane and how the integration went. */
export interface PlaneSolution extends Evolution<Field<"x">> {
  readonly psi: readonly Field<"x">[];
}

type Span = readonly [t0: number, t1: number];

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
 * Integrates a plane from t0 to t1. `auto` takes `etd-adams` where the potential is flat and the Nyström splitting `srkn14a`
 * with step control in a trap, which is steep at the ends of the box, as for a single wave.
 */
export function integratePlane(
  system: PlaneSystem,
  span: Span,
  options: EvolveOptions<Field<"x">> = {},
): PlaneSolution {
  return evolve(evolving(system, span, options), options);
}

/** The same, yielding to the event loop between steps so that an AbortSignal and timers are served. */
export function integratePlaneAsync(
  system: PlaneSystem,
  span: Span,
  options: EvolveOptions<Field<"x">> = {},
): Promise<PlaneSolution> {
  return evolveAsync(evolving(system, span, options), options);
}

function evolving(
  system: PlaneSystem,
  span: Span,
  { method = "auto", rtol = 1e-9, step }: EvolveOptions<Field<"x">>,
): Evolving<Field<"x">> {
  const plan = system.kernels.fft2(system.y.points, system.x.points);
  const share = onBox(system);
  return {
    kernels: system.kernels,
    modes: system.kinetic.length,
    positions(state, _t, work) {
      const from = halves(state);
      const { re, im } = halves(work);
      plan.inverse(from.re, from.im, re, im);
      return field("x", [re.slice(), im.slice()]);
    },
    tail: (modes) => tailOfModes(modes, share),
    pose(counter, use) {
      const problem = counter.excluded(() => planeModes(system, span, counter.kernels));
      const time = nonlinearTime(system, span);
      const settings = {
        problem,
        rtol,
        nonlinearTime: time,
        step,
        conserve: ["mass"],
        quadratic: true,
        absorbing: false,
        stiffness: 0.5 * time * rangeOf(system.potential),
        spectrum: roughness(problem.y0, rtol, share),
      };
      return withStepper(method, settings, (stepper, choice) =>
        use(
          problem,
          { method: stepper, errorPerTime: choice.errorTimes * time, maxStep: choice.maxStep },
          choice,
          settings.conserve,
        ),
      );
    },
  };
}

function planeModes(
  { x, y, kinetic, potential, nonlinearity, initial }: PlaneSystem,
  span: Span,
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
  const phases = potentialPhases(kernels, potential);
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
    nonlinear: rotation.nonlinear,
    flow(dt, u) {
      const { re, im } = halves(u);
      fft.inverse(re, im);
      kernels.rotateByIntensity(nonlinearity * dt, re, im);
      const table = phases(dt);
      kernels.multiply(table.re, table.im, re, im);
      fft.forward(re, im);
    },
  };
}

/** The larger of |k_x| and |k_y|, each over its Nyquist wavenumber. */
function onBox({ x, y }: PlaneSystem): NyquistShare {
  const [across, along] = [onRing(x.points), onRing(y.points)];
  return (i) => Math.max(across(i % x.points), along(Math.floor(i / x.points)));
}

/** Share of the mass of a field at wavenumbers above 2/3 of Nyquist's along x or y. */
export function planeTail(system: PlaneSystem, psi: Field<"x">): number {
  const modes = { re: psi.re.slice(), im: psi.im.slice() };
  system.kernels.fft2(system.y.points, system.x.points).forward(modes.re, modes.im);
  return tailOfModes(modes, onBox(system));
}

function tailOfModes({ re, im }: ComplexState, share: NyquistShare): number {
  let [total, tail] = [0, 0];
  for (let i = 0; i < re.length; i++) {
    const power = (re[i] as number) ** 2 + (im[i] as number) ** 2;
    total += power;
    if (share(i) > 2 / 3) tail += power;
  }
  return tail === 0 ? 0 : tail / total;
}

function rangeOf(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity);
}

/** 1/(|γ| max |ψ₀|² + δV), δV the standard deviation of V over |ψ₀|². */
function nonlinearTime(system: PlaneSystem, [t0, t1]: Span): number {
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
