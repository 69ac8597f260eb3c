import { invalid, requireNumber } from "../core/index.ts";
import { type DataCondition, dataColumns, dataPoints, dataSigma, type PdeProblem } from "../problems/index.ts";
import { withKnownScalars } from "./known-scalars.ts";
import type { Fit, Model } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { scalarForms } from "./scalars.ts";
import { inverseNormal, leastSquaresStep } from "./small-least-squares.ts";
import { studentHalfWidth } from "./student.ts";
import { train } from "./train.ts";
import { estimates, type Uncertainty } from "./uncertainty.ts";

/** Options of `estimate`: those of every solve, and how sure intervals are to be. */
export interface EstimateOptions extends Omit<TrainOptions, "resume" | "onCheckpoint" | "checkpointEvery"> {
  /** Probability of the intervals. @defaultValue `0.95` */
  readonly level?: number;
  /** Most Gauss–Newton steps. @defaultValue `12` */
  readonly rounds?: number;
}

/** Scalars that data determine, with the solution that belongs to them. */
export interface Estimate<M extends Model<PdeProblem>> extends Omit<Uncertainty, "status"> {
  /**
   * `"undetermined"`: a scalar can change without any datum changing; `"not-converged"`: the rounds or a budget ended before
   * steps were small beside the standard errors; otherwise what a solve ended with.
   */
  readonly status: Uncertainty["status"] | "not-converged" | Fit<PdeProblem, M>["status"];
  readonly fit: Fit<PdeProblem, M>;
  /** Gauss–Newton steps. */
  readonly rounds: number;
  /** Times that the equation was solved. */
  readonly solves: number;
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
  requireNumber("level", level, (value) => value > 0 && value < 1, "between 0 and 1", "0.95");
  requireNumber("rounds", rounds, (n) => Number.isInteger(n) && n >= 1, "a positive whole number", "12");
  const forms = scalarForms(problem);
  const data = measurements(problem);
  if (forms.length === 0 || data.length === 0) {
    const what = "an estimate needs a trainable scalar and a condition of data";
    throw invalid({ what, got: { scalars: forms.length, data: data.length }, path: "problem" });
  }
  let solves = 0;
  const solve = async (q: Float64Array): Promise<Solved<M>> => {
    const values = Object.fromEntries(forms.map(({ name, value }, j) => [name, value(q[j] as number)]));
    solves += 1;
    const fit = await train(withKnownScalars(problem, values), model, training);
    return { fit, residuals: residualsOf(problem, data, fit) };
  };
  let q = new Float64Array(forms.length);
  let now = await solve(q);
  let round = 0;
  let converged = false;
  let jacobian: readonly Float64Array[] = [];
  let deviations = noiseOf(data, now.residuals, forms.length);
  while (round < rounds && now.fit.status === "success" && !converged) {
    round += 1;
    jacobian = [];
    for (let j = 0; j < forms.length; j++) {
      const { residuals } = await solve(q.with(j, (q[j] as number) + difference));
      jacobian = [...jacobian, residuals.map((r, i) => (r - (now.residuals[i] as number)) / difference)];
    }
    deviations = noiseOf(data, now.residuals, forms.length);
    const step = leastSquaresStep(scaled(jacobian, data, deviations), scaled([now.residuals], data, deviations)[0]!);
    if (step === null) break;
    const errors = standardErrors(scaled(jacobian, data, deviations));
    converged = step.every((s, j) => Math.abs(s) <= smallStep * (errors[j] as number));
    if (converged) break;
    const before = sumOfSquares(now.residuals);
    const longest = Math.max(1, ...step.map((s) => Math.abs(s) / reach));
    let next: Solved<M> | null = null;
    for (let half = 0; half <= halvings && next === null; half++) {
      const tried = q.map((value, j) => value + (step[j] as number) / (longest * 2 ** half));
      const found = await solve(tried);
      if (found.fit.status !== "success" || !(sumOfSquares(found.residuals) < before)) continue;
      [next, q] = [found, tried];
    }
    if (next === null) break;
    now = next;
  }
  const weighted = scaled(jacobian, data, deviations);
  const covariance = jacobian.length === 0 ? null : inverseNormal(weighted);
  const freedom = now.residuals.length - forms.length;
  const determined = covariance !== null && freedom > 0;
  const width = studentHalfWidth(level, freedom);
  const scalars = forms.map(({ name, value }, parameter) => ({ name, parameter, value }));
  const empty = new Float64Array(forms.length ** 2).fill(Number.NaN);
  const failed = now.fit.status === "success" ? null : now.fit.status;
  return {
    status: failed ?? (determined ? (converged ? "success" : "not-converged") : "undetermined"),
    ...estimates(scalars, q, covariance ?? empty, width, determined),
    noise: Object.fromEntries(data.map(({ name }, k) => [name, deviations[k] as number])),
    degreesOfFreedom: freedom,
    fit: now.fit,
    rounds: round,
    solves,
  };
}

interface Solved<M extends Model<PdeProblem>> {
  readonly fit: Fit<PdeProblem, M>;
  readonly residuals: Float64Array;
}

/** A condition of data, and where its residuals are among all. */
interface Measurement {
  readonly name: string;
  readonly condition: DataCondition;
  readonly start: number;
  readonly count: number;
}

function measurements({ conditions, coordinates, unknowns }: PdeProblem): readonly Measurement[] {
  let start = 0;
  return Object.entries(conditions).flatMap(([name, condition]) => {
    if (condition.kind !== "data") return [];
    const points = dataPoints(condition).length / coordinates.length;
    const count = points * dataColumns(condition, unknowns).length;
    start += count;
    return [{ name, condition, start: start - count, count }];
  });
}

/** (u − value) / σ of all data. */
function residualsOf(
  { coordinates, unknowns }: PdeProblem,
  data: readonly Measurement[],
  { values }: Pick<Fit<PdeProblem, Model<PdeProblem>>, "values">,
): Float64Array {
  return Float64Array.from(
    data.flatMap(({ condition }) => {
      const points = dataPoints(condition);
      const sigma = dataSigma(condition, points.length / coordinates.length);
      const found = values(points);
      return dataColumns(condition, unknowns).flatMap(([unknown, column]) =>
        Array.from(column, (value, i) => {
          const u = found[i * unknowns.length + unknowns.indexOf(unknown)] as number;
          return (u - value) / (sigma[i] as number);
        }),
      );
    }),
  );
}

/** The standard deviation of the residuals of each condition, corrected for what the scalars take. */
function noiseOf(data: readonly Measurement[], residuals: Float64Array, scalars: number): readonly number[] {
  const share = Math.max(1 - scalars / residuals.length, Number.EPSILON);
  return data.map(({ start, count }) =>
    Math.sqrt(Math.max(sumOfSquares(residuals.subarray(start, start + count)) / (count * share), Number.MIN_VALUE)),
  );
}

/** Columns in units of the deviations of their conditions. */
function scaled(
  columns: readonly Float64Array[],
  data: readonly Measurement[],
  deviations: readonly number[],
): readonly Float64Array[] {
  return columns.map((column) => {
    const out = column.slice();
    data.forEach(({ start, count }, k) => {
      for (let i = start; i < start + count; i++) out[i] = (out[i] as number) / (deviations[k] as number);
    });
    return out;
  });
}

function standardErrors(jacobian: readonly Float64Array[]): readonly number[] {
  const inverse = inverseNormal(jacobian);
  return jacobian.map((_, j) => Math.sqrt(inverse?.[j * (jacobian.length + 1)] ?? Number.NaN));
}

const sumOfSquares = (r: Float64Array): number => r.reduce((sum, value) => sum + value * value, 0);
