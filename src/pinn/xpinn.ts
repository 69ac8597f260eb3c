import {
  type Activation,
  evaluateNetwork,
  initialParameters,
  invalid,
  leastSquares,
  requireNumber,
} from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import { type BoundModel, type Model, pointSets } from "../training/index.ts";
import { gridOfParts, type PartsOf, partAt } from "./parts.ts";
import { planFor } from "./plan.ts";
import { decomposedTerms } from "./xpinn-terms.ts";

/** How a domain is divided, and the shape of the network of each part. */
export interface XpinnOptions {
  /** Equal parts along coordinates, e.g. `{ x: 2, t: 4 }`. @defaultValue `{ t: 2 }` */
  readonly parts?: PartsOf;
  /** Neurons of a hidden layer. @defaultValue `20` */
  readonly width?: number;
  /** Hidden layers. @defaultValue `3` */
  readonly depth?: number;
  /** @defaultValue `"tanh"` */
  readonly activation?: Activation;
}

/**
 * A network for each part of the domain, in space and time. Where two parts meet, the loss holds the jump of the unknowns and
 * that of the residual (its group is `interface`); all conditions are in the loss. Numbers of points are for each part.
 *
 * A. D. Jagtap & G. E. Karniadakis, Commun. Comput. Phys. 28 (2020) 2002.
 */
export function xpinn(options: XpinnOptions = {}): Model<PdeProblem> {
  const { parts = { t: 2 }, width = 20, depth = 3, activation = "tanh" } = options;
  for (const [name, value] of Object.entries({ width, depth, ...parts })) {
    requireNumber(`model.${name}`, value, (n) => Number.isInteger(n) && n > 0, "a positive whole number", "2");
  }
  const count = Object.values(parts).reduce((product, n) => product * n, 1);
  return {
    name: "xpinn",
    settings: {
      width,
      depth,
      activation,
      ...Object.fromEntries(Object.entries(parts).map(([c, n]) => [`parts_${c}`, n])),
    },
    bind: (problem) => bindParts(problem, parts, { width, depth, activation }),
    plan(problem) {
      const plan = planFor(problem);
      return { ...plan, interior: Math.max(128, Math.ceil(plan.interior / count)), boundary: 100, sampling: {} };
    },
  };
}

function bindParts(
  problem: PdeProblem,
  parts: PartsOf,
  shape: { readonly width: number; readonly depth: number; readonly activation: Activation },
): BoundModel {
  if (Object.keys(problem.trainable ?? {}).length > 0) {
    throw invalid({ what: "xpinn solves problems without trainable numbers", got: problem.name, attempt: "pinn.mlp" });
  }
  const grid = gridOfParts(problem, parts, shape);
  const terms = decomposedTerms(problem, grid);
  const { coordinates, unknowns } = problem;
  const size = (grid.networks[0] as (typeof grid.networks)[number]).parameters;
  const parameters = size * grid.networks.length;
  return {
    parameters,
    terms: terms.map(({ term }) => term),
    coordinates,
    initial(random) {
      const theta = new Float64Array(parameters);
      grid.networks.forEach((net, k) => {
        theta.set(initialParameters(net, random.split(k)), k * size);
      });
      return theta;
    },
    objective(points, options) {
      const objective = leastSquares(
        {
          networks: grid.networks,
          terms: terms.map(({ term, reads, tape }, i) => ({
            name: term.name,
            points: pointSets(term, points[i] as Float64Array),
            reads,
            residual: tape,
            weights: 1,
          })),
        },
        options,
      );
      return {
        ...objective,
        setPoints(name, sets) {
          const one = terms.find(({ term }) => term.name === name);
          objective.setPoints(name, one === undefined ? sets : pointSets(one.term, sets[0] as Float64Array));
        },
      };
    },
    values(theta, points) {
      const out = new Float64Array((points.length / coordinates.length) * unknowns.length);
      const owners = Array.from({ length: points.length / coordinates.length }, (_, i) =>
        partAt(grid, points.subarray(i * coordinates.length, (i + 1) * coordinates.length)),
      );
      grid.networks.forEach((net, k) => {
        const mine = owners.flatMap((owner, i) => (owner === k ? [i] : []));
        if (mine.length === 0) return;
        const own = Float64Array.from(
          mine.flatMap((i) => [...points.subarray(i * coordinates.length, (i + 1) * coordinates.length)]),
        );
        const quantities = unknowns.map((_, output) => ({ output, partial: "" }));
        const values = evaluateNetwork(net, theta.subarray(k * size, (k + 1) * size), own, quantities);
        mine.forEach((i, row) => {
          out.set(values.subarray(row * unknowns.length, (row + 1) * unknowns.length), i * unknowns.length);
        });
      });
      return out;
    },
  };
}
