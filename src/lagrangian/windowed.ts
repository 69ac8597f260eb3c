import { invalid, requireNumber, rng, tapeAt, trace } from "../core/index.ts";
import type { Law, TransportProblem } from "../problems/index.ts";
import {
  type Fit,
  joinedFits,
  type OwnFit,
  requireTrainable,
  type Stage,
  type TrainOptions,
  train,
} from "../training/index.ts";
import { ringFeet } from "./feet.ts";
import type { CharacteristicsModel, TransportModel, WindowMap } from "./model.ts";
import { parametersOf } from "./parts.ts";
import { planeFeet } from "./plane-feet.ts";
import { windowOptions } from "./window-options.ts";

/** Options of `windowed`. */
export interface WindowedOptions {
  /** Windows of equal length. */
  readonly windows: number;
  /** Optimisers of each window. @defaultValue the model's */
  readonly stages?: readonly Stage[];
}

/**
 * A model for each of several windows of time, each of which learns the paths from its own beginning; the paths of the whole
 * time are those of the windows one after another, X = X_n ∘ … ∘ X_1, and the state is added up along them. The paths of a
 * window are short, which a network learns far more easily. A budget is shared equally.
 *
 * For equations whose speed and source do not depend on the unknown (ν = 0): only then are the paths the same whatever is
 * carried.
 *
 * @throws SechError when it is trained on another equation.
 */
export function windowed(model: CharacteristicsModel, { windows, stages }: WindowedOptions): TransportModel {
  requireNumber("windows", windows, (n) => Number.isInteger(n) && n > 0, "a positive whole number", "4");
  const problemsOf = (problem: TransportProblem) => windowsOf(problem, windows);
  const maps = (problem: TransportProblem, parameters: Float64Array): readonly WindowMap[] =>
    problemsOf(problem).flatMap(({ start, problem: part }, k) => {
      const { map, own } = partsAt(model, part, parameters, k);
      if (own.length === 0) return [];
      return [{ problem: part, start, displacement: (points: Float64Array) => map.displacement(own, points) }];
    });
  return {
    name: model.name,
    mode: model.mode,
    settings: { ...model.settings, windows },
    maps,
    bind() {
      throw invalid({ what: "windows are trained one by one", attempt: "stages as an option of windowed()" });
    },
    plan: (problem) => model.plan(problem),
    own: {
      require(problem, options) {
        requireCarried(problem, model);
        if (options.resume !== undefined) throw invalid({ what: "a training in windows cannot be resumed" });
        const [first] = problemsOf(problem) as [Window];
        requireTrainable(first.problem, model, windowOptions(options, stages, { window: 0, count: windows, spent: 0 }));
      },
      async fit(problem, options): Promise<OwnFit> {
        const fits: Fit<TransportProblem, CharacteristicsModel>[] = [];
        for (const [window, { problem: part }] of problemsOf(problem).entries()) {
          const spent = fits.reduce((sum, { wallSeconds }) => sum + wallSeconds, 0);
          const own: TrainOptions = windowOptions(options, stages, { window, count: windows, spent });
          fits.push(await train(part, model, own));
          if (fits.at(-1)?.status !== "success") break;
        }
        const joined = joinedFits(fits);
        const values = (points: Float64Array) => carriedValues(problem, model, joined.parameters, windows, points);
        return { ...joined, values, evaluate: (...point) => values(Float64Array.from(point))[0] as number };
      },
    },
  };
}

interface Window {
  readonly start: number;
  readonly length: number;
  /** The equation with its time counted from `start`, and the initial state of the whole problem. */
  readonly problem: TransportProblem;
}

function windowsOf(problem: TransportProblem, count: number): readonly Window[] {
  const { exact: _, ...posed } = problem;
  const [, end] = problem.domain.at(-1) as readonly [number, number];
  const length = end / count;
  return Array.from({ length: count }, (_window, k) => {
    const start = k * length;
    const { speed, source } = problem;
    return {
      start,
      length,
      problem: {
        ...posed,
        domain: problem.domain.with(-1, [0, length]),
        speed: later(speed, start),
        source: source === null ? null : later(source, start),
      },
    };
  });
}

/** A law of the time counted from `start`. */
function later(law: Law, start: number): Law {
  if (start === 0) return law;
  const at: Law["at"] = (symbols) =>
    law.at({ ...symbols, t: (symbols["t"] as NonNullable<typeof symbols.t>).add(start) });
  return { at, tape: trace(law.tape.inputs, at) };
}

/** The parts of one window and its parameters among those of all; none where training ended before it. */
function partsAt(model: CharacteristicsModel, problem: TransportProblem, parameters: Float64Array, k: number) {
  const parts = model.parts(problem);
  const size = parametersOf(parts);
  const { map } = parts;
  if (map === null) throw withoutPaths(model);
  return { parts, map, own: parameters.subarray(k * size, (k + 1) * size) };
}

/**
 * The unknown at places: labels are followed back through the windows, and each adds what its state has gained since u₀;
 * not-a-number where a label leaves the box, or a window was not trained.
 */
function carriedValues(
  problem: TransportProblem,
  model: CharacteristicsModel,
  parameters: Float64Array,
  count: number,
  points: Float64Array,
): Float64Array {
  const width = problem.coordinates.length;
  const windows = windowsOf(problem, count);
  const values = new Float64Array(points.length / width);
  const groups = windows.map((): number[] => []);
  const [, end] = problem.domain.at(-1) as readonly [number, number];
  values.forEach((_, i) => {
    const t = points[i * width + width - 1] as number;
    const within = t >= 0 && t <= end * (1 + 1e-12);
    const window = t === 0 ? 0 : windows.findLastIndex(({ start }) => start < t);
    if (within) groups[window]?.push(i);
    else values[i] = Number.NaN;
  });
  const feet = width > 2 ? planeFeet : ringFeet;
  groups.forEach((all, last) => {
    let mine = all;
    let at = gather(points, mine, width);
    const { start } = windows[last] as Window;
    at = at.map((value, i) => (i % width === width - 1 ? value - start : value));
    for (let k = last; k >= 0 && mine.length > 0; k--) {
      const { parts, map, own } = partsAt(model, (windows[k] as Window).problem, parameters, k);
      const trained = own.length > 0;
      const labels = trained ? feet((windows[k] as Window).problem, (set) => map.displacement(own, set), at) : at;
      const found = (row: number) => trained && !Number.isNaN(labels[row * width] as number);
      for (const [row, i] of mine.entries()) if (!found(row)) values[i] = Number.NaN;
      const kept = mine.flatMap((_, row) => (found(row) ? [row] : []));
      mine = kept.map((row) => mine[row] as number);
      at = gather(labels, kept, width);
      if (kept.length === 0) return;
      const states = parts.state(own, at);
      const begun = k === 0 ? null : startsAt(problem, at, width);
      for (const [row, i] of mine.entries()) {
        values[i] = (values[i] as number) + (states[row] as number) - (begun?.[row] ?? 0);
      }
      const before = windows[k - 1]?.length ?? 0;
      at = at.map((value, i) => (i % width === width - 1 ? before : value));
    }
  });
  return values;
}

/** Some points of an array of shape [count][width]. */
function gather(points: Float64Array, rows: readonly number[], width: number): Float64Array {
  return Float64Array.from(rows.flatMap((row) => [...points.subarray(row * width, (row + 1) * width)]));
}

/** u₀ at labels. */
function startsAt({ initial }: TransportProblem, points: Float64Array, width: number): Float64Array {
  const places = Float64Array.from({ length: (points.length / width) * (width - 1) }, (_, i) => {
    const row = Math.floor(i / (width - 1));
    return points[row * width + (i % (width - 1))] as number;
  });
  return tapeAt(initial.tape, places);
}

function withoutPaths({ mode }: CharacteristicsModel) {
  return invalid({
    what: "windows compose paths",
    got: mode,
    attempt: "lpinn, or eulerian() with windows",
    path: "mode",
  });
}

/** Throws unless the paths do not depend on what is carried. */
function requireCarried(problem: TransportProblem, model: CharacteristicsModel): void {
  if (model.parts(problem).map === null) throw withoutPaths(model);
  const { viscosity, unknowns, speed, source } = problem;
  const what = "windows of paths need a speed and a source that do not depend on the unknown";
  const obstacle = viscosity > 0 ? "viscosity" : unknowns.length > 1 ? "several unknowns" : null;
  const dependent = [speed, ...(source === null ? [] : [source])].some((law) => dependsOnState(problem, law));
  if (obstacle === null && !dependent) return;
  throw invalid({
    what,
    got: obstacle ?? problem.name,
    why: "each window would begin with the solution of the one before",
    path: "windows",
    attempt: "one window, or lagrangian.eulerian(pinn.mlp(), { windows })",
  });
}

/** Whether a law gives other values where the unknown has others. */
function dependsOnState({ domain }: TransportProblem, { tape }: Law): boolean {
  const random = rng(3);
  return Array.from({ length: 64 }, () => {
    const place = domain.map(([from, to]) => from + (to - from) * random.uniform());
    const [one, other] = [random.normal(), random.normal()].map((u) => tapeAt(tape, Float64Array.of(u, ...place)));
    return (one as Float64Array).some((value, i) => value !== other?.[i]);
  }).includes(true);
}
