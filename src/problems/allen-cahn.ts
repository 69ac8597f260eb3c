import { requireNumber } from "../core/index.ts";
import { pde } from "./pde.ts";
import type { PdeProblem } from "./problem.ts";

/** Parameters of the Allen–Cahn equation. */
export interface AllenCahnOptions {
  /** ε. @defaultValue `1e-4` */
  readonly diffusivity?: number;
  /** λ. @defaultValue `5` */
  readonly rate?: number;
}

/**
 * The Allen–Cahn equation u_t = ε u_xx + λ (u − u³) on the ring x ∈ [−1, 1), t ∈ [0, 1], u(x, 0) = x² cos πx, whose slope
 * jumps from −2 to 2 where the ring closes. No exact solution is known; `reference.allenCahn` computes one.
 *
 * M. Raissi, P. Perdikaris & G. E. Karniadakis, J. Comput. Phys. 378 (2019) 686, §3.1.
 */
export function allenCahn({ diffusivity = 1e-4, rate = 5 }: AllenCahnOptions = {}): PdeProblem {
  requireNumber("diffusivity", diffusivity, (value) => value > 0, "positive", "1e-4");
  requireNumber("rate", rate, (value) => value >= 0, "at least 0", "5");
  return pde({
    name: "allen-cahn",
    domain: { x: [-1, 1], t: [0, 1] },
    derivatives: ["t", "xx"],
    pde: ({ u, ut, uxx }) => ut.sub(uxx.mul(diffusivity)).sub(u.sub(u.pow(3)).mul(rate)),
    conditions: {
      initial: { kind: "initial", value: ({ x }) => x.square().mul(x.mul(Math.PI).cos()) },
      ring: { kind: "periodic", coordinate: "x" },
    },
    parameters: { diffusivity, rate },
  });
}
