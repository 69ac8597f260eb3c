import type { Problem } from "../problems/index.ts";
import type { BoundModel } from "./bound-model.ts";
import type { Fit, Model, StopReason } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import type { Session } from "./session.ts";
import type { TrainState } from "./train-state.ts";

/** How much less the residual may be where it was trained than on fresh points. */
const worrying = 5;

/** The fit that a training ends with. */
export function fitOf<P extends Problem, M extends Model<P>>(
  problem: P,
  model: M,
  bound: BoundModel,
  work: Session,
  state: TrainState,
  stopReason: StopReason,
  { seed }: TrainOptions,
): Fit<P, M> {
  const parameters = state.best.theta.slice();
  const trained = work.measure("trained", parameters, state);
  const fresh = work.measure("fresh", parameters, state);
  const values = (points: Float64Array): Float64Array => bound.values(parameters, points);
  const residuals = bound.terms.flatMap(({ rows }, term) =>
    rows.map((row, i) => [row, Math.sqrt(fresh.components[term]?.[i] as number)] as const),
  );
  const measures = state.reports.findLast(({ report }) => report !== undefined)?.report?.measures;
  return {
    problem,
    model,
    parameters,
    status: stopReason === "aborted" || stopReason === "non-finite" ? stopReason : "success",
    stopReason,
    stages: state.reports,
    iterations: state.iterations,
    seed,
    trainResidual: trained.rms,
    heldOutResidual: fresh.rms,
    residuals: Object.fromEntries(residuals),
    scalars: scalarsOf(bound, parameters),
    history: state.history,
    warnings: [...warningsOf(trained.rms, fresh.rms), ...(bound.warnings ?? [])],
    ...(measures === undefined ? {} : { measures }),
    wallSeconds: state.seconds,
    evaluate: (...point) => values(Float64Array.from(point))[0] as number,
    values,
  };
}

/** The trainable scalars at θ, by name. */
function scalarsOf({ scalars = [] }: BoundModel, theta: Float64Array): Readonly<Record<string, number>> {
  return Object.fromEntries(scalars.map(({ name, parameter, value }) => [name, value(theta[parameter] as number)]));
}

function warningsOf(train: number, heldOut: number): readonly string[] {
  if (heldOut <= worrying * train) return [];
  const ratio = (heldOut / train).toPrecision(2);
  return [
    `the residual on fresh points is ${ratio} times that on the points trained on: they are being interpolated; try more points, or new ones more often`,
  ];
}
