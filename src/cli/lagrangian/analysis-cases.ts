import { leastSquares, type Read, type ResidualObjective, type Rng, tapeAt, trace } from "../../core/index.ts";
import { type CharacteristicsOptions, characteristics, type Parts } from "../../lagrangian/index.ts";
import type { TransportProblem } from "../../problems/index.ts";
import { type BoundModel, optimisers } from "../../training/index.ts";

/** Models that are compared: `unshifted` is `lpinn` whose path is not relative to the mean speed, as it was published. */
export const analysedModes = ["pinn", "unshifted", "lpinn", "moving"] as const;

/** One of the models. */
export type AnalysedMode = (typeof analysedModes)[number];

/** A model on a problem of one speed, with its loss ½ Σ mean r² on fixed points. */
export interface AnalysedCase {
  readonly parts: Parts;
  readonly bound: BoundModel;
  readonly objective: ResidualObjective;
  /** Points of the interior, shape [count][2]. */
  readonly interior: Float64Array;
  /** Mean of all paths in the frame of the network's path. */
  readonly drift: number;
}

/** Ties a model to a convection problem; the points depend on `random` alone, not on the model or the speed. */
export function analysedCase(
  mode: AnalysedMode,
  shape: Omit<CharacteristicsOptions, "mode">,
  problem: TransportProblem,
  points: number,
  random: Rng,
): AnalysedCase {
  const model = characteristics({ ...shape, mode: mode === "unshifted" ? "lpinn" : mode });
  const posed = mode === "unshifted" ? { ...problem, drift: [0] } : problem;
  const bound = model.bind(posed, random.split(0));
  const sets = bound.terms.map(({ box }, i) => {
    const count = i === 0 ? points : Math.max(64, Math.ceil(points / 8));
    const draw = random.split(i + 1);
    const all = Float64Array.from({ length: count * box.length }, () => draw.uniform());
    return all.map((part, k) => {
      const [from, to] = box[k % box.length] as readonly [number, number];
      return from + part * (to - from);
    });
  });
  const objective = bound.objective(sets, {});
  for (const { name, count } of objective.terms) objective.setWeights(name, 1 / count);
  const drift = mode === "unshifted" ? (problem.drift[0] as number) : 0;
  return { parts: model.parts(posed), bound, objective, interior: sets[0] as Float64Array, drift };
}

/** Parameters whose networks are the exact solution, as well as they can be. */
export interface SolutionPlace {
  readonly theta: Float64Array;
  /** Root mean square distance of the networks from the exact path and state. */
  readonly miss: number;
}

/** Speeds between which a fit is carried along. */
const stride = 2.5;

/** How the networks are fitted. */
export interface PlaceOptions {
  /** The problem at a speed. */
  readonly problemAt: (speed: number) => TransportProblem;
  readonly speed: number;
  /** Steps of Levenberg and Marquardt at this speed; a quarter of them at each speed on the way. */
  readonly steps: number;
  /** Where the way begins: a speed and its parameters. */
  readonly from: { readonly speed: number; readonly theta: Float64Array };
}

/**
 * Fits the networks to the exact path and state of convection: the place at which a curvature is that of a solved problem,
 * whether or not training on the residual would find it.
 *
 * The fit of u(x, t) is carried along from a lower speed, because at a high one it is not found from random numbers.
 */
export function solutionPlace(one: AnalysedCase, { problemAt, speed, steps, from }: PlaceOptions): SolutionPlace {
  const carried = one.parts.map === null;
  const method = optimisers.levenbergMarquardt();
  let { theta } = from;
  const stops = carried ? Math.ceil((speed - from.speed) / stride) : 1;
  let miss = Number.NaN;
  for (let stop = Math.min(1, stops); stop <= stops; stop++) {
    const there = stop >= stops ? speed : from.speed + ((speed - from.speed) * stop) / stops;
    const objective = exactFit(one, problemAt(there));
    let state = method.init(theta, objective);
    const most = stop >= stops ? steps : Math.ceil(steps / 4);
    while (state.stop === null && state.iteration < most) state = method.update(objective, state);
    objective.close();
    theta = state.theta.slice();
    miss = Math.sqrt(2 * state.value);
  }
  return { theta, miss };
}

/** ½ the mean square distance of the networks from the exact path and state. */
function exactFit({ parts, interior, drift }: AnalysedCase, problem: TransportProblem): ResidualObjective {
  const count = interior.length / 2;
  const column = (f: (x: number, t: number) => number) =>
    Float64Array.from({ length: count }, (_, i) => f(interior[2 * i] as number, interior[2 * i + 1] as number));
  const exact = column((x, t) => problem.exact?.(x, t)[0] ?? Number.NaN);
  const initial = tapeAt(
    problem.initial.tape,
    column((x) => x),
  );
  const read = (network: number): Read => ({ from: "network", network, output: 0, partial: "" });
  const known = (at: number): Read => ({ from: "data", column: at });
  const eulerian = parts.map === null;
  return leastSquares({
    networks: parts.networks,
    terms: [
      {
        name: "exact",
        points: [interior],
        data: eulerian ? [exact] : [column((_x, t) => drift * t), initial],
        reads: eulerian ? [read(0), known(0)] : [read(0), known(0), read(1), known(1)],
        residual: eulerian
          ? trace(["u", "exact"], ({ u, exact: e }) => [u.sub(e)])
          : trace(["d", "path", "u", "state"], ({ d, path, u, state }) => [d.sub(path), u.sub(state)]),
        weights: 1 / count,
      },
    ],
  });
}
