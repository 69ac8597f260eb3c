import { crossingTime as crossingOf, type TransportProblem } from "../problems/index.ts";
import type { Fit } from "../training/index.ts";
import { conservationLaw, leastActionHolds } from "./breaking.ts";
import type { TransportModel, WindowMap } from "./model.ts";

/** What the map of a fit is like. */
export interface MapReport {
  /**
   * - `single-valued`: one path ends at every place at all times;
   * - `broken`: paths cross and the solution has shocks: where several end, that of least action gives the value;
   * - `crossed`: paths cross, and values are not-a-number where several end: least action does not hold, or the map is wrong;
   * - `no-paths`: the model is given places.
   */
  readonly status: "single-valued" | "broken" | "crossed" | "no-paths";
  /** The least J = X_ξ, in the plane the least determinant, over labels and times; null without paths. */
  readonly minJacobian: number | null;
  /** When the paths of the fit first cross, or null where they do not. */
  readonly crossingTime: number | null;
  /** When the exact paths cross, where these are straight; null where they never do, or are not known. */
  readonly breakingTime: number | null;
}

const labels = 512;
/** Along each side in the plane. */
const labelsAlong = 33;
const times = 128;

/**
 * The least Jacobian of a fit's map and the time at which paths first cross, measured on 512 labels and 129 times; of several
 * windows of time each one's own map.
 */
export function diagnose(fit: Fit<TransportProblem, TransportModel>): MapReport {
  const { problem, model, parameters } = fit;
  const maps = model.maps(problem, parameters);
  const breakingTime = breaking(problem);
  if (maps.length === 0) return { status: "no-paths", minJacobian: null, crossingTime: null, breakingTime };
  const [, end] = problem.domain.at(-1) as readonly [number, number];
  const windows = maps.map(oneMap);
  const crossingTime = windows.find(({ crossing }) => crossing !== null)?.crossing ?? null;
  const minJacobian = Math.min(...windows.map(({ least }) => least));
  const chosen = breakingTime !== null && breakingTime <= end && leastActionHolds(problem);
  const status = crossingTime === null ? "single-valued" : chosen ? "broken" : "crossed";
  return { status, minJacobian, crossingTime, breakingTime };
}

/** The least Jacobian of one map, and when its paths first cross in the time of the whole problem. */
function oneMap(map: WindowMap): { readonly least: number; readonly crossing: number | null } {
  const { problem, start } = map;
  const [, end] = problem.domain.at(-1) as readonly [number, number];
  const checked = Array.from({ length: times }, (_, k) => (end * (k + 1)) / times);
  const least = leastJacobians(map, checked);
  const first = least.findIndex((j) => j <= 0);
  const at = (t: number) => leastJacobians(map, [t])[0] as number;
  const crossing = first < 0 ? null : start + firstZero(at, checked[first - 1] ?? 0, checked[first] as number);
  return { least: Math.min(1, ...least), crossing };
}

/** When straight paths cross; null where they never do, or are not straight. */
function breaking(problem: TransportProblem): number | null {
  const { uniform, viscosity, source, unknowns, coordinates } = problem;
  if (!uniform || viscosity > 0 || source !== null || unknowns.length > 1 || coordinates.length > 2) return null;
  const time = crossingOf(conservationLaw(problem));
  return Number.isFinite(time) ? time : null;
}

/** The least Jacobian at each of some times. */
function leastJacobians({ problem, displacement }: WindowMap, at: readonly number[]): readonly number[] {
  const axes = problem.coordinates.length - 1;
  const points = at.map((t) => labelsAt(problem, t));
  const count = (points[0] as Float64Array).length / (axes + 1);
  const d = displacement(joined(points));
  return at.map((_, k) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = k * count; i < (k + 1) * count; i++) {
      least = Math.min(least, axes === 1 ? 1 + (d[2 * i + 1] as number) : determinant(d, 6 * i));
    }
    return least;
  });
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The determinant of 1 + ∂(d, e)/∂(x, y) from d, d_x, d_y, e, e_x, e_y. */
function determinant(d: Float64Array, at: number): number {
  const entry = (k: number) => d[at + k] as number;
  return (1 + entry(1)) * (1 + entry(5)) - entry(2) * entry(4);
}

/** Labels all over space, at one time. */
function labelsAt({ domain }: TransportProblem, t: number): Float64Array {
  const space = domain.slice(0, -1);
  const along = space.length === 1 ? labels : labelsAlong;
  const points = Array.from({ length: along ** space.length }, (_, i) => [
    ...space.map(([from, to], axis) => {
      const k = axis === 0 ? i % along : Math.floor(i / along);
      return from + ((to - from) * k) / (space.length === 1 ? along : along - 1);
    }),
    t,
  ]);
  return Float64Array.from(points.flat());
}

/** Where a function that is positive at `low` and not at `high` has a zero, by bisection. */
function firstZero(f: (t: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 40; i++) {
    const middle = (a + b) / 2;
    if (f(middle) > 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
