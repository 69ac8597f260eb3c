import type { TransportProblem } from "../problems/index.ts";
import type { Fit } from "../training/index.ts";
import type { TransportModel, WindowMap } from "./model.ts";

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
  { problem, model, parameters }: Fit<TransportProblem, TransportModel>,
  labelCount = 128,
  timeCount = 101,
): Paths | null {
  const maps = model.maps(problem, parameters);
  if (maps.length === 0 || problem.coordinates.length > 2) return null;
  const [[from, to], [, end]] = problem.domain as readonly [readonly [number, number], readonly [number, number]];
  const labels = Float64Array.from({ length: labelCount }, (_, i) => from + ((to - from) * i) / labelCount);
  const times = Float64Array.from({ length: timeCount }, (_, k) => (end * k) / (timeCount - 1));
  const places = new Float64Array(labelCount * timeCount);
  const jacobian = new Float64Array(labelCount * timeCount);
  let begun: Pick<Paths, "places" | "jacobian"> = { places: labels, jacobian: labels.map(() => 1) };
  maps.forEach((map, k) => {
    const stop = maps[k + 1]?.start ?? Number.POSITIVE_INFINITY;
    times.forEach((t, row) => {
      if (t < map.start || t >= stop) return;
      const now = follow(map, begun, t - map.start);
      for (let i = 0; i < labelCount; i++) {
        places[i * timeCount + row] = now.places[i] as number;
        jacobian[i * timeCount + row] = now.jacobian[i] as number;
      }
    });
    if (Number.isFinite(stop)) begun = follow(map, begun, stop - map.start);
  });
  return { labels, times, places, jacobian };
}

/** Where places of a window's beginning are after some time, with the derivatives by the first labels. */
function follow(
  { problem, displacement }: WindowMap,
  { places, jacobian }: Pick<Paths, "places" | "jacobian">,
  time: number,
): Pick<Paths, "places" | "jacobian"> {
  const d = displacement(Float64Array.from([...places].flatMap((place) => [place, time])));
  const drift = problem.drift[0] as number;
  return {
    places: places.map((place, i) => place + drift * time + (d[2 * i] as number)),
    jacobian: jacobian.map((j, i) => j * (1 + (d[2 * i + 1] as number))),
  };
}
