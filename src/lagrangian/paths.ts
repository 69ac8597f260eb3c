import type { TransportProblem } from "../problems/index.ts";
import type { Fit } from "../training/index.ts";
import type { CharacteristicsModel } from "./model.ts";

/** Where labels are over time, and how far apart. */
export interface Paths {
  /** [labels] */
  readonly labels: Float64Array;
  /** [times] */
  readonly times: Float64Array;
  /** X, continued through all turns of the ring, shape [labels][times]. */
  readonly places: Float64Array;
  /** J = X_ξ, shape [labels][times]. */
  readonly jacobian: Float64Array;
}

/** The paths of a fit on a ring on a grid of labels and times, both ends of time included; null where it has none. */
export function paths(
  { problem, model, parameters }: Fit<TransportProblem, CharacteristicsModel>,
  labelCount = 128,
  timeCount = 101,
): Paths | null {
  const { map } = model.parts(problem);
  if (map === null || problem.coordinates.length > 2) return null;
  const [[from, to], [, end]] = problem.domain as readonly [readonly [number, number], readonly [number, number]];
  const labels = Float64Array.from({ length: labelCount }, (_, i) => from + ((to - from) * i) / labelCount);
  const times = Float64Array.from({ length: timeCount }, (_, k) => (end * k) / (timeCount - 1));
  const points = Float64Array.from([...labels].flatMap((label) => [...times].flatMap((t) => [label, t])));
  const d = map.displacement(parameters, points);
  const drift = problem.drift[0] as number;
  const at = (i: number) => (points[2 * i] as number) + drift * (points[2 * i + 1] as number) + (d[2 * i] as number);
  return {
    labels,
    times,
    places: Float64Array.from({ length: labelCount * timeCount }, (_, i) => at(i)),
    jacobian: Float64Array.from({ length: labelCount * timeCount }, (_, i) => 1 + (d[2 * i + 1] as number)),
  };
}
