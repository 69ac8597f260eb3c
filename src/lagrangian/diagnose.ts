import type { TransportProblem } from "../problems/index.ts";
import type { Fit } from "../training/index.ts";
import { leastActionHolds } from "./breaking.ts";
import type { CharacteristicsModel } from "./characteristics.ts";
import { steepest } from "./frames.ts";
import type { PathMap } from "./parts.ts";

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

/** The least Jacobian of a fit's map and the time at which paths first cross, measured on 512 labels and 129 times. */
export function diagnose(fit: Fit<TransportProblem, CharacteristicsModel>): MapReport {
  const { problem, model, parameters } = fit;
  const { map } = model.parts(problem);
  const breakingTime = breaking(problem);
  if (map === null) return { status: "no-paths", minJacobian: null, crossingTime: null, breakingTime };
  const [, end] = problem.domain.at(-1) as readonly [number, number];
  const least = (t: number) => leastJacobian(problem, map, parameters, t);
  let minJacobian = 1;
  let crossing: number | null = null;
  let before = 0;
  for (let k = 1; k <= times; k++) {
    const t = (end * k) / times;
    const j = least(t);
    minJacobian = Math.min(minJacobian, j);
    if (j <= 0 && crossing === null) crossing = firstZero(least, before, t);
    before = t;
  }
  const chosen = breakingTime !== null && breakingTime <= end && leastActionHolds(problem);
  const status = crossing === null ? "single-valued" : chosen ? "broken" : "crossed";
  return { status, minJacobian, crossingTime: crossing, breakingTime };
}

/** 1 / max(−da(u₀)/dξ), where paths are straight. */
function breaking(problem: TransportProblem): number | null {
  const { uniform, viscosity, source, unknowns, coordinates } = problem;
  if (!uniform || viscosity > 0 || source !== null || unknowns.length > 1 || coordinates.length > 2) return null;
  const rate = steepest(problem);
  return rate > 1e-12 ? 1 / rate : null;
}

function leastJacobian(problem: TransportProblem, map: PathMap, parameters: Float64Array, t: number): number {
  const axes = problem.coordinates.length - 1;
  const points = labelsAt(problem, t);
  const d = map.displacement(parameters, points);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length / (axes + 1); i++) {
    least = Math.min(least, axes === 1 ? 1 + (d[2 * i + 1] as number) : determinant(d, 6 * i));
  }
  return least;
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
