import { defaultKernels, type Field, field, type Grid, halves, invalid, type Kernels } from "../core/index.ts";
import type { Invariant, OdeProblem, SemilinearProblem } from "../ode/index.ts";
import type { WaveProblem } from "../problems/index.ts";
import { type Dealias, dealiasMask } from "./dealias.ts";
import { lossFactor, requireTerms } from "./equation.ts";
import { generalSemilinear } from "./general.ts";
import { laws } from "./laws.ts";
import type { WaveSystem } from "./wave-system.ts";

export type { WaveSystem } from "./wave-system.ts";

/** Options of `discretise`. */
export interface DiscretiseOptions {
  /** @defaultValue `"none"` */
  readonly dealias?: Dealias;
  /**
   * `"original"` reproduces the published solver simple_idealized_1d_nlse: its smooth filter on the nonlinear and on the
   * dispersive term, integrated in the laboratory frame with its error norm and step limit.
   */
  readonly compatibility?: "original";
  readonly kernels?: Kernels;
}

/** The original's filter: the 2/3 rule's wavenumber in exp(−36 (k/k_max)^36). */
const originalFilter: Dealias = { filter: { strength: 36, order: 36, cut: 2 / 3 } };

/** Puts a wave problem on a grid. */
export function discretise(problem: WaveProblem, grid: Grid, options: DiscretiseOptions = {}): WaveSystem {
  const { compatibility = null, kernels = defaultKernels() } = options;
  if (compatibility !== null && options.dealias !== undefined) {
    throw invalid({
      what: 'compatibility "original" brings its own filter',
      got: options.dealias,
      attempt: "no dealias",
    });
  }
  if (compatibility !== null && problem.terms !== undefined) {
    throw invalid({ what: 'compatibility "original" has the cubic equation only', got: Object.keys(problem.terms) });
  }
  requireTerms(grid, problem);
  const dealias = compatibility === "original" ? originalFilter : (options.dealias ?? "none");
  const mask = dealiasMask(grid, dealias);
  const initial = problem.initial(grid);
  const bad = initial.re.findIndex((re, j) => !Number.isFinite(re) || !Number.isFinite(initial.im[j] as number));
  if (bad >= 0) {
    const got = `${initial.re[bad]} + ${initial.im[bad]}i at x = ${grid.x[bad]}`;
    throw invalid({ what: "the initial state must be finite at every point", got, path: "initial" });
  }
  return {
    problem,
    grid,
    dealias,
    compatibility,
    kernels,
    fft: kernels.fft(grid.points),
    mask,
    dispersionMask: compatibility === "original" ? mask : null,
    initial,
    laws: laws(problem),
  };
}

/** v = FFT(ψ) obeys v′ = L v + N(v), L = −i (β/2) k², N(v) = M FFT(iγ|q|²q), q = FFT⁻¹(M v), with the dealiasing mask M; with more terms, see `Terms`. */
export function semilinear(system: WaveSystem, span: readonly [number, number]): SemilinearProblem {
  return system.problem.terms === undefined ? cubicSemilinear(system, span) : generalSemilinear(system, span);
}

function cubicSemilinear(system: WaveSystem, span: readonly [number, number]): SemilinearProblem {
  const { grid, kernels, mask, problem } = system;
  const n = grid.points;
  const terms = kernels.pointwise(n);
  const factor = mask === null ? undefined : { table: maskTable(mask, kernels), conjugate: false };
  const linear = { re: new Float64Array(n), im: dispersion(system) };
  const gamma = problem.nonlinearity;
  return {
    linear,
    invariants: semiDiscreteInvariants(linear.im),
    y0: spectrum(system),
    span,
    nonlinear: (_t, u, out) => terms.cubic(gamma, u, out, factor, factor),
    // A mask mixes the points, so the pointwise rotation is the exact flow only without one.
    ...(mask !== null
      ? {}
      : {
          nonlinearBetween: (_t, u, out, before, after) => terms.cubic(gamma, u, out, before, after),
          flow: (dt, u) => terms.rotate(gamma * dt, u, u),
          flowBetween: (dt, u, out, before, after) => terms.rotate(gamma * dt, u, out, before, after),
        }),
  };
}

/** Mass and energy of the modes, which the equation on the grid keeps whatever its mask; momentum it does not keep. */
function semiDiscreteInvariants(rates: Float64Array): Invariant[] {
  return [
    { name: "mass", weights: rates.map(() => 1), degree: 0 },
    { name: "energy", weights: rates.map((rate) => -rate), degree: 4 },
  ];
}

/** The same equation as one system of ODEs, v′ = L v + N(v), stiffness included. */
export function laboratoryFrame(system: WaveSystem, span: readonly [number, number]): OdeProblem {
  const { linear, nonlinear, y0 } = semilinear(system, span);
  const n = system.grid.points;
  return {
    y0,
    span,
    rhs(t, v, out) {
      nonlinear(t, v, out);
      for (let j = 0; j < n; j++) {
        const rate = linear.im[j] as number;
        out[j] = (out[j] as number) - rate * (v[n + j] as number);
        out[n + j] = (out[n + j] as number) + rate * (v[j] as number);
      }
    },
  };
}

/** ψ at time t from a state [re | im] of modes, into a new field; `work` takes a state. */
export function positions(system: WaveSystem, state: Float64Array, t: number, work: Float64Array): Field<"x"> {
  const from = halves(state);
  const { re, im } = halves(work);
  system.fft.inverse(from.re, from.im, re, im);
  const factor = lossFactor(system.problem, t);
  const scaled = (part: Float64Array) => (factor === 1 ? part.slice() : part.map((value) => factor * value));
  return field("x", [scaled(re), scaled(im)]);
}

function spectrum({ grid, fft, initial }: WaveSystem): Float64Array {
  const state = new Float64Array(2 * grid.points);
  const { re, im } = halves(state);
  re.set(initial.re);
  im.set(initial.im);
  fft.forward(re, im);
  return state;
}

/** −(β/2) k², masked where the system asks for it. */
function dispersion({ grid, problem, dispersionMask }: WaveSystem): Float64Array {
  return grid.k.map((k, j) => -0.5 * problem.dispersion * k * k * (dispersionMask?.[j] ?? 1));
}

const maskTables = new WeakMap<Float64Array, Float64Array>();

/** A mask as a diagonal operator on modes [re | im], made once. */
function maskTable(mask: Float64Array, kernels: Kernels): Float64Array {
  const known = maskTables.get(mask);
  if (known !== undefined) return known;
  const table = kernels.allocate(2 * mask.length);
  table.set(mask);
  maskTables.set(mask, table);
  return table;
}
