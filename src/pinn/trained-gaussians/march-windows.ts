import { denseReady, invalid, jetsReady, rng } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import type { HistoryEntry, OwnFit, StopReason, TrainOptions } from "../../training/index.ts";
import { gaussianMeasures } from "../gaussian-measures.ts";
import { initialState } from "../gaussians/state.ts";
import { type PosedProblem, posed } from "../gaussians/terms.ts";
import { sitesInUse, widthAt } from "./layout.ts";
import { requireFewCoordinates, slowness } from "./network.ts";
import { windowLengths } from "./place-window.ts";
import { fitWindow, movedInWidths, type WindowFit, type WindowSettings } from "./window-fit.ts";
import { stateAt } from "./window-problem.ts";
import type { WindowTask } from "./window-start.ts";

/** Steps of a window where no budget says how many. */
const usualSteps = 12;
/** Milliseconds after which other work of the process is let in. */
const turnEvery = 200;

/**
 * Gaussians of their own for every window of time, one window after the other: placed for the state in which the window
 * before ends, then moved. Windows share what is left of a budget equally; steps are shared exactly, so that a budget in steps
 * gives equal bits.
 *
 * Windows: A. S. Krishnapriyan et al., Adv. Neural Inf. Process. Syst. 34 (2021) 26548, §4.2.
 */
export async function fitWindows(
  problem: PdeProblem,
  count: number,
  covariance: WindowTask["covariance"],
  settings: WindowSettings,
  options: TrainOptions,
): Promise<OwnFit> {
  await Promise.all([jetsReady(), denseReady()]);
  const origin = performance.now();
  const seconds = () => (performance.now() - origin) / 1e3;
  const { budget = {}, signal, threads = 1, seed } = options;
  const put = posed(problem);
  const [begin, end] = put.problem.domain[put.time] as readonly [number, number];
  const { usual, first } = windowLengths(put, count);
  const random = rng(seed);
  const fits: WindowFit[] = [];
  const history: HistoryEntry[] = [];
  let steps = 0;
  let stopReason: StopReason = "stages-done";
  let lastTurn = performance.now();
  const turn = async () => {
    if (performance.now() - lastTurn < turnEvery) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    lastTurn = performance.now();
  };
  let length = first;
  while ((fits.at(-1)?.window[1] ?? begin) < end) {
    if (signal?.aborted || (fits.length > 0 && seconds() >= (budget.seconds ?? Number.POSITIVE_INFINITY))) {
      stopReason = signal?.aborted ? "aborted" : "time-budget";
      break;
    }
    const before = fits.at(-1);
    const from = before?.window[1] ?? begin;
    const window = [from, from + 1.01 * length >= end ? end : from + length] as const;
    const state = before === undefined ? initialState(put) : stateAt(put, before.bound, before.theta, from);
    const left = windowsLeft(end - from, length, usual);
    const most = budget.steps === undefined ? usualSteps : Math.floor((budget.steps - steps) / left);
    const opened = seconds();
    const until = opened + ((budget.seconds ?? Number.POSITIVE_INFINITY) - opened) / left;
    // A step that is like the last one has to end in time; the first one costs about what placing did.
    let last = opened;
    const more = (done: number): boolean => {
      const now = seconds();
      const fits = 2 * now - last < until;
      last = now;
      return done < most && fits && !signal?.aborted;
    };
    const fit = await fitWindow(
      { posed: put, window, state, covariance, threads },
      settings,
      random.split(fits.length),
      more,
      turn,
    );
    fits.push(fit);
    steps += fit.steps;
    length = Math.min(usual, 2 * (fit.window[1] - fit.window[0]));
    const entry = {
      iteration: steps,
      stage: fit.window.map((t) => t.toPrecision(4)).join("…"),
      train: fit.train,
      heldOut: fit.heldOut,
      seconds: seconds(),
    };
    history.push(entry);
    options.onProgress?.({ ...entry, fraction: (fit.window[1] - begin) / (end - begin) });
    if (!Number.isFinite(fit.heldOut)) {
      stopReason = "non-finite";
      break;
    }
  }
  return ownFit(put, fits, { steps, stopReason, history, seconds: seconds() });
}

/** How many windows a span takes, the first of some length and each twice as long as that before, up to the usual one. */
function windowsLeft(span: number, length: number, usual: number): number {
  let [count, rest] = [0, span];
  for (let next = length; rest > 0.01 * next; next = Math.min(usual, 2 * next), count++) rest -= next;
  return count;
}

interface Course {
  readonly steps: number;
  readonly stopReason: StopReason;
  readonly history: readonly HistoryEntry[];
  readonly seconds: number;
}

function ownFit(put: PosedProblem, fits: readonly WindowFit[], course: Course): OwnFit {
  const { problem, time } = put;
  const { steps, stopReason, history } = course;
  const values = (points: Float64Array) => valuesOf(put, fits, points);
  const [, end] = problem.domain[time] as readonly [number, number];
  const reached = fits.at(-1)?.window[1] ?? Number.NaN;
  const failed = stopReason === "aborted" || stopReason === "non-finite";
  const overall = (what: (fit: WindowFit) => number) => Math.hypot(...fits.map(what)) / Math.sqrt(fits.length);
  const concatenated = (what: (fit: WindowFit) => Float64Array) => Float64Array.from(fits.flatMap((f) => [...what(f)]));
  const parameters = concatenated(({ theta }) => theta);
  const heldOut = overall((fit) => fit.heldOut);
  const measures = measuresOf(fits);
  return {
    parameters,
    status: failed ? stopReason : reached < end ? "incomplete" : "success",
    stopReason,
    stages: [
      {
        name: "variable-projection in windows of time",
        steps,
        stopReason,
        report: { measures, frames: [concatenated(({ placed }) => placed), parameters] },
      },
    ],
    iterations: steps,
    trainResidual: overall((fit) => fit.train),
    heldOutResidual: heldOut,
    residuals: { windows: heldOut },
    scalars: {},
    history,
    warnings: [
      ...slowness(problem),
      ...(reached < end ? [`the march ended at time ${reached.toPrecision(4)}; later times hold its last state`] : []),
    ],
    measures,
    wallSeconds: course.seconds,
    evaluate: (...point) => values(Float64Array.from(point))[0] as number,
    values,
  };
}

/** Every point from the window that it lies in; later ones than the last from its end. */
function valuesOf({ problem, time }: PosedProblem, fits: readonly WindowFit[], points: Float64Array): Float64Array {
  const width = problem.coordinates.length;
  const { length } = problem.unknowns;
  const count = points.length / width;
  const out = new Float64Array(count * length).fill(Number.NaN);
  fits.forEach(({ window: [, to], bound, theta }, k) => {
    const from = fits[k - 1]?.window[1] ?? Number.NEGATIVE_INFINITY;
    const mine = Array.from({ length: count }, (_, i) => i).filter((i) => {
      const t = points[i * width + time] as number;
      return t > from && (t <= to || k === fits.length - 1);
    });
    if (mine.length === 0) return;
    const own = Float64Array.from(mine.flatMap((i) => [...points.subarray(i * width, (i + 1) * width)]));
    const values = bound.values(
      theta,
      own.map((x, i) => (i % width === time ? Math.min(x, to) : x)),
    );
    mine.forEach((i, j) => out.set(values.subarray(j * length, (j + 1) * length), i * length));
  });
  return out;
}

/** The measures of all windows together. */
function measuresOf(fits: readonly WindowFit[]): Readonly<Record<string, number>> {
  const moved = fits.flatMap(movedInWidths);
  const sum = (what: (fit: WindowFit) => number) => fits.reduce((total, fit) => total + what(fit), 0);
  const inUse = (fit: WindowFit) => sitesInUse(fit.layout, fit.theta) * fit.layout.layer.outputs;
  const widths = fits.flatMap((fit) => {
    const { all, geometry, layer } = fit.layout;
    return Array.from({ length: inUse(fit) * layer.inputs }, (_, i) =>
      widthAt(fit.layout, fit.theta, all + Math.floor(i / layer.inputs) * geometry + layer.inputs + (i % layer.inputs)),
    );
  });
  return {
    windows: fits.length,
    ...gaussianMeasures(Math.max(...fits.map(inUse)), moved, widths),
    /** Part of all Gaussians whose centres have moved: those of a large window take turns. */
    movedShare: moved.filter((far) => far > 0).length / moved.length,
    inserted: sum(({ state }) => state?.inserted ?? 0),
    removed: sum(({ state }) => state?.removed ?? 0),
    /** By how much moving lowered the residual on other points, the mean over windows of its logarithm. */
    lowered: Math.exp(sum(({ heldOut, heldOutPlaced }) => Math.log(heldOutPlaced / heldOut)) / fits.length),
  };
}

/** Throws for problems and options that windows of time cannot use. */
export function requireWindows(problem: PdeProblem, options: TrainOptions): void {
  requireFewCoordinates(problem);
  const { coordinates, conditions, trainable = {} } = problem;
  const kinds = Object.values(conditions).map(({ kind }) => kind);
  if (!kinds.includes("initial")) {
    throw invalid({ what: "windows of time need an initial condition", got: coordinates, path: "model.windows" });
  }
  if (kinds.includes("data") || Object.keys(trainable).length > 0) {
    throw invalid({
      what: "windows of time cannot follow data or train scalars",
      why: "each window would find its own",
      path: "model.windows",
      attempt: "windows: 1",
    });
  }
  if (posed(problem).order !== 1) {
    throw invalid({
      what: "windows of time need an equation of the first order in time",
      got: problem.derivatives,
      path: "model.windows",
      attempt: "training.sequence",
    });
  }
  const { points, weights, sampling, balance, windows, parameters, resume } = options;
  const given = { points, weights, sampling, balance, windows, parameters, resume };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || (typeof value === "object" && Object.keys(value).length === 0)) continue;
    throw invalid({
      what: `${name} is not an option of Gaussians in windows of time`,
      why: "points and weights follow from where they are, and a march begins anew",
      path: name,
      attempt: "without it",
    });
  }
}
