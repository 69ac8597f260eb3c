import { initialParameters, type Network, type Rng } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";
import { adam, type TrainingPlan } from "../../training/index.ts";
import { geometryAt, layoutOf } from "./layout.ts";

/** How the original trains one of its problems. */
interface Recipe {
  /** Gaussians of each channel. */
  readonly count: number;
  /** Widths at the beginning, as parts of the domain. */
  readonly width: number;
  readonly interior: number;
  readonly boundary: number;
  /** Weight of the equation, that of the conditions being 1. */
  readonly weight: number;
  readonly steps: number;
  readonly rate: number;
  /** The rate is multiplied by `factor` every `every` steps. */
  readonly factor: number;
  readonly every: number;
  readonly resample: number;
}

const usual: Recipe = {
  count: 400,
  width: 0.05,
  interior: 4096,
  boundary: 256,
  weight: 1,
  steps: 50_000,
  rate: 1e-2,
  factor: 0.9,
  every: 2000,
  resample: 100,
};

/** The settings of the original by problem, where it has published them; for others those that most of its problems share. */
const recipes: Readonly<Record<string, Partial<Recipe>>> = {
  helmholtz: {
    count: 800,
    interior: 10_000,
    boundary: 10_000,
    weight: 1e-4,
    steps: 60_000,
    factor: 0.9995,
    every: 1,
    resample: 1,
  },
  "klein-gordon": { count: 100, width: 0.25 },
  "flow-mixing": { count: 4000, interior: 27_000, boundary: 900, weight: 10 },
  "nonlinear-diffusion": { count: 4000, width: 0.1, rate: 1e-3, steps: 100_000 },
};

/** The recipe that was published for a problem, or the usual one for others. */
export function recipeOf({ name }: Pick<PdeProblem, "name">): Recipe {
  return { ...usual, ...recipes[name] };
}

/** The problem with its conditions in the loss, as the original has them; periodic ones stay. */
export function softened(problem: PdeProblem): PdeProblem {
  const conditions = Object.entries(problem.conditions).map(([name, condition]) => {
    const soft = condition.kind === "initial" || condition.kind === "dirichlet";
    return [name, soft ? { ...condition, enforce: "soft" as const } : condition] as const;
  });
  return { ...problem, conditions: Object.fromEntries(conditions) };
}

/** Centres uniform in the domain, widths equal, weights normal with deviation 0.01, the head as Glorot has it. */
export function originalStart(problem: PdeProblem, network: Network, random: Rng): Float64Array {
  const theta = initialParameters(network, random.split(0));
  const layout = layoutOf(network, problem.domain);
  const { layer, all, geometry } = layout;
  const { width } = recipeOf(problem);
  for (let q = 0; q < all; q++) {
    theta[q] = 0.01 * random.normal();
    const at = geometryAt(layout, 0) + q * geometry;
    problem.domain.forEach(([from, to], j) => {
      theta[at + j] = from + (to - from) * random.uniform();
      theta[at + layer.inputs + j] = width * (to - from);
    });
    if (geometry === 2 * layer.inputs + 4) theta[at + 2 * layer.inputs] = 1;
  }
  return theta;
}

/**
 * Adam on the mean squares of the equation and of the conditions, a condition's mean taken over all of its faces together.
 *
 * Source: N. Kang et al., arXiv:2412.05994 (2024), §4 and appendix. The coordinates are not rescaled here, which changes the
 * steps of centres and widths where a domain's length is not 2.
 */
export function originalPlan(problem: PdeProblem): TrainingPlan {
  const { interior, boundary, weight, steps, rate, factor, every, resample } = recipeOf(problem);
  const faces = Object.entries(problem.conditions).flatMap(([name, condition]) =>
    "faces" in condition ? [[name, 1 / condition.faces.length] as const] : [],
  );
  return {
    interior,
    boundary,
    sampling: { points: "uniform" },
    weights: { interior: weight, ...Object.fromEntries(faces) },
    stages: [adam({ steps, resample, rate: { kind: "exponential", rate, factor, steps: every } })],
  };
}
