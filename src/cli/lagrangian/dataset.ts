import { type Dataset, dataset, tensor } from "../../core/index.ts";
import { type MapReport, paths, type ShockPaths, type TransportModel } from "../../lagrangian/index.ts";
import type { TransportProblem } from "../../problems/index.ts";
import type { Fit } from "../../training/index.ts";
import { fitDataset } from "../pinn/dataset.ts";

/** A fit on the test grid of its problem, with the paths of its labels, their Jacobian and shocks where it has them. */
export function transportDataset(
  fit: Fit<TransportProblem, TransportModel>,
  map: MapReport,
  shocks: ShockPaths | null,
  software: string,
): Dataset {
  const { dimensions, variables, attributes } = fitDataset(fit, software);
  const lines = paths(fit);
  const known = Object.entries({ min_jacobian: map.minJacobian, crossing_time: map.crossingTime });
  const report = { map: map.status, ...Object.fromEntries(known.filter(([, value]) => value !== null)) };
  const all = { ...attributes, ...(report as Record<string, string | number>) };
  if (lines === null) return dataset(dimensions, variables, all);
  const { labels, times, places, jacobian } = lines;
  const shape = [labels.length, times.length];
  const variable = (names: readonly string[], of: readonly number[], data: Float64Array, longName: string) => ({
    dimensions: names,
    data: tensor(of, data),
    units: "1",
    longName,
  });
  const broken = shocks === null ? [] : [shocks.count, shocks.times.length];
  const jump = (data: Float64Array, longName: string) => variable(["shock", "shock_time"], broken, data, longName);
  return dataset(
    {
      ...dimensions,
      label: labels.length,
      time: times.length,
      ...(shocks === null ? {} : { shock: shocks.count, shock_time: shocks.times.length }),
    },
    {
      ...variables,
      label: variable(["label"], [labels.length], labels, "place of a path at t = 0"),
      time: variable(["time"], [times.length], times, "time along a path"),
      path: variable(["label", "time"], shape, places, "place of a path, continued around the ring"),
      jacobian: variable(["label", "time"], shape, jacobian, "derivative of the place by the label"),
      ...(shocks === null
        ? {}
        : {
            shock_time: variable(["shock_time"], [shocks.times.length], shocks.times, "time along a shock"),
            shock_place: jump(shocks.places, "place of a shock, from left to right on the ring"),
            shock_left: jump(shocks.left, "solution on the left of a shock"),
            shock_right: jump(shocks.right, "solution on the right of a shock"),
          }),
    },
    all,
  );
}
