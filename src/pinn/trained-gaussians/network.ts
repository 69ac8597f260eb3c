import { gaussianNetwork, invalid, type Network } from "../../core/index.ts";
import { isHard, type PdeProblem } from "../../problems/index.ts";
import { termsOf } from "../../training/index.ts";
import { hardOutputs } from "../network-model.ts";

/** The shape of a network of Gaussians, apart from what its problem decides. */
export interface TrainedShape {
  readonly count: number;
  readonly covariance: "diagonal" | "full";
  readonly widths: "logarithm" | "plain";
  readonly head?: { readonly channels: number; readonly width: number };
}

/** Coordinates and derivatives for which there are fast loops. */
const mostCoordinates = 3;
const highestFast = 2;

/**
 * The network for a problem: hard conditions are met by its form, periodic ones by images of the Gaussians.
 *
 * @throws SechError for a problem in more coordinates than there are fast loops for.
 */
export function networkOf(problem: PdeProblem, shape: TrainedShape): Network {
  const { coordinates, domain, unknowns, conditions } = problem;
  requireFewCoordinates(problem);
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

/** Throws for a problem in more coordinates than there are fast loops for. */
export function requireFewCoordinates({ coordinates }: PdeProblem): void {
  if (coordinates.length <= mostCoordinates) return;
  throw invalid({
    what: `Gaussians that move are for up to ${mostCoordinates} coordinates`,
    got: coordinates,
    why: "there are no fast loops for more",
    path: "model.trainer",
    attempt: "model.trainer separable or auto",
  });
}

/** A warning where a problem reads derivatives for which there are no fast loops; otherwise none. */
export function slowness(problem: PdeProblem): readonly string[] {
  const orders = termsOf(problem).flatMap(({ reads }) => reads.map(({ partial }) => [...partial].length));
  if (Math.max(...orders) <= highestFast) return [];
  return ["derivatives above the second are taken by the plain loops, which makes steps slow; try model.trainer auto"];
}
