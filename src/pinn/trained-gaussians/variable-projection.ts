import type { LeastSquares } from "../../core/index.ts";
import type { optimisers } from "../../training/index.ts";
import { insertSites, orderBlocks, orderSites, removeSites, withPoints } from "./insert.ts";
import { centresOf, type GaussianLayout, sitesInUse, widthAt } from "./layout.ts";
import { measuresOf } from "./measures.ts";
import { projectedModel } from "./projected-model.ts";
import { leastRidge, solveWeights } from "./solve-weights.ts";

/** What the trainer remembers: plain data. */
export interface ProjectionState extends optimisers.OptimiserState {
  readonly damping: number;
  /** Whether the weights have to be solved for before the next step. */
  readonly stale: boolean;
  /** ½ |r|² after each step since sites were last inserted. */
  readonly recent: readonly number[];
  /** Where each Gaussian's centre was placed or inserted, shape [all][inputs]. */
  readonly born: Float64Array;
  readonly inserted: number;
  readonly removed: number;
  /** Parameters at some steps, for the picture of how they moved: every `stride` steps. */
  readonly track: readonly Float64Array[];
  readonly stride: number;
}

/** Options of `variableProjection`. */
export interface ProjectionOptions {
  readonly layout: GaussianLayout;
  /** Share of the sites in use that are inserted together. */
  readonly batch: number;
  /** Whether Gaussians move and are inserted; otherwise only weights are solved for. */
  readonly moves: boolean;
  /** How many parameters of the geometry change in one step; the Gaussians take turns. */
  readonly most: number;
  /** The damping of the first step. @defaultValue `1e-2` */
  readonly damping?: number;
}

/** How far a Gaussian may go in one step: its centre in widths, the logarithm of a width, and its axes in radians. */
const reach = 0.5;
/** Damping is raised at most so often in one step. */
const mostTrials = 12;
/** Steps that together must lower the root of the value by a twentieth, or sites are inserted. */
const patience = 3;
const worthwhile = 0.95;
/** A site whose own part of ½ |r|² is less than this part of the whole is taken out. */
const negligible = 1e-6;
/** Pictures that are kept; past that every second is dropped. */
const mostPictures = 48;

/**
 * Moves Gaussians: Levenberg–Marquardt on centres, widths and axes, the weights solved for at every trial; inserts Gaussians
 * where residuals are largest once steps no longer pay, and takes out those that contribute nothing.
 */
export function variableProjection(options: ProjectionOptions): optimisers.Optimiser<ProjectionState> {
  const { layout, damping = 1e-2 } = options;
  return {
    name: "variable-projection",
    init(theta, objective) {
      const state: ProjectionState = {
        theta: theta.slice(),
        value: Number.POSITIVE_INFINITY,
        gradientNorm: Number.POSITIVE_INFINITY,
        iteration: 0,
        evaluations: 0,
        stop: null,
        damping,
        stale: true,
        recent: [],
        born: centresOf(layout, theta),
        inserted: 0,
        removed: 0,
        track: [theta.slice()],
        stride: 1,
      };
      return solved(layout, objective, state);
    },
    update(objective, given) {
      if (given.stop !== null) return given;
      const before = given.stale ? solved(layout, objective, given) : given;
      if (before.stop !== null) return before;
      if (!options.moves) return { ...solved(layout, objective, before), iteration: before.iteration + 1 };
      return tracked(adapted(options, objective, stepped(options, objective, inTurn(options, before))));
    },
    refresh: (objective, state) => ({ ...solved(layout, objective, state), recent: [] }),
    report: (state) => ({
      measures: measuresOf(layout, state.theta, state),
      frames: [...state.track, state.theta],
    }),
  };
}

/** The weights solved for. */
function solved(layout: GaussianLayout, objective: LeastSquares, state: ProjectionState): ProjectionState {
  const { theta, value, gradient, evaluations } = solveWeights(
    objective,
    state.theta,
    layout.all,
    8,
    ridgeOf(state.damping),
  );
  const stop = Number.isFinite(value) ? null : "not-finite";
  return {
    ...state,
    theta,
    value,
    stop,
    stale: false,
    gradientNorm: largest(gradient),
    evaluations: state.evaluations + evaluations,
  };
}

/** How many sites move in one step. */
function sitesATurn({ layer, geometry }: GaussianLayout, most: number): number {
  return Math.max(1, Math.floor(most / (layer.outputs * geometry)));
}

/** Where not all sites can move at once, those that moved last go behind the others. */
function inTurn({ layout, most }: ProjectionOptions, state: ProjectionState): ProjectionState {
  const used = sitesInUse(layout, state.theta);
  const turn = sitesATurn(layout, most);
  if (used <= turn || state.iteration === 0) return state;
  const { count, outputs, inputs } = layout.layer;
  const from = Array.from({ length: count }, (_, site) => (site < used ? (site + turn) % used : site));
  const theta = state.theta.slice();
  orderSites(layout, theta, from);
  return { ...state, theta, born: orderBlocks(state.born, from, outputs * inputs) };
}

/**
 * The damping of weights that goes with one of the geometry: where the equation is not linear, weights that cancel each other
 * must not grow before steps succeed; at the end it vanishes.
 */
function ridgeOf(damping: number): number {
  return Math.min(1e-6, Math.max(leastRidge, 1e-7 * damping));
}

/** One step of all that is not a weight, or none where none lowers the value. */
function stepped(
  { layout, most }: ProjectionOptions,
  objective: LeastSquares,
  state: ProjectionState,
): ProjectionState {
  const { all, layer } = layout;
  const used = layer.outputs * Math.min(sitesInUse(layout, state.theta), sitesATurn(layout, most));
  const units = unitsOf(layout, objective, state.theta, used);
  const model = projectedModel(objective, state.theta, all, units, ridgeOf(state.damping));
  let { damping, evaluations } = state;
  let next: ProjectionState | null = null;
  for (let trial = 0; trial < mostTrials && next === null; trial++) {
    const { step, predicted } = model.step(damping);
    if (!step.every(Number.isFinite)) {
      damping *= 5;
      continue;
    }
    shorten(layout, state.theta, step, used);
    const moved = state.theta.map((value, i) => value + (step[i] as number));
    const found = solveWeights(objective, moved, all, 2, ridgeOf(damping));
    evaluations += found.evaluations;
    const ratio = (state.value - found.value) / predicted;
    if (found.value < state.value) {
      const gradientNorm = largest(model.gradient);
      const { theta, value } = found;
      const factor = ratio > 0.75 ? 1 / 4 : ratio < 0.25 ? 2 : 1;
      next = { ...state, theta, value, gradientNorm, damping: Math.max(damping * factor, 1e-12) };
    } else {
      damping *= 5;
    }
  }
  model.release();
  const after = next ?? { ...state, damping: 1 };
  return {
    ...after,
    iteration: state.iteration + 1,
    evaluations: evaluations + 1,
    recent: [...state.recent, after.value],
  };
}

/** Inserts and takes out sites once steps no longer pay. */
function adapted(
  { layout, batch }: ProjectionOptions,
  objective: LeastSquares,
  state: ProjectionState,
): ProjectionState {
  const located = withPoints(objective);
  const { recent } = state;
  const first = recent.at(-1 - patience);
  if (located === null || first === undefined) return state;
  if (!((recent.at(-1) as number) > worthwhile ** 2 * first)) return state;
  const { outputs, count } = layout.layer;
  const theta = state.theta.slice();
  const used = sitesInUse(layout, theta);
  const size = Math.max(2, Math.ceil(batch * used));
  const { lengths } = solveWeights(objective, theta, layout.all, 1);
  // What a Gaussian gives to the residuals by itself; without those that give nothing they hardly change.
  const effect = (q: number) => ((theta[q] as number) * (lengths[q] as number)) ** 2 / 2;
  const idle = Array.from({ length: used }, (_, site) => site).filter((site) => {
    const own = Array.from({ length: outputs }, (_unused, output) => effect(site * outputs + output));
    return own.reduce((sum, value) => sum + value, 0) < negligible * state.value;
  });
  const from = removeSites(layout, theta, new Set(idle));
  const inserted = insertSites(layout, located, theta, Math.min(size, count));
  const born = orderBlocks(state.born, from, outputs * layout.layer.inputs);
  const left = used - idle.length;
  const places = centresOf(layout, theta);
  const [begin, end] = [left, left + inserted].map((site) => site * outputs * layout.layer.inputs);
  born.set(places.subarray(begin, end), begin);
  return solved(layout, objective, {
    ...state,
    theta,
    born,
    recent: [],
    inserted: state.inserted + inserted,
    removed: state.removed + idle.length,
    damping: Math.min(1, Math.max(state.damping, 1e-3)),
  });
}

/** Widths for centres and for plain widths, 1 for all else. Scalars come last, and then all parameters change. */
function unitsOf(
  layout: GaussianLayout,
  { parameters }: LeastSquares,
  theta: Float64Array,
  used: number,
): Float64Array {
  const { all, geometry, layer } = layout;
  const d = layer.inputs;
  const extra = parameters > layout.parameters;
  return Float64Array.from({ length: extra ? parameters - all : used * geometry }, (_, i) => {
    const k = i % geometry;
    const inWidths = k < d || (k < 2 * d && layer.widths === "plain");
    return inWidths && i < all * geometry ? widthAt(layout, theta, all + i - k + d + (k % d)) : 1;
  });
}

/** Shortens the steps of Gaussians that go too far, each by itself, so that they do not hold up the others; and of scalars. */
function shorten(layout: GaussianLayout, theta: Float64Array, step: Float64Array, used: number): void {
  const { all, geometry, layer } = layout;
  const d = layer.inputs;
  for (let q = 0; q < used; q++) {
    const at = all + q * geometry;
    let far = 0;
    for (let k = 0; k < geometry; k++) {
      const size = Math.abs(step[at + k] as number);
      const inWidths = k < d || (k < 2 * d && layer.widths === "plain");
      far = Math.max(far, inWidths ? size / widthAt(layout, theta, at + d + (k % d)) : size);
    }
    if (far <= reach) continue;
    for (let k = 0; k < geometry; k++) step[at + k] = ((step[at + k] as number) * reach) / far;
  }
  for (let i = layout.parameters; i < step.length; i++) {
    step[i] = Math.min(reach, Math.max(-reach, step[i] as number));
  }
}

function tracked(state: ProjectionState): ProjectionState {
  if (state.iteration % state.stride !== 0) return state;
  const track = [...state.track, state.theta.slice()];
  if (track.length <= mostPictures) return { ...state, track };
  return { ...state, track: track.filter((_, i) => i % 2 === 0), stride: 2 * state.stride };
}

function largest(g: Float64Array): number {
  return g.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
