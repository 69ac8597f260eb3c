import { invalid, type Kernels } from "../core/index.ts";
import type { OdeProblem } from "./problem.ts";
import type { SplittingTableau } from "./splitting-tableaus.ts";
import { composition, strangTableau } from "./splitting-tableaus.ts";
import type { Stepper } from "./stepper.ts";

/** The equations q′ = velocity(p), p′ = force(q) of a separable Hamiltonian T(p) + V(q); the state is [q | p]. */
export interface SeparableProblem extends Separable, OdeProblem {}

/** What defines a separable problem. */
export interface Separable {
  /** Writes ∂T/∂p at p into `out`. */
  readonly velocity: (p: Float64Array, out: Float64Array) => void;
  /** Writes −∂V/∂q at q into `out`. */
  readonly force: (q: Float64Array, out: Float64Array) => void;
  /** Initial state [q | p], shape [2d]. */
  readonly y0: Float64Array;
  readonly span: readonly [t0: number, t1: number];
}

/** A separable problem that other methods can solve too, as a system of ODEs. */
export function separable(parts: Separable): SeparableProblem {
  const d = parts.y0.length / 2;
  if (!Number.isInteger(d)) throw invalid({ what: "the state [q | p] has an even length", got: parts.y0.length });
  return {
    ...parts,
    rhs(_t, y, out) {
      parts.velocity(y.subarray(d), out.subarray(0, d));
      parts.force(y.subarray(0, d), out.subarray(d));
    },
  };
}

/** Work of one symplectic integration. */
export interface SymplecticState {
  readonly kernels: Kernels;
  readonly slope: Float64Array;
  readonly weight: Float64Array;
  evaluations: number;
}

/** A symplectic method as a stepper. */
export type SymplecticStepper = Stepper<SeparableProblem, SymplecticState>;

/** The method of Störmer and Verlet, of order 2: half a drift, a kick, half a drift. */
export const stoermerVerlet = (): SymplecticStepper => symplectic({ ...strangTableau, name: "stoermer-verlet" });

const cubeRoot = 2 ** (1 / 3);

/** Yoshida's compositions of Störmer–Verlet steps of orders 4, 6 and 8, solution A of each. */
const yoshidaHalves = {
  4: [1 / (2 - cubeRoot)],
  6: [0.78451361047756, 0.235573213359357, -1.17767998417887],
  8: [
    1.04242620869991, 1.82020630970714, 0.157739928123617, 2.44002732616735, -0.0071698941970812, -2.44699182370524,
    -1.61582374150097,
  ],
} as const;

/** Composition of order 4, 6 or 8: H. Yoshida, Phys. Lett. A 150 (1990) 262. */
export function yoshida(order: 4 | 6 | 8): SymplecticStepper {
  if (!Object.hasOwn(yoshidaHalves, order)) throw invalid({ what: "yoshida has the orders 4, 6 and 8", got: order });
  return symplectic(composition(`yoshida${order}`, order, yoshidaHalves[order]));
}

/**
 * The stepper of a splitting for a separable Hamiltonian: drifts q += a h velocity(p) in the role of the linear flow, kicks
 * p += b h force(q) in that of the nonlinear one, so that Nyström splittings hold where T is quadratic.
 */
export function symplectic(tableau: SplittingTableau): SymplecticStepper {
  const advance = (problem: SeparableProblem, state: SymplecticState, dt: number, y: Float64Array) => {
    const d = y.length / 2;
    const [q, p] = [y.subarray(0, d), y.subarray(d)];
    const { linear, nonlinear } = tableau;
    linear.forEach((a, i) => {
      if (a !== 0) add(state, problem.velocity, p, a * dt, q);
      const b = nonlinear[i];
      if (b !== undefined) add(state, problem.force, q, b * dt, p);
    });
  };
  return {
    name: tableau.name,
    order: tableau.order,
    estimateOrder: null,
    init(problem, kernels) {
      if (typeof problem.velocity !== "function" || typeof problem.force !== "function") {
        const what = `${tableau.name} needs a separable problem { velocity, force, y0, span }`;
        throw invalid({ what, attempt: "separable({ … })", path: "problem" });
      }
      return { kernels, slope: kernels.allocate(problem.y0.length / 2), weight: new Float64Array(1), evaluations: 0 };
    },
    slope: (problem, _state, t, dt, y, out) => problem.rhs(t + dt, y, out),
    step(problem, state, _t, dt, y, next) {
      next.set(y);
      advance(problem, state, dt, next);
      state.evaluations += tableau.nonlinear.length;
      return 0;
    },
    interpolate(problem, state, _t, dt, theta, y, _next, out) {
      out.set(y);
      advance(problem, state, theta * dt, out);
    },
    accept() {},
    evaluations: (state) => state.evaluations,
  };
}

/** to += factor · f(from) */
function add(
  { kernels, slope, weight }: SymplecticState,
  f: (x: Float64Array, out: Float64Array) => void,
  from: Float64Array,
  factor: number,
  to: Float64Array,
): void {
  f(from, slope);
  weight[0] = factor;
  kernels.combine(to, [slope], weight, 1, to);
}
