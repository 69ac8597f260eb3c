import { initialParameters, invalid, type Network, type Rng, requireNumber } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import { gaussNewton, levenbergMarquardt, type Model, type Stage, type TrainingPlan } from "../../training/index.ts";
import { bindTo } from "../network-model.ts";
import { overlapChoice } from "./choose-overlap.ts";
import { type GaussianLayout, layoutOf } from "./layout.ts";
import { fitWindows, requireWindows } from "./march-windows.ts";
import { networkOf, type TrainedShape } from "./network.ts";
import { originalPlan, originalStart, recipeOf, softened } from "./original.ts";
import { placeOnGrid } from "./place.ts";
import { variableProjection } from "./variable-projection.ts";

/** Options of `trainedGaussians`. */
export interface TrainedGaussiansOptions {
  /**
   * `"trained"`: variable projection, with Gaussians inserted where residuals are large and taken out where they contribute
   * nothing. `"original"`: the published recipe, Adam on conditions in the loss.
   *
   * @defaultValue `"trained"`
   */
  readonly trainer?: "trained" | "original";
  /**
   * Gaussians of each unknown, or with a head of each of its channels.
   *
   * @defaultValue `200`; for the original the published number
   */
  readonly count?: number;
  /** Whether the axes of Gaussians lie along the coordinates or may turn. @defaultValue `"diagonal"` */
  readonly covariance?: "diagonal" | "full";
  /** How many of them are there at the beginning; the others are inserted. @defaultValue half; all for the original */
  readonly start?: number;
  /**
   * Widths at the beginning, in spacings of the centres; `"chosen"`: that of several which leaves the least residuals at
   * points at which weights were not solved for, found in one step before the others.
   *
   * @defaultValue `1.5`
   */
  readonly overlap?: number | "chosen";
  /** Centres beyond each end of a coordinate, where all of time is one window. @defaultValue `1` */
  readonly ghosts?: number;
  /** Centres along each coordinate, `count` at most together, where all of time is one window. @defaultValue equal numbers */
  readonly grid?: readonly number[];
  /**
   * Whether centres, widths and axes move at all: without, only the weights are solved for, which tells what moving is worth.
   *
   * @defaultValue `true`
   */
  readonly moves?: boolean;
  /**
   * A layer of `width` tanh neurons after `channels` sums of Gaussians. Its outputs are not linear in the weights, and so
   * all parameters are trained together by Gauss–Newton; none are inserted.
   *
   * @defaultValue none; `{ channels: 4, width: 16 }` for the original
   */
  readonly head?: { readonly channels: number; readonly width: number };
  /**
   * Windows of time, each of which has `count` Gaussians of its own; the first is divided further where the beginning does
   * not fit the conditions. Only for equations of the first order in time, and without a head.
   *
   * @defaultValue all of time at once
   */
  readonly windows?: number;
  /**
   * How Gaussians of windows are placed before they move: by the curvature of the state that a window begins with (along one
   * coordinate of space), or on a regular grid, for which no window is halved.
   *
   * @defaultValue `"sizes"`
   */
  readonly placement?: "sizes" | "grid";
}

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
      return bindTo(problem, network, (random) => {
        const placed = placeOnGrid(layout, used, placement, random);
        if (head === undefined) return placed;
        return withHead(network, placed, layout, random);
      });
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
    bind: (problem) =>
      bindTo(softened(problem), network(problem), (random) => originalStart(problem, network(problem), random)),
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

/** Gaussians that a window needs, so that some stand beside one another in every layer. */
const leastInWindow = 40;

function requireTrained(options: TrainedGaussiansOptions): void {
  const { trainer, count = 200, start, covariance, overlap, ghosts, grid, head, windows, placement } = options;
  const whole = (least: number) => (n: number) => Number.isInteger(n) && n >= least;
  requireNumber("model.count", count, whole(4), "a whole number of at least 4", "200");
  if (start !== undefined) {
    requireNumber("model.start", start, (n) => whole(1)(n) && n <= count, "a whole number up to model.count");
  }
  if (overlap !== undefined && overlap !== "chosen") {
    requireNumber("model.overlap", overlap, (value) => value > 0, "positive or chosen", "1.5");
  }
  if (ghosts !== undefined) requireNumber("model.ghosts", ghosts, whole(0), "a whole number from 0", "2");
  for (const n of grid ?? []) requireNumber("model.grid", n, whole(2), "whole numbers of at least 2", "8");
  const together = grid?.reduce((all, n) => all * n, 1) ?? 4;
  requireNumber("model.grid", together, (n) => n <= (start ?? count), "at most model.count together", `${count}`);
  const placed =
    overlap === "chosen" ? "overlap" : grid !== undefined ? "grid" : ghosts !== undefined ? "ghosts" : null;
  if (placed !== null && (windows !== undefined || (placed === "overlap" && head !== undefined))) {
    const what = `model.${placed} ${placed === "overlap" ? "that is chosen " : ""}is for Gaussians without a head and all of time together`;
    throw invalid({ what, path: `model.${placed}` });
  }
  if (windows !== undefined) {
    requireNumber("model.windows", windows, whole(1), "a whole number of at least 1", "20");
    requireNumber("model.count", count, whole(leastInWindow), `at least ${leastInWindow} in windows of time`, "200");
    if (head !== undefined || trainer === "original") {
      throw invalid({ what: "windows of time are for the trainer trained without a head", path: "model.windows" });
    }
  }
  requireOneOf("model.placement", placement, ["sizes", "grid"]);
  requireOneOf("model.covariance", covariance, ["diagonal", "full"]);
  requireOneOf("model.trainer", trainer, ["trained", "original"]);
}

function requireOneOf(path: string, got: string | undefined, known: readonly string[]): void {
  if (got === undefined || known.includes(got)) return;
  throw invalid({ what: `${path} must be ${known.join(" or ")}`, got, path });
}
