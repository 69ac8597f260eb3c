import { initialParameters, invalid, type Network, type Rng } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import { gaussNewton, levenbergMarquardt, type Model, type Stage, type TrainingPlan } from "../../training/index.ts";
import { bindTo } from "../network-model.ts";
import { overlapChoice } from "./choose-overlap.ts";
import { type GaussianLayout, layoutOf } from "./layout.ts";
import { fitWindows, requireWindows } from "./march-windows.ts";
import { networkOf, slowness, type TrainedShape } from "./network.ts";
import { requireTrained, type TrainedGaussiansOptions } from "./options.ts";
import { originalPlan, originalStart, recipeOf, softened } from "./original.ts";
import { placeOnGrid } from "./place.ts";
import { variableProjection } from "./variable-projection.ts";

/**
 * A sum of Gaussians whose centres, widths and axes move.
 *
 * The idea: N. Kang et al., Physics-informed Gaussians as adaptive parametric mesh representations, ICLR 2025,
 * arXiv:2412.05994; how they are trained unless the trainer is `"original"` is not theirs.
 */
export function trainedGaussians(options: TrainedGaussiansOptions = {}): Model<PdeProblem> {
  const { trainer = "trained", covariance = "diagonal" } = options;
  requireTrained(options);
  if (trainer === "original") return originalModel(options, covariance);
  const model = movingModel(options, covariance);
  return options.windows === undefined ? model : inWindows(model, options.windows, options);
}

function movingModel(options: TrainedGaussiansOptions, covariance: TrainedShape["covariance"]): Model<PdeProblem> {
  const { count = 200, overlap = usualOverlap, moves = true, ghosts = 1, grid, head } = options;
  const { start = grid?.reduce((all, n) => all * n, 1) ?? (moves ? Math.ceil(count / 2) : count) } = options;
  const shape: TrainedShape = { count, covariance, widths: "logarithm", ...(head === undefined ? {} : { head }) };
  const used = head === undefined ? start : count;
  const own = { ...(grid === undefined ? {} : { grid: grid.join(" × ") }), ...headSettings(head) };
  return {
    name: "gaussians",
    settings: { trainer: "trained", count, covariance, start: used, overlap, ghosts, moves, ...own },
    bind(problem) {
      const network = networkOf(problem, shape);
      const layout = layoutOf(network, problem.domain);
      const along = gridFor(problem, grid);
      const placement = { overlap: placedOverlap(overlap), margin: ghosts - 0.5, jitter: 0.2, along };
      const bound = bindTo(problem, network, (random) => {
        const placed = placeOnGrid(layout, used, placement, random);
        if (head === undefined) return placed;
        return withHead(network, placed, layout, random);
      });
      return { ...bound, warnings: slowness(problem) };
    },
    plan: (problem) => movingPlan(networkOf(problem, shape), problem, options),
  };
}

/** The overlap that is not given. */
const usualOverlap = 1.5;
const placedOverlap = (overlap: number | "chosen") => (overlap === "chosen" ? usualOverlap : overlap);

function gridFor({ coordinates }: PdeProblem, grid: readonly number[] | undefined): readonly number[] | null {
  if (grid === undefined) return null;
  if (grid.length === coordinates.length) return grid;
  const what = `model.grid needs a number for each of the coordinates ${coordinates.join(", ")}`;
  throw invalid({ what, got: grid, path: "model.grid", attempt: `[${coordinates.map(() => 8).join(", ")}]` });
}

function inWindows(
  model: Model<PdeProblem>,
  windows: number,
  { count = 200, covariance = "diagonal", overlap: given, moves = true, placement = "sizes" }: TrainedGaussiansOptions,
): Model<PdeProblem> {
  const { start: _, ghosts: _ghosts, ...settings } = model.settings;
  const overlap = placedOverlap(given ?? usualOverlap);
  return {
    name: model.name,
    settings: { ...settings, windows, placement },
    bind() {
      throw invalid({
        what: "Gaussians in windows of time are not trained in stages",
        path: "stages",
        attempt: "no stages",
      });
    },
    plan: model.plan,
    own: {
      require: requireWindows,
      fit: (problem, options) =>
        fitWindows(problem, windows, covariance, { count, overlap, moves, placement, most: mostMoving }, options),
    },
  };
}

function originalModel(
  { count, head = { channels: 4, width: 16 } }: TrainedGaussiansOptions,
  covariance: TrainedShape["covariance"],
): Model<PdeProblem> {
  const network = (problem: PdeProblem) =>
    networkOf(problem, { count: count ?? recipeOf(problem).count, covariance, widths: "plain", head });
  return {
    name: "gaussians",
    settings: { trainer: "original", ...(count === undefined ? {} : { count }), covariance, ...headSettings(head) },
    bind: (problem) => ({
      ...bindTo(softened(problem), network(problem), (random) => originalStart(problem, network(problem), random)),
      warnings: slowness(problem),
    }),
    plan: originalPlan,
  };
}

const headSettings = (head: TrainedGaussiansOptions["head"]) =>
  head === undefined ? {} : { channels: head.channels, hidden: head.width };

/** The head as Glorot has it, and weights that give it something to work on. */
function withHead(
  network: Network,
  placed: Float64Array,
  { all, geometry }: GaussianLayout,
  random: Rng,
): Float64Array {
  const theta = initialParameters(network, random);
  theta.set(placed.subarray(0, all * (1 + geometry)));
  for (let q = 0; q < all; q++) theta[q] = 0.1 * random.normal();
  return theta;
}

/** Rows for each parameter, so that what is fitted is not noise of the points. */
const rowsAParameter = 3;
/** So many parameters of centres, widths and axes change in one step. */
const mostMoving = 1200;
/** So many parameters have room in a dense matrix. */
const mostDense = 3000;

function movingPlan(
  network: Network,
  problem: PdeProblem,
  { moves = true, overlap, head }: TrainedGaussiansOptions,
): TrainingPlan {
  const layout = layoutOf(network, problem.domain);
  const steps = 100_000;
  const choice: Stage = {
    name: "overlap",
    steps: 1,
    optimiser: overlapChoice(layout, usualOverlap) as Stage["optimiser"],
    resampleEvery: 0,
    checkEvery: 1,
  };
  const projection: Stage = {
    name: "variable-projection",
    steps,
    optimiser: variableProjection({ layout, batch: 0.25, moves, most: mostMoving }) as Stage["optimiser"],
    resampleEvery: 5,
    checkEvery: 1,
  };
  const all =
    network.parameters <= mostDense ? levenbergMarquardt({ steps }) : gaussNewton({ steps, solver: "sketched" });
  return {
    interior: Math.ceil((rowsAParameter * Math.min(network.parameters, mostDense)) / problem.equations.length),
    boundary: 200,
    sampling: { adaptive: { exponent: 1, constant: 1 } },
    stages: head !== undefined ? [all] : overlap === "chosen" ? [choice, projection] : [projection],
  };
}
