import { type ComplexState, defaultKernels, field, type Grid, halves, invalid, type Kernels } from "../core/index.ts";
import type { SemilinearProblem } from "../ode/index.ts";
import type { CoupledProblem, FieldPair } from "../problems/index.ts";
import { type EvolveOptions, type Evolving, evolve, evolveAsync } from "./evolve.ts";
import { withStepper } from "./method.ts";
import { pointwiseRotation } from "./rotation.ts";
import { onRing, roughness } from "./roughness.ts";
import type { Evolution } from "./solution.ts";

/** A coupled pair on a grid. */
export interface CoupledSystem {
  readonly problem: CoupledProblem;
  readonly grid: Grid;
  readonly kernels: Kernels;
  readonly initial: FieldPair;
}

/** The saved fields of a coupled pair and how the integration went. */
export interface CoupledSolution extends Evolution<FieldPair> {
  /** Both fields at every saved time. */
  readonly psi: readonly FieldPair[];
}

type Span = readonly [t0: number, t1: number];

/** Puts a coupled pair on a grid. */
export function discretiseCoupled(
  problem: CoupledProblem,
  grid: Grid,
  { kernels = defaultKernels() }: { readonly kernels?: Kernels } = {},
): CoupledSystem {
  const initial = problem.initial(grid);
  if (!initial.every(({ re, im }) => re.every(Number.isFinite) && im.every(Number.isFinite))) {
    throw invalid({ what: "the initial state must be finite at every point", path: "initial" });
  }
  return { problem, grid, kernels, initial };
}

/**
 * Integrates a coupled pair from t0 to t1. `auto` takes `etd-adams`, which restores the two masses, and splitting on rough
 * fields.
 */
export function integrateCoupled(
  system: CoupledSystem,
  span: Span,
  options: EvolveOptions<FieldPair> = {},
): CoupledSolution {
  return evolve(evolving(system, span, options), options);
}

/** The same, yielding to the event loop between steps so that an AbortSignal and timers are served. */
export function integrateCoupledAsync(
  system: CoupledSystem,
  span: Span,
  options: EvolveOptions<FieldPair> = {},
): Promise<CoupledSolution> {
  return evolveAsync(evolving(system, span, options), options);
}

function evolving(
  system: CoupledSystem,
  span: Span,
  { method = "auto", rtol = 1e-9, step }: EvolveOptions<FieldPair>,
): Evolving<FieldPair> {
  const n = system.grid.points;
  const share = onRing(n);
  const spectrum = (state: Float64Array) => roughness(state, rtol, (j) => share(j % n));
  return {
    kernels: system.kernels,
    modes: 2 * n,
    positions: (state, _t, work) => pair(system, state, work),
    tail: ({ re, im }: ComplexState) => tailOfPair(re, im, n),
    pose(counter, use) {
      const problem = counter.excluded(() => coupledModes(system, span, counter.kernels));
      const time = nonlinearTime(system, span);
      const conserve = (problem.invariants ?? []).map(({ name }) => name);
      const settings = {
        problem,
        rtol,
        nonlinearTime: time,
        step,
        conserve,
        quadratic: true,
        absorbing: false,
        stiffness: 0,
        spectrum: spectrum(problem.y0),
      };
      return withStepper(method, settings, (stepper, choice) =>
        use(
          problem,
          { method: stepper, errorPerTime: choice.errorTimes * time, maxStep: choice.maxStep },
          choice,
          conserve,
        ),
      );
    },
  };
}

/** v_j = FFT(ψ_j), one behind the other, with the exact flow of the pointwise terms: they keep |ψ₁| and |ψ₂|. */
function coupledModes({ grid, problem, initial }: CoupledSystem, span: Span, kernels: Kernels): SemilinearProblem {
  const n = grid.points;
  const { nonlinearity: gamma, coupling } = problem;
  const fft = kernels.fft(n, 2);
  const rates = grid.k.map((k) => -0.5 * problem.dispersion * k * k);
  const rotation = pointwiseRotation(fft, kernels, 2 * n, (re, im, scale, out) => {
    for (let j = 0; j < n; j++) {
      const first = (re[j] as number) ** 2 + (im[j] as number) ** 2;
      const second = (re[n + j] as number) ** 2 + (im[n + j] as number) ** 2;
      out[j] = scale * gamma * (first + coupling * second);
      out[n + j] = scale * gamma * (second + coupling * first);
    }
  });
  const y0 = new Float64Array(4 * n);
  const start = halves(y0);
  initial.forEach(({ re, im }, i) => {
    start.re.set(re, i * n);
    start.im.set(im, i * n);
  });
  fft.forward(start.re, start.im);
  const ofComponent = (i: number) => Float64Array.from({ length: 2 * n }, (_, j) => (Math.floor(j / n) === i ? 1 : 0));
  return {
    linear: { re: new Float64Array(2 * n), im: Float64Array.of(...rates, ...rates) },
    invariants: [0, 1].map((i) => ({ name: `mass ${i + 1}`, weights: ofComponent(i), degree: 0 })),
    y0,
    span,
    ...rotation,
  };
}

function pair({ grid, kernels }: CoupledSystem, state: Float64Array, work: Float64Array): FieldPair {
  const n = grid.points;
  const from = halves(state);
  const { re, im } = halves(work);
  kernels.fft(n, 2).inverse(from.re, from.im, re, im);
  return [field("x", [re.slice(0, n), im.slice(0, n)]), field("x", [re.slice(n), im.slice(n)])];
}

/** The larger of the components' shares of mass above 2/3 of the Nyquist wavenumber. */
function tailOfPair(re: Float64Array, im: Float64Array, n: number): number {
  const share = onRing(n);
  const tails = [0, 1].map((i) => {
    let [total, tail] = [0, 0];
    for (let j = 0; j < n; j++) {
      const power = (re[i * n + j] as number) ** 2 + (im[i * n + j] as number) ** 2;
      total += power;
      if (share(j) > 2 / 3) tail += power;
    }
    return tail === 0 ? 0 : tail / total;
  });
  return Math.max(...tails);
}

function nonlinearTime({ problem, initial }: CoupledSystem, [t0, t1]: Span): number {
  const [first, second] = initial;
  const size = Math.max(1, Math.abs(problem.coupling));
  const peak = first.re.reduce((largest, a, j) => {
    const [b, c, d] = [first.im[j] as number, second.re[j] as number, second.im[j] as number];
    return Math.max(largest, a * a + b * b + c * c + d * d);
  }, 0);
  const time = 1 / (Math.abs(problem.nonlinearity) * size * peak);
  return Number.isFinite(time) && time > 0 ? time : Math.abs(t1 - t0) || 1;
}
