import { denseReady, invalid, type Rng, rng } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import type { HistoryEntry, Keeping, OwnFit, TrainOptions } from "../../training/index.ts";
import { type Draw, heldOutResiduals } from "./held-out.ts";
import type { Levels } from "./levels.ts";
import { marchLevels } from "./march-levels.ts";
import { type GaussiansOptions, settingsOf } from "./options.ts";
import { measuresOf, type Piece, parametersOf, placementOf, valuesOf } from "./pieces.ts";
import { fitSeparable, isSeparable, requireSeparable } from "./separable/index.ts";
import { requireDense, steadyLevels } from "./steady-levels.ts";
import { type PosedProblem, posed } from "./terms.ts";
import { watching } from "./watch.ts";

const freshPoints = 1000;

/** Fits fixed Gaussians to a problem. */
export async function fitAuto(
  problem: PdeProblem,
  given: GaussiansOptions,
  options: TrainOptions,
  keeping: Keeping,
): Promise<OwnFit> {
  const kernels = await denseReady();
  const watched = watching(options, keeping);
  const { watch, history, seconds } = watched;
  const put = posed(problem);
  const settings = settingsOf(given, put.time >= 0);
  const random = rng(options.seed);
  if (given.trainer === "separable" || prefersSeparable(put))
    return fitSeparable(put, settingsOf(given, false), given.rank, watched, random, kernels);
  const stream = random.split(0);
  const levels =
    put.time < 0
      ? await steadyLevels(put, settings, watch, watched.continuation(), stream, kernels)
      : await marchLevels(put, settings, watch, watched.continuation(), stream, kernels);
  await watched.finish();
  return fitOf(put, levels, history, seconds(), random.split(1));
}

/** In three and more coordinates without time sums of products cost least, where an equation lets them. */
function prefersSeparable({ problem, time }: PosedProblem): boolean {
  return time < 0 && problem.coordinates.length >= 3 && isSeparable(problem);
}

function fitOf(
  put: PosedProblem,
  levels: Levels,
  history: readonly HistoryEntry[],
  wallSeconds: number,
  random: Rng,
): OwnFit {
  const { problem, time } = put;
  const { pieces, stopReason, steps } = levels;
  const values = (points: Float64Array) => valuesOf(problem, time, pieces, points);
  const residuals = freshResiduals(put, pieces, random);
  const heldOut = Math.sqrt(Object.values(residuals).reduce((sum, r) => sum + r * r, 0));
  const finite = Number.isFinite(heldOut);
  return {
    parameters: parametersOf(pieces),
    status: statusOf(put, pieces, finite ? stopReason : "non-finite"),
    stopReason: finite ? stopReason : "non-finite",
    stages: [{ name: "auto", steps, stopReason: levels.why }],
    iterations: steps,
    trainResidual: levels.trainResidual,
    heldOutResidual: heldOut,
    residuals,
    scalars: {},
    history,
    warnings: levels.warnings,
    measures: {
      ...measuresOf(time, pieces),
      ...(levels.estimate === null ? {} : { errorEstimate: levels.estimate }),
    },
    placement: placementOf(problem, time, pieces),
    wallSeconds,
    evaluate: (...point) => values(Float64Array.from(point))[0] as number,
    values,
  };
}

function statusOf(
  { problem, time }: PosedProblem,
  pieces: readonly Piece[],
  reason: OwnFit["stopReason"],
): OwnFit["status"] {
  if (reason === "aborted" || reason === "non-finite") return reason;
  const [begin, end] = time < 0 ? [0, 0] : (problem.domain[time] as readonly [number, number]);
  return end - (pieces.at(-1)?.to ?? begin) > 1e-9 * (end - begin) ? "incomplete" : "success";
}

/** Root mean squares of all equations and conditions at points spread evenly over the box. */
function freshResiduals(put: PosedProblem, pieces: readonly Piece[], random: Rng): Readonly<Record<string, number>> {
  const { problem, interior, boundary, initial, time } = put;
  const sums = new Map<string, number>();
  const [begin, end] = time < 0 ? [0, 1] : (problem.domain[time] as readonly [number, number]);
  pieces.forEach(({ from, to, space, coefficients }, k) => {
    const share = time < 0 ? 1 : (to - from) / (end - begin);
    const draws: Draw[] = problem.domain.map(([a, b], c) =>
      c === time ? (uniform) => from + (to - from) * uniform : (uniform) => a + (b - a) * uniform,
    );
    const count = Math.max(50, Math.ceil(share * freshPoints));
    const at = (terms: readonly (typeof interior)[], stream: number, weight: number) => {
      const table = heldOutResiduals(put, space, coefficients, terms, draws, count, random.split(3 * k + stream));
      for (const [name, rms] of table) sums.set(name, (sums.get(name) ?? 0) + weight * rms * rms);
    };
    at([interior, ...boundary], 0, share);
    if (k === 0) at(initial, 1, 1);
  });
  return Object.fromEntries([...sums].map(([name, square]) => [name, Math.sqrt(square)]));
}

/** Throws for what fixed Gaussians cannot solve, and for options of a training that have no meaning here. */
export function requireAuto(problem: PdeProblem, model: GaussiansOptions, options: TrainOptions): void {
  const { points, weights, sampling, balance, windows, parameters } = options;
  const given = { points, weights, sampling, balance, windows, parameters };
  for (const [name, value] of Object.entries(given)) {
    const empty = value === undefined || (typeof value === "object" && Object.keys(value).length === 0);
    if (empty) continue;
    throw invalid({
      what: `${name} is not an option of Gaussians that are fixed`,
      why: "points and weights follow from where they are",
      path: name,
      attempt: "without it",
    });
  }
  if (model.trainer === "separable") {
    requireSeparable(problem);
    return;
  }
  const put = posed(problem);
  if (prefersSeparable(put)) return;
  const settings = settingsOf(model, put.time >= 0);
  if (model.rank !== undefined)
    throw invalid({ what: "rank belongs to separable Gaussians", got: model.rank, path: "model.rank" });
  if (put.time < 0) requireDense(put, settings);
  else if (settings.count !== null && problem.coordinates.length === 2) {
    throw invalid({
      what: "count is not an option along a single coordinate in space",
      why: "Gaussians stand where the curvature of the solution asks for them",
      got: settings.count,
      path: "model.count",
      attempt: "without it",
    });
  }
}
