import type { TransportProblem } from "../problems/index.ts";
import { levenbergMarquardt, type TrainingPlan } from "../training/index.ts";
import { boundOf } from "./bind.ts";
import { invariantParts } from "./invariants.ts";
import type { CharacteristicsModel } from "./model.ts";
import { type CharacteristicsOptions, requireCharacteristics, requireSuitable } from "./options.ts";
import { type Parts, parametersOf } from "./parts.ts";
import { planeParts } from "./plane.ts";
import { ringParts } from "./ring.ts";

/**
 * Networks for a transport equation on its characteristics: where labels go and what they carry, or only the latter in
 * coordinates that move; see `CharacteristicsMode`. Trained, unless the caller says otherwise, by Levenberg–Marquardt on
 * twice as many points as parameters, drawn anew every ten steps.
 *
 * R. Mojgani, M. Balajewicz & P. Hassanzadeh, Comput. Methods Appl. Mech. Eng. 404 (2023) 115810, whose diffusion term, weights
 * shared between path and state, and periodic path are those of `original` alone.
 */
export function characteristics(options: CharacteristicsOptions): CharacteristicsModel {
  const shape = requireCharacteristics(options);
  const parts = (problem: TransportProblem): Parts => {
    requireSuitable(shape, problem);
    if (problem.coordinates.length > 2) return planeParts(problem, shape);
    return problem.unknowns.length > 1 ? invariantParts(problem, shape) : ringParts(problem, shape);
  };
  const { mode, width, depth, activation, soft } = shape;
  return {
    name: "characteristics",
    mode,
    settings: { mode, width, depth, activation, initial: soft ? "soft" : "hard" },
    parts,
    maps(problem, parameters) {
      const { map } = parts(problem);
      if (map === null) return [];
      return [{ problem, start: 0, displacement: (points) => map.displacement(parameters, points) }];
    },
    bind: (problem) => boundOf(problem, parts(problem)),
    plan: (problem) => planFor(parametersOf(parts(problem))),
  };
}

function planFor(parameters: number): TrainingPlan {
  return {
    interior: Math.max(512, 2 * parameters),
    boundary: 256,
    sampling: {},
    stages: [levenbergMarquardt({ steps: 100_000, resample: 10 })],
  };
}
