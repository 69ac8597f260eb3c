import { invalid, type LeastSquares } from "../../core/index.ts";

/** What the methods without curvature of their own see of an objective: any smooth function. */
export type SmoothObjective = Pick<LeastSquares, "parameters" | "valueAndGradient">;

/**
 * Why an optimiser has stopped by itself.
 *
 * - `gradient`: no component of the gradient exceeds the tolerance.
 * - `no-decrease`: no step along the last resort, which is the negative gradient or a vanishing trust region, lowers the
 *   value: it is as low as rounding lets it become.
 * - `not-finite`: the value or the gradient at the parameters is not a finite number.
 */
export type StopReason = "gradient" | "no-decrease" | "not-finite";

/** What every optimiser knows: plain data, so that a copy of it is a checkpoint. */
export interface OptimiserState {
  /** The parameters; never overwritten, every update makes its own. */
  readonly theta: Float64Array;
  /** The objective at θ, ½ |r|². */
  readonly value: number;
  /** The largest component of the gradient, in modulus; with a trust region that of the point before the last step. */
  readonly gradientNorm: number;
  /** Updates so far. */
  readonly iteration: number;
  /** Evaluations of the objective so far, with or without derivatives. */
  readonly evaluations: number;
  /** Why the optimiser has stopped, or null. A stopped state is returned as it is. */
  readonly stop: StopReason | null;
}

/** What an optimiser tells about its work. */
export interface OptimiserReport {
  /** Numbers by name. */
  readonly measures: Readonly<Record<string, number>>;
  /** Parameters at some of its steps, the first and the last among them. */
  readonly frames: readonly Float64Array[];
}

/**
 * A method that lowers an objective step by step. Neither draws on anything but its arguments: a copy of a state goes on to
 * the bit like the state itself.
 */
export interface Optimiser<S extends OptimiserState = OptimiserState, O extends SmoothObjective = LeastSquares> {
  readonly name: string;
  init(theta: Float64Array, objective: O): S;
  /** One step. The large arrays of the state given move into the new one: it must not be used again. */
  update(objective: O, state: S): S;
  /** The state after the objective itself has changed, by other points or weights; what was learned is kept. */
  refresh(objective: O, state: S): S;
  /** What it tells about its work besides. @defaultValue nothing */
  report?(state: S): OptimiserReport;
}

/** A deep copy of a state, its arrays outside any shared memory. */
export function copyState<S extends OptimiserState>(state: S): S {
  return copy(state) as S;
}

function copy(value: unknown): unknown {
  if (value instanceof Float64Array) return Float64Array.from(value);
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
}

/** Throws unless θ has the length that the objective wants. */
export function requireParameters(theta: Float64Array, objective: SmoothObjective): void {
  if (theta.length === objective.parameters) return;
  throw invalid({
    what: "the parameters must be as many as the objective has",
    got: theta.length,
    attempt: String(objective.parameters),
  });
}

/** Whether to stop at a point, before any step from it. */
export function stopAt(value: number, gradientNorm: number, tolerance: number): StopReason | null {
  if (!Number.isFinite(value) || !Number.isFinite(gradientNorm)) return "not-finite";
  return gradientNorm <= tolerance ? "gradient" : null;
}

/** max |g|; not-a-number where a component is. */
export function largest(g: Float64Array): number {
  let size = 0;
  for (const value of g) {
    const modulus = Math.abs(value);
    if (!(modulus <= size)) size = modulus;
    if (Number.isNaN(modulus)) return modulus;
  }
  return size;
}

/** Σ a b by plain summation. */
export function inner(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}

/** a + factor b, a new array. */
export function along(a: Float64Array, factor: number, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = (a[i] as number) + factor * (b[i] as number);
  return out;
}
