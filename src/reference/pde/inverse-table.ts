import type { PdeEntry } from "../../problems/index.ts";
import { inverseAllenCahn, inverseBurgers } from "./inverse-problems.ts";

const network = { width: 16, depth: 3, activation: "tanh", interior: 1500 } as const;
const measured = { values: 200, noise: 0.01, sample: 0 };

/** The inverse problems that physics-informed models know by name, beside `problems.pdeProblems`. */
export const inverseProblems: Readonly<Record<string, PdeEntry>> = {
  "burgers-inverse": {
    description: "nu of u_t + u u_x = nu u_xx from values with errors",
    parameters: { viscosity: 0.05, ...measured },
    network,
    problem: inverseBurgers,
  },
  "allen-cahn-inverse": {
    description: "epsilon and lambda of u_t = epsilon u_xx + lambda (u - u^3) from values with errors",
    parameters: { diffusivity: 0.005, rate: 5, ...measured },
    network,
    problem: inverseAllenCahn,
  },
};
