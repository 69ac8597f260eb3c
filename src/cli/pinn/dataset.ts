import { type Dataset, dataset, tensor, type Variable } from "../../core/index.ts";
import type { PdeProblem, TransportProblem } from "../../problems/index.ts";
import { exactValues, type Fit, gridAxes, type Model, testPoints } from "../../training/index.ts";

type Boxed = PdeProblem | TransportProblem;

/**
 * A fit on the test points of its problem, a grid or beyond three coordinates one dimension of points, with the exact solution where it is known, the spread of its ensemble where it has
 * one, and the history of its training.
 */
export function fitDataset(
  fit: Fit<Boxed, Model<Boxed>>,
  software: string,
  spread?: (points: Float64Array) => Float64Array,
): Dataset {
  const { problem, model, history } = fit;
  const { coordinates, unknowns } = problem;
  const points = testPoints(problem.domain);
  const count = points.length / coordinates.length;
  const { dimensions, columns } = layoutOf(problem, points);
  const lengths = Object.values(dimensions);
  const values = fit.values(points);
  const exact = exactValues(problem, points);
  const apart = spread?.(points);
  const variable = (dimensions: readonly string[], data: Variable["data"], longName: string): Variable => ({
    dimensions,
    data,
    units: "1",
    longName,
  });
  const field = (all: Float64Array, index: number, longName: string): Variable => {
    const one = Float64Array.from({ length: count }, (_, i) => all[i * unknowns.length + index] as number);
    return variable(Object.keys(dimensions), tensor(lengths, one), longName);
  };
  const record = (name: "train" | "heldOut" | "seconds" | "iteration", longName: string): Variable =>
    variable(
      ["check"],
      tensor(
        [history.length],
        Float64Array.from(history, (entry) => entry[name]),
      ),
      longName,
    );
  const variables: Record<string, Variable> = {};
  coordinates.forEach((name, i) => {
    const column = columns[i] as Float64Array;
    variables[name] = variable([name in dimensions ? name : "point"], tensor([column.length], column), name);
  });
  unknowns.forEach((unknown, index) => {
    variables[unknown] = field(values, index, unknown);
    if (apart !== undefined) variables[`${unknown}_spread`] = field(apart, index, `spread of ${unknown} over seeds`);
    if (exact !== null) variables[`${unknown}_exact`] = field(exact, index, `exact ${unknown}`);
  });
  variables["iteration"] = record("iteration", "steps of training so far");
  variables["residual_train"] = record("train", "root mean square residual on the points trained on");
  variables["residual_held_out"] = record("heldOut", "root mean square residual on points never trained on");
  variables["seconds"] = { ...record("seconds", "time of training so far"), units: "s" };
  const parameters = { ...problem.parameters, ...model.settings };
  const attributes = Object.entries(parameters).map(([key, value]) => [
    key,
    typeof value === "boolean" ? Number(value) : value,
  ]);
  return dataset({ ...dimensions, check: history.length }, variables, {
    title: `${problem.name}, ${model.name}`,
    problem: problem.name,
    model: model.name,
    ...Object.fromEntries(attributes),
    seed: fit.seed,
    status: fit.status,
    stop_reason: fit.stopReason,
    iterations: fit.iterations,
    residual_fresh: fit.heldOutResidual,
    software,
  });
}

/** The dimensions of the test points of a problem, and the values of every coordinate along its own or along theirs. */
function layoutOf({ coordinates, domain }: Boxed, points: Float64Array) {
  const axes = gridAxes(domain);
  const width = coordinates.length;
  const count = points.length / width;
  if (axes.reduce((product, { length }) => product * length, 1) === count) {
    const dimensions = Object.fromEntries(coordinates.map((name, i) => [name, (axes[i] as Float64Array).length]));
    return { dimensions, columns: axes };
  }
  const columns = axes.map((_, i) =>
    Float64Array.from({ length: count }, (_, row) => points[row * width + i] as number),
  );
  return { dimensions: { point: count } as Record<string, number>, columns };
}
