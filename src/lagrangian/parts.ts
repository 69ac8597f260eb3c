import {
  initialParameters,
  leastSquares,
  type Network,
  type Read,
  type ResidualTerm,
  type Tape,
} from "../core/index.ts";
import type { TransportProblem } from "../problems/index.ts";
import type { BoundModel, ModelTerm } from "../training/index.ts";
import { ringFeet } from "./feet.ts";
import { planeFeet } from "./plane-feet.ts";

/** Where labels are: X = ξ + c̄ t + d. */
export interface PathMap {
  /**
   * d and its derivatives by the label at points of shape [count][coordinates]; shape [count][directions][1 + directions], the
   * value before its derivatives.
   */
  displacement(theta: Float64Array, points: Float64Array): Float64Array;
}

/** A part of the loss: what it reads at its points, and what must vanish. */
export interface PartTerm {
  readonly term: ModelTerm;
  readonly reads: readonly Read[];
  readonly tape: Tape;
  /** Known numbers at points of shape [count][coordinates], a column each. */
  readonly data?: (points: Float64Array) => readonly Float64Array[];
  /** A second place for every point, which reads with `at: 1` mean. */
  readonly elsewhere?: (points: Float64Array) => Float64Array;
}

/** A transport problem as networks and residuals. */
export interface Parts {
  readonly networks: readonly Network[];
  readonly terms: readonly PartTerm[];
  /** Null where the network is given places, not labels. */
  readonly map: PathMap | null;
  /** The unknowns at labels and times of shape [count][coordinates], shape [count][unknowns]. */
  state(theta: Float64Array, points: Float64Array): Float64Array;
}

/** How many parameters the networks have together. */
export function parametersOf({ networks }: Pick<Parts, "networks">): number {
  return networks.reduce((sum, { parameters }) => sum + parameters, 0);
}

/** The parameters of one of the networks. */
export function parametersAt(networks: readonly Network[], index: number, theta: Float64Array): Float64Array {
  const before = networks.slice(0, index).reduce((sum, { parameters }) => sum + parameters, 0);
  return theta.subarray(before, before + (networks[index] as Network).parameters);
}

/** Ties networks and residuals to training; values at places come from the labels of the paths that end there. */
export function boundOf(problem: TransportProblem, parts: Parts): BoundModel {
  const { networks, terms, map } = parts;
  return {
    parameters: parametersOf(parts),
    terms: terms.map(({ term }) => term),
    coordinates: problem.coordinates,
    initial: (random) => {
      const theta = networks.map((net, i) => initialParameters(net, random.split(i)));
      return Float64Array.from(theta.flatMap((part) => [...part]));
    },
    objective(points, options) {
      const known = ({ data }: PartTerm, at: Float64Array) => (data === undefined ? undefined : data(at));
      const places = ({ elsewhere }: PartTerm, at: Float64Array) =>
        elsewhere === undefined ? [at] : [at, elsewhere(at)];
      const program = terms.map((part, i): ResidualTerm => {
        const at = points[i] as Float64Array;
        const data = known(part, at);
        return {
          name: part.term.name,
          points: places(part, at),
          ...(data === undefined ? {} : { data }),
          reads: part.reads,
          residual: part.tape,
          weights: 1,
        };
      });
      const objective = leastSquares({ networks, terms: program }, options);
      return {
        ...objective,
        // What is known at the points moves with them.
        setPoints(name, sets) {
          const part = terms.find(({ term }) => term.name === name);
          const [at] = sets;
          if (part === undefined || at === undefined) objective.setPoints(name, sets);
          else objective.setPoints(name, places(part, at), known(part, at));
        },
      };
    },
    values(theta, points) {
      if (map === null) return parts.state(theta, points);
      return valuesAt(problem, parts, theta, points);
    },
  };
}

/** The unknowns at places, not-a-number where no path or more than one ends there. */
function valuesAt(problem: TransportProblem, parts: Parts, theta: Float64Array, points: Float64Array): Float64Array {
  const { coordinates, unknowns } = problem;
  const feet = coordinates.length > 2 ? planeFeet : ringFeet;
  const labels = feet(problem, (at) => (parts.map as PathMap).displacement(theta, at), points);
  const width = coordinates.length;
  const known = Array.from({ length: points.length / width }, (_, i) => i).filter(
    (i) => !Number.isNaN(labels[i * width] as number),
  );
  const there = Float64Array.from(known.flatMap((i) => [...labels.subarray(i * width, (i + 1) * width)]));
  const states = known.length === 0 ? there : parts.state(theta, there);
  const values = new Float64Array((points.length / width) * unknowns.length).fill(Number.NaN);
  known.forEach((i, row) => {
    values.set(states.subarray(row * unknowns.length, (row + 1) * unknowns.length), i * unknowns.length);
  });
  return values;
}
