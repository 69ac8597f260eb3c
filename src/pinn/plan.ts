import type { PdeProblem } from "../problems/index.ts";
import { adam, levenbergMarquardt, type TrainingPlan } from "../training/index.ts";

/** How networks are trained unless the caller says otherwise. */
export function planFor(_problem: PdeProblem): TrainingPlan {
  return {
    interior: 2000,
    boundary: 200,
    stages: [adam({ steps: 200, rate: 5e-3 }), levenbergMarquardt({ steps: 100_000 })],
  };
}
