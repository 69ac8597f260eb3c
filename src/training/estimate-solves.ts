import type { PdeProblem } from "../problems/index.ts";
import { type Measurement, residualsOf } from "./estimate-data.ts";
import { withKnownScalars } from "./known-scalars.ts";
import type { Fit, Model } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import type { ScalarForm } from "./scalars.ts";
import { train } from "./train.ts";

/** A solution for some values of the scalars, and how far it is from the data. */
export interface Solved<M extends Model<PdeProblem>> {
  readonly fit: Fit<PdeProblem, M>;
  readonly residuals: Float64Array;
}

/** What solves have cost so far. */
export interface Spent {
  readonly solves: number;
  /** Steps of all of them. */
  readonly steps: number;
  readonly seconds: number;
}

/** Solves an equation for one set of values after another, all within one budget. */
export interface Solves<M extends Model<PdeProblem>> {
  /** Solves it; null where the budget is spent, the estimate is told to end, or this solve did not come to its end. */
  at(q: Float64Array): Promise<Solved<M> | null>;
  /** Solves it, however that ends, without a budget where `known`, which is then not counted. */
  first(q: Float64Array, known: boolean): Promise<Solved<M>>;
  /** Whether the budget is spent, or the estimate is told to end. */
  over(): boolean;
  spent(): Spent;
}

/** Whether a solve has come to its own end. */
export function whole({ fit: { status, stopReason } }: Solved<Model<PdeProblem>>): boolean {
  return status === "success" && stopReason !== "time-budget" && stopReason !== "step-budget";
}

/** @param most Solves of an estimate at most, of which progress is told. */
export function solvesOf<M extends Model<PdeProblem>>(
  problem: PdeProblem,
  model: M,
  forms: readonly ScalarForm[],
  data: readonly Measurement[],
  { budget = {}, onProgress, onCheckpoint: _, resume: _resume, ...options }: TrainOptions,
  before: Spent,
  most: number,
): Solves<M> {
  const began = performance.now() - 1e3 * before.seconds;
  const seconds = () => (performance.now() - began) / 1e3;
  let { solves, steps } = before;
  const left = () => ({
    ...(budget.seconds === undefined ? {} : { seconds: budget.seconds - seconds() }),
    ...(budget.steps === undefined ? {} : { steps: budget.steps - steps }),
  });
  const run = async (q: Float64Array, within: NonNullable<TrainOptions["budget"]>): Promise<Solved<M>> => {
    const values = Object.fromEntries(forms.map(({ name, value }, j) => [name, value(q[j] as number)]));
    const tell: TrainOptions["onProgress"] = (entry) => {
      const iteration = steps + entry.iteration;
      const spent = Math.max(
        seconds() / (budget.seconds ?? Number.POSITIVE_INFINITY),
        iteration / (budget.steps ?? Number.POSITIVE_INFINITY),
      );
      onProgress?.({ ...entry, iteration, fraction: Math.min(1, Math.max(spent, solves / most)) });
    };
    const fit = await train(withKnownScalars(problem, values), model, { ...options, budget: within, onProgress: tell });
    return { fit, residuals: residualsOf(problem, data, fit) };
  };
  const counted = async (q: Float64Array): Promise<Solved<M>> => {
    const found = await run(q, left());
    solves += 1;
    steps += found.fit.iterations;
    return found;
  };
  const over = () => {
    const rest = left();
    return options.signal?.aborted === true || (rest.seconds ?? 1) <= 0 || (rest.steps ?? 1) <= 0;
  };
  return {
    over,
    first: (q, known) => (known ? run(q, {}) : counted(q)),
    async at(q) {
      if (over()) return null;
      const found = await counted(q);
      return whole(found) ? found : null;
    },
    spent: () => ({ solves, steps, seconds: seconds() }),
  };
}
