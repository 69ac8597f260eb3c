import type { PdeProblem } from "../problems/index.ts";
import { adam, selfScaled, type TrainingPlan } from "../training/index.ts";

/**
 * How networks are trained unless the caller says otherwise: Adam into the valley, then self-scaled Broyden steps until the
 * budget ends, with points that follow the residual.
 *
 * J. F. Urbán, P. Stefanou & J. A. Pons, J. Comput. Phys. 523 (2025) 113656; E. Kiyani et al., arXiv:2501.16371 (2025).
 */
export function planFor(_problem: PdeProblem): TrainingPlan {
  return {
    interior: 2000,
    boundary: 200,
    sampling: { adaptive: { exponent: 1, constant: 1 } },
    stages: [
      adam({ steps: 200, rate: { kind: "exponential", rate: 1e-2, factor: 0.5, steps: 1000 } }),
      selfScaled({ steps: 100_000, resample: 500 }),
    ],
  };
}
