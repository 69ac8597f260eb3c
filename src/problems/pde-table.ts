import { allenCahn } from "./allen-cahn.ts";
import { burgers, heat, helmholtz, poisson, waveEquation } from "./benchmarks.ts";
import { cavity } from "./cavity.ts";
import { kdv } from "./kdv.ts";
import { nlseSoliton } from "./nlse-soliton.ts";
import { planeBurgers } from "./plane-burgers.ts";
import { flowMixing, kleinGordon, nonlinearDiffusion } from "./plane-waves.ts";
import type { PdeProblem } from "./problem.ts";
import { manyPoisson, spaceHelmholtz } from "./separable-benchmarks.ts";

/** The shape of a network, and how many points it is trained on. */
export interface NetworkHint {
  readonly width: number;
  readonly depth: number;
  readonly activation: "tanh" | "sin";
  readonly interior: number;
}

const smooth: NetworkHint = { width: 16, depth: 3, activation: "sin", interior: 1000 };
const front: NetworkHint = { width: 16, depth: 4, activation: "tanh", interior: 3000 };

/** A problem that is chosen by name, with its parameters as numbers by name. */
export interface PdeEntry {
  readonly description: string;
  /** The parameters and their usual values. */
  readonly parameters: Readonly<Record<string, number>>;
  /** A network that suits it: sines for smooth waves, tanh for fronts. */
  readonly network: NetworkHint;
  /** Poses the problem; parameters that are left out have their usual values. */
  problem(parameters: Readonly<Record<string, number>>): PdeProblem;
}

/** Makes an entry whose function is always given all parameters. */
function entry<const K extends string>(
  description: string,
  parameters: Readonly<Record<K, number>>,
  network: NetworkHint,
  problem: (parameters: Readonly<Record<K, number>>) => PdeProblem,
): PdeEntry {
  return { description, parameters, network, problem: (given) => problem({ ...parameters, ...given }) };
}

/** The partial differential equations that physics-informed models know by name. */
export const pdeProblems: Readonly<Record<string, PdeEntry>> = {
  helmholtz: entry("u_xx + u_yy + u = q on a square, a1 by a2 half waves", { a1: 4, a2: 1 }, smooth, helmholtz),
  burgers: entry("u_t + u u_x = nu u_xx, a front forms", { viscosity: 0.01 / Math.PI }, front, burgers),
  poisson: entry("u_xx + u_yy = f on a square", {}, smooth, poisson),
  heat: entry("u_t = kappa u_xx, a sine decays", { diffusivity: 1 / Math.PI ** 2 }, smooth, heat),
  wave: entry("u_tt = c^2 u_xx, two modes of a string", { speed: 2 }, smooth, waveEquation),
  kdv: entry(
    "u_t + 6 u u_x + u_xxx = 0, one soliton overtakes another",
    { k1: 1, k2: 0.7, x1: -3, x2: 0 },
    smooth,
    ({ k1, k2, x1, x2 }) => kdv({ wavenumbers: [k1, k2], positions: [x1, x2] }),
  ),
  nlse: entry(
    "i psi_t + psi_xx/2 + |psi|^2 psi = 0, a bright soliton in two components",
    { amplitude: 1, velocity: 1 },
    smooth,
    nlseSoliton,
  ),
  "allen-cahn": entry(
    "u_t = eps u_xx + rate (u - u^3) on a ring, fronts sharpen",
    { diffusivity: 1e-4, rate: 5 },
    front,
    allenCahn,
  ),
  "klein-gordon": entry("u_tt - u_xx - u_yy + u^2 = f on a square", { end: 10 }, smooth, kleinGordon),
  "flow-mixing": entry("u_t + a u_x + b u_y = 0, a vortex winds a front up", {}, front, flowMixing),
  "nonlinear-diffusion": entry(
    "u_t = 0.05 (|grad u|^2 + u lap u) on a square, three bumps spread",
    {},
    smooth,
    nonlinearDiffusion,
  ),
  "burgers-2d": entry(
    "u_t + (u . grad) u = nu lap u in the plane, a front crosses a square",
    { viscosity: 0.01, end: 1 },
    front,
    planeBurgers,
  ),
  "helmholtz-3d": entry(
    "lap u + u = q in a cube, a1 by a2 by a3 half waves",
    { a1: 4, a2: 4, a3: 3 },
    smooth,
    spaceHelmholtz,
  ),
  cavity: entry(
    "nu lap lap psi = psi_y lap psi_x - psi_x lap psi_y, flow under a moving lid",
    { reynolds: 100, sharpness: 1 },
    smooth,
    cavity,
  ),
  "poisson-nd": entry(
    "lap u = f in so many coordinates, which no single product solves",
    { dimension: 10 },
    smooth,
    manyPoisson,
  ),
};
