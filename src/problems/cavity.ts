import { requireNumber } from "../core/index.ts";
import { pde } from "./pde.ts";
import type { PdeProblem } from "./problem.ts";

/** Parameters of the flow in a cavity. */
export interface CavityOptions {
  /** The Reynolds number of the lid's largest velocity and the side. @defaultValue `100` */
  readonly reynolds?: number;
  /** p of the lid's velocity. @defaultValue `1` */
  readonly sharpness?: number;
}

/**
 * Steady flow in a square cavity [0, 1]² whose lid moves: ν Δ²ψ = ψ_y Δψ_x − ψ_x Δψ_y for the stream function ψ, u = ψ_y,
 * v = −ψ_x, ν = 1/Re, with ψ = 0 on all walls, no slip, and on the lid u = (1 − (2x − 1)^2p)², which for p = 1 is the
 * regularised lid 16 x² (1 − x)² and for large p nearly a uniform one.
 *
 * A uniform lid would jump at its ends, where the vorticity is then infinite. No exact solution is known; `reference.cavity`
 * computes one. The regularised lid: J. Shen, J. Comput. Phys. 95 (1991) 228.
 */
export function cavity({ reynolds = 100, sharpness = 1 }: CavityOptions = {}): PdeProblem {
  requireNumber("reynolds", reynolds, (re) => re > 0 && re <= 1000, "above 0 and at most 1000", "100");
  requireNumber(
    "sharpness",
    sharpness,
    (p) => Number.isInteger(p) && p >= 1 && p <= 20,
    "a whole number from 1 to 20",
    "1",
  );
  return pde({
    name: "cavity",
    domain: { x: [0, 1], y: [0, 1] },
    unknowns: ["psi"],
    derivatives: ["x", "y", "xxx", "xxy", "xyy", "yyy", "xxxx", "xxyy", "yyyy"],
    pde: ({ psix, psiy, psixxx, psixxy, psixyy, psiyyy, psixxxx, psixxyy, psiyyyy }) =>
      psixxxx
        .add(psixxyy.mul(2))
        .add(psiyyyy)
        .div(reynolds)
        .sub(psiy.mul(psixxx.add(psixyy)))
        .add(psix.mul(psixxy.add(psiyyy))),
    conditions: {
      walls: { kind: "dirichlet", faces: ["x.min", "x.max", "y.min", "y.max"], enforce: "soft" },
      still: { kind: "neumann", faces: ["x.min", "x.max", "y.min"] },
      lid: {
        kind: "neumann",
        faces: ["y.max"],
        value: ({ x }) =>
          x
            .mul(2)
            .sub(1)
            .pow(2 * sharpness)
            .neg()
            .add(1)
            .square(),
      },
    },
    parameters: { reynolds, sharpness },
  });
}
