import type { Kernels } from "../core/index.ts";
import { dop853Tableau } from "./dop853-tableau.ts";
import type { ExplicitTableau, SparseRow } from "./explicit-tableau.ts";
import type { OdeProblem } from "./problem.ts";
import { rk4Tableau } from "./rk4-tableau.ts";
import type { ErrorNorm, Stepper } from "./stepper.ts";
import { tsit5Tableau } from "./tsit5-tableau.ts";

/** A row of a tableau bound to the arrays that it combines. */
interface Combination {
  readonly vectors: readonly Float64Array[];
  readonly weights: Float64Array;
  /** The weights times the step size. */
  readonly scaled: Float64Array;
}

/** Work arrays of one integration by an explicit Runge–Kutta method. */
export interface ExplicitState {
  readonly kernels: Kernels;
  /** Stage derivatives, then the derivative at the end of the step, then the stages of the dense output. */
  readonly k: readonly Float64Array[];
  readonly stages: readonly Combination[];
  readonly solution: Combination;
  readonly estimates: readonly Combination[];
  readonly denseStages: readonly Combination[];
  readonly interpolant: readonly Combination[];
  readonly polynomial: readonly Float64Array[];
  readonly polynomialWeights: Float64Array;
  readonly argument: Float64Array;
  readonly error: Float64Array;
  readonly zero: Float64Array;
  /** Whether k[0] is the derivative at the start of the coming step, and whether it has been counted. */
  slopeKnown: boolean;
  slopeCounted: boolean;
  /** Whether the derivative at the end of the step just made is known. */
  endKnown: boolean;
  /** Whether the interpolant of the step just made is known. */
  denseKnown: boolean;
  evaluations: number;
}

/** An explicit Runge–Kutta method with its tableau, so that it can be used in an interaction picture too. */
export interface ExplicitRungeKutta extends Stepper<OdeProblem, ExplicitState> {
  readonly tableau: ExplicitTableau;
}

/** The method of Dormand and Prince of order 8(5,3) with dense output of order 7 (Hairer's DOP853). */
export function dop853(): ExplicitRungeKutta {
  return explicitRungeKutta(dop853Tableau);
}

/** Tsitouras's method of order 5(4) with dense output of order 4: cheap steps at loose tolerances. */
export function tsit5(): ExplicitRungeKutta {
  return explicitRungeKutta(tsit5Tableau);
}

/** The classical method of order 4, with fixed steps and dense output of order 3. */
export function rk4(): ExplicitRungeKutta {
  return explicitRungeKutta(rk4Tableau);
}

/** The stepper of an explicit Runge–Kutta tableau. */
export function explicitRungeKutta(tableau: ExplicitTableau): ExplicitRungeKutta {
  return {
    name: tableau.name,
    order: tableau.order,
    estimateOrder: tableau.estimateOrder,
    tableau,
    init: (problem, kernels) => initialState(tableau, problem.y0.length, kernels),
    slope(problem, state, t, dt, y, out) {
      problem.rhs(t + dt, y, out);
      state.evaluations += 1;
    },
    step: (problem, state, t, dt, y, next, norm) => step(tableau, problem, state, t, dt, y, next, norm),
    interpolate(problem, state, t, dt, theta, y, next, out) {
      if (!state.denseKnown) prepareInterpolant(tableau, problem, state, t, dt, y, next);
      // Nested Hermite form y + θ(F₀ + (1−θ)(F₁ + θ(F₂ + …))), flattened to weights.
      const { polynomial, polynomialWeights } = state;
      for (let i = 0, product = 1; i < polynomial.length; i++) {
        product *= i % 2 === 0 ? theta : 1 - theta;
        polynomialWeights[i] = product;
      }
      state.kernels.combine(y, polynomial, polynomialWeights, polynomial.length, out);
    },
    accept(_problem, state) {
      if (state.endKnown) (state.k[0] as Float64Array).set(state.k[tableau.nodes.length] as Float64Array);
      state.slopeKnown = state.endKnown;
      state.slopeCounted = estimateUsesEnd(tableau);
    },
    forget(state) {
      state.slopeKnown = false;
      state.slopeCounted = false;
    },
    // The derivative at the end of a step is kept, so that a run that goes on evaluates it no second time.
    save: ({ slopeKnown, slopeCounted, k }) => ({
      numbers: { slopeCounted: Number(slopeCounted) },
      vectors: slopeKnown ? [(k[0] as Float64Array).slice()] : [],
    }),
    restore(state, { numbers, vectors: [slope] }) {
      if (slope === undefined) return;
      (state.k[0] as Float64Array).set(slope);
      state.slopeKnown = true;
      state.slopeCounted = numbers["slopeCounted"] === 1;
    },
    evaluations: (state) => state.evaluations,
  };
}

function initialState(tableau: ExplicitTableau, size: number, kernels: Kernels): ExplicitState {
  const { nodes, stages, weights, estimates, dense } = tableau;
  const k = Array.from({ length: nodes.length + 1 + dense.nodes.length }, () => kernels.allocate(size));
  const bind = (row: SparseRow): Combination => ({
    vectors: row.map(([stage]) => k[stage] as Float64Array),
    weights: Float64Array.from(row, ([, weight]) => weight),
    scaled: new Float64Array(row.length),
  });
  const polynomial = Array.from({ length: 3 + dense.interpolant.length }, () => kernels.allocate(size));
  return {
    kernels,
    k,
    stages: stages.map(bind),
    solution: bind(weights),
    estimates: estimates.map(bind),
    denseStages: dense.stages.map(bind),
    interpolant: dense.interpolant.map(bind),
    polynomial,
    polynomialWeights: new Float64Array(polynomial.length),
    argument: kernels.allocate(size),
    error: kernels.allocate(size),
    zero: kernels.allocate(size),
    slopeKnown: false,
    slopeCounted: false,
    endKnown: false,
    denseKnown: false,
    evaluations: 0,
  };
}

function step(
  tableau: ExplicitTableau,
  problem: OdeProblem,
  state: ExplicitState,
  t: number,
  dt: number,
  y: Float64Array,
  next: Float64Array,
  norm: ErrorNorm,
): number {
  const { k, argument, error, zero } = state;
  ensureSlope(problem, state, t, y);
  for (let i = 1; i < tableau.nodes.length; i++) {
    combine(state, state.stages[i] as Combination, dt, y, argument);
    problem.rhs(t + (tableau.nodes[i] as number) * dt, argument, k[i] as Float64Array);
  }
  // The derivative at the start counts once a step, whether it was computed for this step or for a saved value.
  state.evaluations += tableau.nodes.length - (state.slopeCounted ? 1 : 0);
  state.slopeCounted = true;
  state.endKnown = false;
  state.denseKnown = false;
  combine(state, state.solution, dt, y, next);

  const [first, second] = state.estimates;
  if (first === undefined) return 0;
  if (estimateUsesEnd(tableau)) {
    problem.rhs(t + dt, next, k[tableau.nodes.length] as Float64Array);
    state.evaluations += 1;
    state.endKnown = true;
  }
  combine(state, first, 1, zero, error);
  const e1 = norm(error, y, next);
  if (second === undefined) return Math.abs(dt) * Math.sqrt(e1);
  combine(state, second, 1, zero, error);
  const e2 = norm(error, y, next);
  return e1 === 0 ? 0 : (Math.abs(dt) * e1) / Math.sqrt(e1 + 0.01 * e2);
}

/** Whether the last stage is the derivative at the end of the step, which is then the first of the next step. */
function estimateUsesEnd({ estimates, nodes }: ExplicitTableau): boolean {
  return estimates.some((row) => row.some(([stage]) => stage === nodes.length));
}

/** Fills the Hermite start (F₀ … F₂) and the bootstrapped rows of the interpolant of the step just made. */
function prepareInterpolant(
  tableau: ExplicitTableau,
  problem: OdeProblem,
  state: ExplicitState,
  t: number,
  dt: number,
  y: Float64Array,
  next: Float64Array,
): void {
  const { k, argument, polynomial, kernels, zero } = state;
  const last = tableau.nodes.length;
  const end = k[last] as Float64Array;
  if (!state.endKnown) problem.rhs(t + dt, next, end);
  state.endKnown = true;
  tableau.dense.nodes.forEach((node, i) => {
    combine(state, state.denseStages[i] as Combination, dt, y, argument);
    problem.rhs(t + node * dt, argument, k[last + 1 + i] as Float64Array);
  });
  const [delta, left, right, ...rest] = polynomial as [Float64Array, Float64Array, Float64Array, ...Float64Array[]];
  const start = k[0] as Float64Array;
  kernels.combine(next, [y], Float64Array.of(-1), 1, delta);
  kernels.combine(zero, [start, delta], Float64Array.of(dt, -1), 2, left);
  kernels.combine(zero, [delta, end, start], Float64Array.of(2, -dt, -dt), 3, right);
  rest.forEach((out, i) => combine(state, state.interpolant[i] as Combination, dt, zero, out));
  state.denseKnown = true;
}

function ensureSlope(problem: OdeProblem, state: ExplicitState, t: number, y: Float64Array): void {
  if (state.slopeKnown) return;
  problem.rhs(t, y, state.k[0] as Float64Array);
  state.slopeKnown = true;
}

/** out = base + factor Σ w_j k_j. */
function combine(state: ExplicitState, row: Combination, factor: number, base: Float64Array, out: Float64Array): void {
  const { weights, scaled } = row;
  for (let j = 0; j < scaled.length; j++) scaled[j] = (weights[j] as number) * factor;
  state.kernels.combine(base, row.vectors, scaled, scaled.length, out);
}
