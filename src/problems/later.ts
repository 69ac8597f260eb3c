import { notAvailable } from "../core/index.ts";
import type { PdeProblem, TransportProblem } from "./problem.ts";

/** Burgers' equation u_t + u u_x = ν u_xx. */
export function burgers(_options: { readonly viscosity: number }): PdeProblem {
  throw notAvailable("problems.burgers");
}

/** Convection u_t + c u_x = 0. */
export function convection(_options: { readonly speed: number }): TransportProblem {
  throw notAvailable("problems.convection");
}
