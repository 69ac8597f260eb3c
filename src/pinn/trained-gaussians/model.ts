import { gaussianNetwork, invalid, type Network, type Rng, requireNumber } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import type { Model, Stage, TrainingPlan } from "../../training/index.ts";
import { bindTo, hardOutputs } from "../network-model.ts";
import { layoutOf } from "./layout.ts";
import { placeOnGrid } from "./place.ts";
import { variableProjection } from "./variable-projection.ts";

/** Options of `trainedGaussians`. */
export interface TrainedGaussiansOptions {
  /** Gaussians of each unknown, or with a head of each of its channels. @defaultValue `200` */
  readonly count?: number;
  /** Whether the axes of Gaussians lie along the coordinates or may turn. @defaultValue `"diagonal"` */
  readonly covariance?: "diagonal" | "full";
  /** How many of them are there at the beginning; the others are inserted where residuals are large. @defaultValue half */
  readonly start?: number;
  /** Widths at the beginning, in spacings of the centres. @defaultValue `1.5` */
  readonly overlap?: number;
}

/**
 * A sum of Gaussians whose centres, widths and axes move: variable projection on the residuals of the equation, Gaussians
 * inserted where residuals are large and taken out where they contribute nothing.
 *
 * The idea: N. Kang et al., Physics-informed Gaussians as adaptive parametric mesh representations, ICLR 2025,
 * arXiv:2412.05994; how they are trained is not theirs.
 */
export function trainedGaussians(options: TrainedGaussiansOptions = {}): Model<PdeProblem> {
  const { count = 200, covariance = "diagonal", overlap = 1.5 } = options;
  const { start = Math.ceil(count / 2) } = options;
  const whole = (least: number) => (n: number) => Number.isInteger(n) && n >= least;
  requireNumber("model.count", count, whole(4), "a whole number of at least 4", "200");
  requireNumber("model.start", start, (n) => whole(1)(n) && n <= count, "a whole number up to model.count");
  requireNumber("model.overlap", overlap, (value) => value > 0, "positive", "1.5");
  if (covariance !== "diagonal" && covariance !== "full") {
    throw invalid({ what: "model.covariance must be diagonal or full", got: covariance, path: "model.covariance" });
  }
  const shape = { count, covariance };
  return {
    name: "gaussians",
    settings: { count, covariance, start, overlap, trainer: "trained" },
    bind(problem) {
      const network = networkOf(problem, shape);
      const layout = layoutOf(network, problem.domain);
      const place = (random: Rng) => placeOnGrid(layout, start, { overlap, margin: 0.5, jitter: 0.2 }, random);
      return bindTo(problem, network, place);
    },
    plan: (problem) => planOf(networkOf(problem, shape), problem),
  };
}

function networkOf(
  problem: PdeProblem,
  shape: { readonly count: number; readonly covariance: "diagonal" | "full" },
): Network {
  const { coordinates, domain, unknowns, conditions } = problem;
  const hard = hardOutputs(problem);
  const periods = Object.values(conditions).flatMap((condition) => {
    if (condition.kind !== "periodic") return [];
    const [from, to] = domain[coordinates.indexOf(condition.coordinate)] as readonly [number, number];
    return [[condition.coordinate, to - from] as const];
  });
  return gaussianNetwork({
    ...shape,
    coordinates,
    outputs: unknowns.length,
    periods: Object.fromEntries(periods),
    ...(hard === undefined ? {} : { hard }),
  });
}

/** Rows for each parameter, so that what is fitted is not noise of the points. */
const rowsAParameter = 3;

function planOf(network: Network, problem: PdeProblem): TrainingPlan {
  const layout = layoutOf(network, problem.domain);
  const stage: Stage = {
    name: "variable-projection",
    steps: 100_000,
    optimiser: variableProjection({ layout, batch: 0.25 }) as Stage["optimiser"],
    resampleEvery: 5,
    checkEvery: 1,
  };
  return {
    interior: Math.ceil((rowsAParameter * network.parameters) / problem.equations.length),
    boundary: 200,
    sampling: { adaptive: { exponent: 1, constant: 1 } },
    stages: [stage],
  };
}
