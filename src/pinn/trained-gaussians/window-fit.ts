import type { Rng } from "../../core/index.ts";
import type { BoundModel } from "../../training/index.ts";
import { type GaussianLayout, geometryAt, sitesInUse } from "./layout.ts";
import { mayHaveCells, placesInCells, placesOnAxes, sizesOf, type WindowPlacement } from "./place-window.ts";
import { pointsAmong } from "./points-among.ts";
import { type ProjectionState, variableProjection } from "./variable-projection.ts";
import { stateAt, type Window } from "./window-problem.ts";
import { rootMean, startWindow, type WindowStart, type WindowTask } from "./window-start.ts";

/** How the Gaussians of every window are placed and moved. */
export interface WindowSettings extends Omit<WindowPlacement, "layers"> {
  readonly moves: boolean;
  /** Parameters of the geometry that change in one step. */
  readonly most: number;
}

/** The Gaussians of one window. */
export interface WindowFit {
  readonly window: Window;
  readonly bound: BoundModel;
  readonly layout: GaussianLayout;
  readonly theta: Float64Array;
  /** As they were placed. */
  readonly placed: Float64Array;
  readonly train: number;
  /** The same residual on other points. */
  readonly heldOut: number;
  /** That of the Gaussians as they were placed. */
  readonly heldOutPlaced: number;
  readonly steps: number;
  /** Of the last step that was kept. */
  readonly state: ProjectionState | null;
}

/** Layers of Gaussians in time that are tried: the more there are, the fewer are left for each. */
const layers = [3, 4, 5];
/** Layers of cells in a plane, where every try costs as much as the placement itself. */
const layersOfCells = 3;
/** Parts of the solution: residuals that are small enough, and those for which shorter windows are tried. */
const [enough, rough] = [5e-6, 1e-3];
/** A window is halved so often, and only where that leaves so much of the residual, twice of which is then made. */
const [mostHalvings, halfPays] = [3, 0.4];
/** Steps after which points are drawn anew. */
const redraw = 4;
/** Steps in a row that may pay nothing on other points, and what pays. */
const [patience, worthwhile] = [3, 0.97];

/** Fits Gaussians to a window: placed for the state that it begins with, then moved while that pays and `more` allows it. */
export async function fitWindow(
  given: WindowTask,
  settings: WindowSettings,
  random: Rng,
  more: (steps: number) => boolean,
  turn: () => Promise<void>,
): Promise<WindowFit> {
  const { task, start } = await placedBest(given, settings, random.split(0), turn);
  const { layout, bound, objective, theta: placed } = start;
  let kept: Pick<WindowFit, "theta" | "heldOut" | "state"> = { theta: placed, heldOut: start.heldOut, state: null };
  let [steps, idle] = [0, 0];
  if (settings.moves && more(0)) {
    const optimiser = variableProjection({ layout, batch: 0.25, moves: true, most: settings.most, damping: 1e-4 });
    const interior = objective.terms[0] as (typeof objective.terms)[number];
    let moving = optimiser.init(placed, objective);
    while (more(steps) && idle < patience && kept.heldOut > enough * start.size && moving.stop === null) {
      await turn();
      if (steps > 0 && steps % redraw === 0) {
        objective.setPoints(interior.name, [
          pointsAmong(layout, moving.theta, interior.count, random.split(1).split(steps)),
        ]);
        moving = optimiser.refresh(objective, moving);
      }
      moving = optimiser.update(objective, moving);
      steps += 1;
      const heldOut = start.check(moving.theta);
      idle = heldOut < worthwhile * kept.heldOut ? 0 : idle + 1;
      if (heldOut < kept.heldOut) kept = { theta: moving.theta, heldOut, state: moving };
    }
  }
  const train = rootMean(objective, kept.theta);
  start.close();
  return { ...kept, window: task.window, bound, layout, placed, train, heldOutPlaced: start.heldOut, steps };
}

/** The placement of a window, or of its first half, and again, where that leaves much less than half of the residual. */
async function placedBest(
  task: WindowTask,
  settings: WindowSettings,
  random: Rng,
  turn: () => Promise<void>,
): Promise<{ readonly task: WindowTask; readonly start: WindowStart }> {
  let best = { task, start: await placedLayers(task, settings, random.split(0), turn) };
  const halvings = settings.placement === "sizes" && !mayHaveCells(task.posed) ? mostHalvings : 0;
  for (let half = 1; half <= halvings && best.start.heldOut > rough * best.start.size; half++) {
    const [from, to] = best.task.window;
    const shorter = { ...task, window: [from, 0.5 * (from + to)] as const };
    const start = await placedLayers(shorter, settings, random.split(half), turn);
    if (!(start.heldOut < halfPays * best.start.heldOut)) {
      start.close();
      break;
    }
    best.start.close();
    best = { task: shorter, start };
  }
  return best;
}

/** The placement, among several numbers of layers, that leaves the least residual on other points. */
async function placedLayers(
  task: WindowTask,
  settings: WindowSettings,
  random: Rng,
  turn: () => Promise<void>,
): Promise<WindowStart> {
  const { posed, window, state } = task;
  const bySizes = settings.placement === "sizes";
  const { count } = settings;
  const moving = settings.moves ? settings.most : 0;
  if (bySizes && mayHaveCells(posed)) {
    await turn();
    const places = placesInCells(posed, window, state, { ...settings, layers: layersOfCells });
    return startWindow(task, places, count, moving, random.split(0));
  }
  let sizes = bySizes ? sizesOf(posed, [state], window) : null;
  const started = (many: number, parameters: number, stream: number) =>
    startWindow(
      task,
      placesOnAxes(posed, window, sizes, { ...settings, layers: many }),
      count,
      parameters,
      random.split(stream),
    );
  let best = { layers: layers[0] as number, heldOut: Number.POSITIVE_INFINITY };
  for (const [i, many] of layers.entries()) {
    await turn();
    const tried = started(many, 0, i);
    if (tried.heldOut < best.heldOut) best = { layers: many, heldOut: tried.heldOut };
    tried.close();
    if (i > 0 || sizes === null) continue;
    // Fronts that sharpen within the window ask for more at its end than where it begins.
    const later = [0.5 * (window[0] + window[1]), window[1]].map((t) => stateAt(posed, tried.bound, tried.theta, t));
    sizes = sizesOf(posed, [state, ...later], window);
    best = { layers: many, heldOut: Number.POSITIVE_INFINITY };
    const again = started(many, 0, i);
    best.heldOut = again.heldOut;
    again.close();
  }
  return started(best.layers, moving, layers.length);
}

/** How far the centres of a window have gone from where they were placed or inserted, in units of their widths. */
export function movedInWidths({ layout, theta, state }: WindowFit): readonly number[] {
  const { layer } = layout;
  const d = layer.inputs;
  const born = state?.born;
  return Array.from({ length: sitesInUse(layout, theta) * layer.outputs }, (_, q) => {
    if (born === undefined) return 0;
    const at = geometryAt(layout, 0) + q * layout.geometry;
    const parts = Array.from({ length: d }, (_unused, j) => {
      const away = (theta[at + j] as number) - (born[q * d + j] as number);
      return away / Math.exp(theta[at + d + j] as number);
    });
    return Math.hypot(...parts);
  });
}
