import { defaultKernels, type Field, field, type Grid, halves, invalid, type Kernels } from "../core/index.ts";
import type { SemilinearProblem } from "../ode/index.ts";
import type { CoupledProblem, FieldPair } from "../problems/index.ts";
import { distance } from "./diagnostics.ts";
import { type Evolution, type EvolveOptions, evolve } from "./evolve.ts";
import { pointwiseRotation } from "./rotation.ts";

/** A coupled pair on a grid. */
export interface CoupledSystem {
  readonly problem: CoupledProblem;
  readonly grid: Grid;
  readonly kernels: Kernels;
  readonly initial: FieldPair;
}

/** The saved fields of a coupled pair and how the integration went. */
export interface CoupledSolution extends Evolution {
  readonly t: Float64Array;
  /** Both fields at every saved time. */
  readonly psi: readonly FieldPair[];
}

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

/** Integrates a coupled pair from t0 to t1, by `etd-adams` unless told otherwise; the two masses are restored. */
export function integrateCoupled(
  system: CoupledSystem,
  span: readonly [number, number],
  options: EvolveOptions = {},
): CoupledSolution {
  const times: number[] = [];
  const psi: FieldPair[] = [];
  const modes = {
    problem: (kernels: Kernels) => coupledModes(system, span, kernels),
    nonlinearTime: nonlinearTime(system, span),
    method: "etd-adams",
  } as const;
  const run = evolve(modes, system.kernels, options, (t, state) => {
    times.push(t);
    psi.push(pair(system, state));
  });
  return { ...run, t: Float64Array.from(times), psi };
}

/** ∫ |ψ₁|² dx and ∫ |ψ₂|² dx: the equation keeps each. */
export function masses({ grid }: CoupledSystem, fields: FieldPair): readonly [number, number] {
  const [first, second] = fields.map(({ re, im }) =>
    re.reduce((sum, a, j) => sum + grid.spacing * (a * a + (im[j] as number) ** 2), 0),
  ) as [number, number];
  return [first, second];
}

/** The larger of the relative L2 errors of the two fields against the exact solution, or null without one. */
export function coupledError({ problem, grid }: CoupledSystem, fields: FieldPair, t: number): number | null {
  const exact = problem.exact?.(grid, t);
  return exact === undefined ? null : Math.max(...fields.map((psi, i) => distance(psi, exact[i] as Field<"x">).l2));
}

/** v_j = FFT(ψ_j), one behind the other, with the exact flow of the pointwise terms: they keep |ψ₁| and |ψ₂|. */
function coupledModes(
  { grid, problem, initial }: CoupledSystem,
  span: readonly [number, number],
  kernels: Kernels,
): SemilinearProblem {
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

function pair({ grid, kernels }: CoupledSystem, state: Float64Array): FieldPair {
  const n = grid.points;
  const { re, im } = halves(state.slice());
  kernels.fft(n, 2).inverse(re, im);
  return [field("x", [re.slice(0, n), im.slice(0, n)]), field("x", [re.slice(n), im.slice(n)])];
}

function nonlinearTime({ problem, initial }: CoupledSystem, [t0, t1]: readonly [number, number]): number {
  const [first, second] = initial;
  const size = Math.max(1, Math.abs(problem.coupling));
  const peak = first.re.reduce((largest, a, j) => {
    const [b, c, d] = [first.im[j] as number, second.re[j] as number, second.im[j] as number];
    return Math.max(largest, a * a + b * b + c * c + d * d);
  }, 0);
  const time = 1 / (Math.abs(problem.nonlinearity) * size * peak);
  return Number.isFinite(time) && time > 0 ? time : Math.abs(t1 - t0) || 1;
}
