import { invalid, requireNumber } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import { type Measurement, measurements, noiseOf, scaled, sumOfSquares } from "./estimate-data.ts";
import { type Solved, type Solves, type Spent, solvesOf, whole } from "./estimate-solves.ts";
import { identityOf } from "./identity.ts";
import { keeping } from "./keeping.ts";
import { withKnownScalars } from "./known-scalars.ts";
import type { Fit, Model } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { scalarForms } from "./scalars.ts";
import { inverseNormal, leastSquaresStep } from "./small-least-squares.ts";
import { studentHalfWidth } from "./student.ts";
import { requireTrainable } from "./train.ts";
import { estimates, type Uncertainty } from "./uncertainty.ts";

/** Options of `estimate`: those of every solve, and how sure intervals are to be. */
export interface EstimateOptions extends TrainOptions {
  /** Probability of the intervals. @defaultValue `0.95` */
  readonly level?: number;
  /** Most Gauss–Newton steps. @defaultValue `12` */
  readonly rounds?: number;
  /**
   * Of all solves together; one that it cuts off before its end is not used. A model that refines for as long as it may
   * (`pinn.gaussians` with its usual `levels`) leaves nothing to the next. @defaultValue none
   */
  readonly budget?: NonNullable<TrainOptions["budget"]>;
  /** As in `train`; called after every round, and at the end. */
  readonly onCheckpoint?: NonNullable<TrainOptions["onCheckpoint"]>;
}

/** Scalars that data determine, with the solution that belongs to them. */
export interface Estimate<M extends Model<PdeProblem>> extends Omit<Uncertainty, "status"> {
  /**
   * `"undetermined"`: a scalar can change without any datum changing; `"not-converged"`: the rounds or the budget ended before
   * steps were small beside the standard errors; otherwise what the first solve ended with, or that it was told to end.
   */
  readonly status: Uncertainty["status"] | "not-converged" | Fit<PdeProblem, M>["status"];
  readonly fit: Fit<PdeProblem, M>;
  /** Gauss–Newton steps. */
  readonly rounds: number;
  /** Times that the equation was solved. */
  readonly solves: number;
  /** Steps of all solves. */
  readonly iterations: number;
  readonly wallSeconds: number;
}

/** Differences by the parameters of scalars; with one bound these are relative. */
const difference = 1e-2;
/** A step is small enough beside the standard errors. */
const smallStep = 0.02;
/** How far a parameter goes in one step at most, and how often a step is halved. */
const [reach, halvings] = [1, 5];

/**
 * Finds the trainable scalars of a problem from its data: Gauss–Newton on the data alone, the equation being solved by the
 * model for every value that is tried. So the solution obeys the equation as well as the model can solve it, and what is left
 * between solution and data is the noise of the data. The covariance is that of nonlinear regression, s² (JᵀJ)⁻¹, with
 * the derivatives J of the solution at the data by differences of two solves.
 *
 * Beside training a model on equation and data together (`train`, `uncertainty`), it needs 1 + (scalars) solves a round, and
 * its intervals suppose that a solve's own error is small beside the noise: see the fit's `heldOutResidual` and `measures`.
 *
 * G. A. F. Seber & C. J. Wild, Nonlinear Regression (1989), §2.1, §14.1.
 *
 * @throws SechError where the problem has no trainable scalar or no data, and what `train` throws.
 */
export async function estimate<M extends Model<PdeProblem>>(
  problem: PdeProblem,
  model: M,
  options: EstimateOptions,
): Promise<Estimate<M>> {
  const { level = 0.95, rounds = 12, ...training } = options;
  requireEstimate(problem, model, options);
  const forms = scalarForms(problem);
  const data = measurements(problem);
  const identity = { ...identityOf(problem, model), method: "estimate" };
  const kept = keeping({ identity, stages: options.stages ?? [], plan: model.plan(problem), options });
  let state = (kept.resumed as State | null) ?? beginning(forms.length);
  const solves = solvesOf(problem, model, forms, data, training, state.spent, 1 + rounds * (forms.length + 1));
  const known = state.spent.solves > 0;
  const now = await solves.first(state.q, known);
  const deviationsNow = noiseOf(data, now.residuals, forms.length);
  if (!known && whole(now)) state = { ...state, deviations: deviationsNow, spent: solves.spent() };
  let found = now;
  while (state.round < rounds && whole(now) && !state.done) {
    const after = await gaussNewtonRound(state, found, data, solves);
    if (after === null) break;
    state = after.state;
    found = after.found;
    await kept.keep(state, state.spent.steps, false);
  }
  const spent = solves.spent();
  const left = { ...state, spent: { ...state.spent, seconds: spent.seconds } };
  await kept.keep(left, state.spent.steps, true);
  const { q, jacobian, converged, deviations = deviationsNow } = state;
  const covariance = jacobian.length === 0 ? null : inverseNormal(scaled(jacobian, data, deviations));
  const freedom = found.residuals.length - forms.length;
  const determined = covariance !== null && freedom > 0;
  const width = studentHalfWidth(level, freedom);
  const scalars = forms.map(({ name, value }, parameter) => ({ name, parameter, value }));
  const empty = new Float64Array(forms.length ** 2).fill(Number.NaN);
  const aborted = options.signal?.aborted && !state.done ? "aborted" : null;
  const failed = now.fit.status === "success" ? aborted : now.fit.status;
  const undetermined = jacobian.length > 0 && !determined;
  return {
    status: failed ?? (undetermined ? "undetermined" : converged ? "success" : "not-converged"),
    ...estimates(scalars, q, covariance ?? empty, width, determined),
    noise: Object.fromEntries(data.map(({ name }, k) => [name, deviations[k] as number])),
    degreesOfFreedom: freedom,
    fit: found.fit,
    rounds: state.round,
    solves: spent.solves,
    iterations: spent.steps,
    wallSeconds: spent.seconds,
  };
}

/** Throws what `estimate` would for problems and options that no estimate could use, without solving. */
export function requireEstimate(problem: PdeProblem, model: Model<PdeProblem>, options: EstimateOptions): void {
  const { level = 0.95, rounds = 12, ...training } = options;
  requireNumber("level", level, (value) => value > 0 && value < 1, "between 0 and 1", "0.95");
  requireNumber("rounds", rounds, (n) => Number.isInteger(n) && n >= 1, "a positive whole number", "12");
  const forms = scalarForms(problem);
  const data = measurements(problem);
  if (forms.length === 0 || data.length === 0) {
    const what = "an estimate needs a trainable scalar and a condition of data";
    throw invalid({ what, got: { scalars: forms.length, data: data.length }, path: "problem" });
  }
  const start = Object.fromEntries(forms.map(({ name, value }) => [name, value(0)]));
  requireTrainable(withKnownScalars(problem, start), model, training);
}

/** All that decides how an estimate goes on: a checkpoint. */
interface State {
  /** Parameters of the scalars. */
  readonly q: Float64Array;
  readonly round: number;
  /** Of the last round, one column a scalar. */
  readonly jacobian: readonly Float64Array[];
  readonly deviations?: readonly number[];
  readonly converged: boolean;
  /** Whether there is nothing more to do. */
  readonly done: boolean;
  readonly spent: Spent;
}

const beginning = (scalars: number): State => ({
  q: new Float64Array(scalars),
  round: 0,
  jacobian: [],
  converged: false,
  done: false,
  spent: { solves: 0, steps: 0, seconds: 0 },
});

/** One step with the derivatives where it begins; null where it could not be done to its end. */
async function gaussNewtonRound<M extends Model<PdeProblem>>(
  { q, round, spent: _, ...before }: State,
  now: Solved<M>,
  data: readonly Measurement[],
  solves: Solves<M>,
): Promise<{ readonly state: State; readonly found: Solved<M> } | null> {
  const jacobian: Float64Array[] = [];
  for (let j = 0; j < q.length; j++) {
    const there = await solves.at(q.with(j, (q[j] as number) + difference));
    if (there === null) return null;
    jacobian.push(there.residuals.map((r, i) => (r - (now.residuals[i] as number)) / difference));
  }
  const deviations = noiseOf(data, now.residuals, q.length);
  const columns = scaled(jacobian, data, deviations);
  const ended = (converged: boolean) => ({
    state: { ...before, q, round: round + 1, jacobian, deviations, converged, done: true, spent: solves.spent() },
    found: now,
  });
  const step = leastSquaresStep(columns, scaled([now.residuals], data, deviations)[0] as Float64Array);
  if (step === null) return ended(false);
  const errors = standardErrors(columns);
  if (step.every((s, j) => Math.abs(s) <= smallStep * (errors[j] as number))) return ended(true);
  const sum = sumOfSquares(now.residuals);
  const longest = Math.max(1, ...step.map((s) => Math.abs(s) / reach));
  for (let half = 0; half <= halvings; half++) {
    const tried = q.map((value, j) => value + (step[j] as number) / (longest * 2 ** half));
    const found = await solves.at(tried);
    if (found === null && solves.over()) return null;
    if (found === null || !(sumOfSquares(found.residuals) < sum)) continue;
    const state = { ...before, q: tried, round: round + 1, jacobian, deviations, spent: solves.spent() };
    return { state, found };
  }
  return ended(false);
}

function standardErrors(jacobian: readonly Float64Array[]): readonly number[] {
  const inverse = inverseNormal(jacobian);
  return jacobian.map((_, j) => Math.sqrt(inverse?.[j * (jacobian.length + 1)] ?? Number.NaN));
}
