import { type Axis, orthonormalAxis } from "./axis.ts";
import { chebyshevNodes, gradedNodes, type Nodes } from "./nodes.ts";

/** Gaussians along one coordinate with the points at which equations are asked for. */
export interface Line {
  readonly axis: Axis;
  readonly nodes: Nodes;
}

/** How Gaussians are placed along a coordinate. */
export interface Placement {
  /** Centres inside, both ends included. */
  readonly count: number;
  /** Centres beyond each end. */
  readonly ghosts: number;
  /** Widths in units of the distance between neighbours. */
  readonly kappa: number;
  /** Points for each function. */
  readonly density: number;
  /** Directions with a smaller share are left out of the orthonormal basis. */
  readonly tolerance: number;
}

/** Equally spaced Gaussians of one width with an orthonormal basis on Chebyshev points, or on a ring on equal ones. */
export function uniformLine(from: number, to: number, periodic: boolean, placement: Placement): Line {
  const { count, kappa, density, tolerance } = placement;
  const ghosts = periodic ? 0 : placement.ghosts;
  const spacing = (to - from) / (periodic ? count : count - 1);
  const centres = Float64Array.from({ length: count + 2 * ghosts }, (_, i) => from + (i - ghosts) * spacing);
  const axis: Axis = {
    from,
    to,
    centres,
    widths: centres.map(() => kappa * spacing),
    periodic,
    transform: null,
    functions: centres.length,
  };
  const nodes = periodic
    ? gradedNodes(centres, to, density, true)
    : chebyshevNodes(from, to, Math.ceil(density * centres.length) + 1);
  return { axis: orthonormalAxis(axis, nodes.points, nodes.weights, tolerance), nodes };
}
