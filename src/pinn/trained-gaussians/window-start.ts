import type { ResidualObjective, Rng } from "../../core/index.ts";
import type { BoundModel } from "../../training/index.ts";
import type { State } from "../gaussians/state.ts";
import type { PosedProblem } from "../gaussians/terms.ts";
import { bindTo } from "../network-model.ts";
import { type GaussianLayout, layoutOf, sitesInUse } from "./layout.ts";
import { networkOf, type TrainedShape } from "./network.ts";
import type { WindowPlaces } from "./place-window.ts";
import { pointsAmong } from "./points-among.ts";
import { leastRidge, solveWeights } from "./solve-weights.ts";
import { type Window, windowProblem } from "./window-problem.ts";

/** What a window is fitted to. */
export interface WindowTask {
  readonly posed: PosedProblem;
  readonly window: Window;
  /** What it begins with. */
  readonly state: State;
  readonly covariance: TrainedShape["covariance"];
  readonly threads: number;
}

/** Gaussians that have been placed, with the weights that suit them best. */
export interface WindowStart {
  readonly layout: GaussianLayout;
  readonly bound: BoundModel;
  readonly objective: ResidualObjective;
  readonly theta: Float64Array;
  /** The root of the loss on points that are not trained on. */
  readonly heldOut: number;
  /** The root mean square of what the window begins with. */
  readonly size: number;
  check(theta: Float64Array): number;
  close(): void;
}

/** Rows for each parameter that is trained. */
const rowsAParameter = 3;
/** Weight of what is given in the loss, that of equations times the window's length being 1. */
const givenWeight = 100;
/** Times at which a state that stands still is fitted, and the damping of its weights. */
const [stills, stillRidge] = [5, 1e-10];
/** Gauss–Newton steps for the weights. */
const rounds = 10;

/**
 * Places Gaussians and solves for their weights.
 *
 * @param count Sites, in use or parked.
 * @param moving How many parameters of the geometry points have to be enough for, besides the weights.
 */
export function startWindow(
  task: WindowTask,
  places: WindowPlaces,
  count: number,
  moving: number,
  random: Rng,
): WindowStart {
  const { posed, window, state, covariance } = task;
  const model = (stream: number) => {
    const points = places.beginning(random.split(stream));
    const problem = windowProblem(posed, window, state, points);
    const network = networkOf(problem, { count, covariance, widths: "logarithm" });
    const start = new Float64Array(network.parameters);
    return { layout: layoutOf(network, problem.domain), bound: bindTo(problem, network, () => start) };
  };
  const { layout, bound } = model(0);
  const placed = places.place(layout);
  const gaussians = sitesInUse(layout, placed) * layout.layer.outputs;
  const parameters = gaussians + Math.min(moving, gaussians * layout.geometry);
  const rows = Math.ceil((rowsAParameter * parameters) / posed.problem.equations.length);
  const objective = objectiveOn(task, bound, layout, placed, rows, random.split(2));
  const checked = objectiveOn(task, model(1).bound, layout, placed, Math.max(500, rows >> 1), random.split(3));
  const linear = isLinear(objective, placed, gaussians, random.split(4));
  const begun = linear ? placed : standing(task, bound, layout, placed);
  const { theta } = solveWeights(objective, begun, layout.all, rounds, leastRidge);
  return {
    layout,
    bound,
    objective,
    theta,
    heldOut: rootMean(checked, theta),
    size: sizeOf(task, bound),
    check: (at) => rootMean(checked, at),
    close() {
      objective.close();
      checked.close();
    },
  };
}

/** Whether residuals are linear in the weights: where a window begins is then of no use to the first step. */
function isLinear(objective: ResidualObjective, placed: Float64Array, weights: number, random: Rng): boolean {
  const direction = Float64Array.from({ length: weights }, () => random.normal());
  const [none, one, two] = [0, 1, 2].map((times) => {
    const theta = placed.slice();
    direction.forEach((by, i) => {
      theta[i] = times * by;
    });
    const out = new Float64Array(objective.rows);
    objective.residuals(theta, out);
    return out;
  }) as [Float64Array, Float64Array, Float64Array];
  const bent = two.map((value, i) => value - 2 * (one[i] as number) + (none[i] as number));
  return Math.hypot(...bent) <= 1e-9 * Math.hypot(...two);
}

/** The loss of a window, at points that follow the Gaussians; the first term is that of the equations. */
function objectiveOn(
  { window: [from, to], threads }: WindowTask,
  { terms, objective }: BoundModel,
  layout: GaussianLayout,
  theta: Float64Array,
  count: number,
  random: Rng,
): ResidualObjective {
  const points = terms.map((term, i) => {
    if (term.points !== undefined) return term.points;
    return onBox(pointsAmong(layout, theta, i === 0 ? count : Math.ceil(count / 8), random.split(i)), term.box);
  });
  const made = objective(points, { threads });
  made.terms.forEach(({ name, count: many }, i) => {
    made.setWeights(name, (i === 0 ? (to - from) ** 2 : givenWeight) / many);
  });
  return made;
}

/** Weights with which the state that a window begins with stands still. */
function standing(
  { posed, window: [from, to], state }: WindowTask,
  { terms }: BoundModel,
  layout: GaussianLayout,
  theta: Float64Array,
): Float64Array {
  const width = posed.problem.coordinates.length;
  const begin = terms.find(({ points }) => points !== undefined)?.points as Float64Array;
  const times = Array.from({ length: stills }, (_, k) => from + (k * (to - from)) / (stills - 1));
  const points = Float64Array.from(
    times.flatMap((t) => Array.from(begin, (x, i) => (i % width === posed.time ? t : x))),
  );
  const problem = windowProblem(posed, [from, to], state, points);
  const bound = bindTo(problem, networkOf(problem, layout.layer), () => theta);
  const objective = bound.objective(
    bound.terms.map((term) => term.points ?? points.subarray(0, width)),
    {},
  );
  objective.terms.forEach(({ name, count }, i) => {
    objective.setWeights(name, bound.terms[i]?.points === undefined ? 0 : 1 / count);
  });
  const found = solveWeights(objective, theta, layout.all, 1, stillRidge);
  objective.close();
  return found.theta;
}

function sizeOf({ state }: WindowTask, { terms }: BoundModel): number {
  const begin = terms.find(({ points }) => points !== undefined)?.points as Float64Array;
  const values = state.values(begin).flatMap((column) => [...column]);
  return Math.hypot(...values) / Math.sqrt(values.length) || 1;
}

/** Points moved onto a face of the domain, where a box is one. */
function onBox(points: Float64Array, box: readonly (readonly [number, number])[]): Float64Array {
  return points.map((x, i) => {
    const [from, to] = box[i % box.length] as readonly [number, number];
    return from === to ? from : x;
  });
}

/** √(Σ weight · mean square) of residuals whose weights are in them. */
export function rootMean(objective: ResidualObjective, theta: Float64Array): number {
  const residuals = new Float64Array(objective.rows);
  objective.residuals(theta, residuals);
  return Math.hypot(...residuals);
}
