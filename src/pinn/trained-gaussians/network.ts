import { gaussianNetwork, type Network } from "../../core/index.ts";
import { isHard, type PdeProblem } from "../../problems/index.ts";
import { hardOutputs } from "../network-model.ts";

/** The shape of a network of Gaussians, apart from what its problem decides. */
export interface TrainedShape {
  readonly count: number;
  readonly covariance: "diagonal" | "full";
  readonly widths: "logarithm" | "plain";
  readonly head?: { readonly channels: number; readonly width: number };
}

/** The network for a problem: hard conditions are met by its form, periodic ones by images of the Gaussians. */
export function networkOf(problem: PdeProblem, shape: TrainedShape): Network {
  const { coordinates, domain, unknowns, conditions } = problem;
  const hard = shape.widths === "plain" ? undefined : hardOutputs(problem);
  const periods = Object.values(conditions).flatMap((condition) => {
    if (condition.kind !== "periodic" || !isHard(condition)) return [];
    const [from, to] = domain[coordinates.indexOf(condition.coordinate)] as readonly [number, number];
    return [[condition.coordinate, to - from] as const];
  });
  return gaussianNetwork({
    ...shape,
    coordinates,
    outputs: unknowns.length,
    periods: Object.fromEntries(periods),
    ...(hard === undefined ? {} : { hard }),
  });
}
