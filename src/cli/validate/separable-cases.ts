import { gaussians } from "../../pinn/index.ts";
import { manyPoisson, type PdeProblem, spaceHelmholtz } from "../../problems/index.ts";
import { cavity } from "../../reference/index.ts";
import { relativeError, train } from "../../training/index.ts";
import type { Case } from "./cases.ts";

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

/** Sums of products of Gaussians in three and in six coordinates, and the flow in a cavity against a published one. */
export async function separableCases(): Promise<Case[]> {
  const { axis, u, v, psi } = cavity({ lid: () => 1, cells: 64 });
  const centre = (axis.length * axis.length - 1) / 2;
  // C. H. Marchi, R. Suero & L. K. Araki, J. Braz. Soc. Mech. Sci. Eng. 31 (2009) 186.
  return [
    await solved("helmholtz-3d (4, 4, 3), separable Gaussians", spaceHelmholtz(), 80, 1e-7),
    await solved("Poisson in six coordinates, separable Gaussians", manyPoisson({ dimension: 6 }), 120, 5e-3),
    measured("cavity, Re = 100: u in the middle against −0.20915", Math.abs((u[centre] ?? 0) + 0.20915), 5e-4),
    measured("cavity, Re = 100: v in the middle against 0.05754", Math.abs((v[centre] ?? 0) - 0.05754), 5e-4),
    measured("cavity, Re = 100: least stream function against −0.10352", Math.abs(Math.min(...psi) + 0.10352), 5e-4),
  ];
}

async function solved(name: string, problem: PdeProblem, steps: number, limit: number): Promise<Case> {
  const fit = await train(problem, gaussians(), { seed: 1, budget: { steps } });
  return measured(`${name}, ${steps} steps: L2 error`, relativeError(problem, fit) ?? Infinity, limit);
}
