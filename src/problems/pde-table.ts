import { burgers, heat, helmholtz, poisson, waveEquation } from "./benchmarks.ts";
import { kdv } from "./kdv.ts";
import { nlseSoliton } from "./nlse-soliton.ts";
import type { PdeProblem } from "./problem.ts";

/** A problem that is chosen by name, with its parameters as numbers by name. */
export interface PdeEntry {
  readonly description: string;
  /** The parameters and their usual values. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Poses the problem; parameters that are left out have their usual values. */
  problem(parameters: Readonly<Record<string, number>>): PdeProblem;
}

/** Makes an entry whose function is always given all parameters. */
function entry<const K extends string>(
  description: string,
  parameters: Readonly<Record<K, number>>,
  problem: (parameters: Readonly<Record<K, number>>) => PdeProblem,
): PdeEntry {
  return { description, parameters, problem: (given) => problem({ ...parameters, ...given }) };
}

/** The partial differential equations that physics-informed models know by name. */
export const pdeProblems: Readonly<Record<string, PdeEntry>> = {
  helmholtz: entry("u_xx + u_yy + u = q on a square, a1 by a2 half waves", { a1: 4, a2: 1 }, helmholtz),
  burgers: entry("u_t + u u_x = nu u_xx, a front forms", { viscosity: 0.01 / Math.PI }, burgers),
  poisson: entry("u_xx + u_yy = f on a square", {}, poisson),
  heat: entry("u_t = kappa u_xx, a sine decays", { diffusivity: 1 / Math.PI ** 2 }, heat),
  wave: entry("u_tt = c^2 u_xx, two modes of a string", { speed: 2 }, waveEquation),
  kdv: entry(
    "u_t + 6 u u_x + u_xxx = 0, one soliton overtakes another",
    { k1: 1, k2: 0.7, x1: -3, x2: 0 },
    ({ k1, k2, x1, x2 }) => kdv({ wavenumbers: [k1, k2], positions: [x1, x2] }),
  ),
  nlse: entry(
    "i psi_t + psi_xx/2 + |psi|^2 psi = 0, a bright soliton in two components",
    { amplitude: 1, velocity: 1 },
    nlseSoliton,
  ),
};
