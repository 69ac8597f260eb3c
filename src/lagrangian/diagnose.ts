import type { TransportProblem } from "../problems/index.ts";
import type { Fit } from "../training/index.ts";
import type { CharacteristicsModel } from "./characteristics.ts";
import { steepest } from "./frames.ts";
import type { PathMap } from "./parts.ts";

/** What the map of a fit is like. */
export interface MapReport {
  /**
   * - `single-valued`: one path ends at every place at all times;
   * - `crossed`: paths cross, the solution has broken or the map is wrong, and values are not-a-number where more than one ends;
   * - `no-paths`: the model is given places.
   */
  readonly status: "single-valued" | "crossed" | "no-paths";
  /** The least J = X_ξ, in the plane the least determinant, over labels and times; null without paths. */
  readonly minJacobian: number | null;
  /** When the paths of the fit first cross, or null where they do not. */
  readonly crossingTime: number | null;
  /** When the exact paths cross, where these are straight; null where they never do, or are not known. */
  readonly breakingTime: number | null;
}

const labels = 512;
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
  return { status: crossing === null ? "single-valued" : "crossed", minJacobian, crossingTime: crossing, breakingTime };
}

/** 1 / max(−da(u₀)/dξ), where paths are straight. */
function breaking(problem: TransportProblem): number | null {
  const { uniform, viscosity, source, unknowns, coordinates } = problem;
  if (!uniform || viscosity > 0 || source !== null || unknowns.length > 1 || coordinates.length > 2) return null;
  const rate = steepest(problem);
  return rate > 1e-12 ? 1 / rate : null;
}

function leastJacobian({ domain }: TransportProblem, map: PathMap, parameters: Float64Array, t: number): number {
  const [from, to] = domain[0] as readonly [number, number];
  const points = new Float64Array(2 * labels);
  for (let i = 0; i < labels; i++) points.set([from + ((to - from) * i) / labels, t], 2 * i);
  const d = map.displacement(parameters, points);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < labels; i++) least = Math.min(least, 1 + (d[2 * i + 1] as number));
  return least;
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
