import { notAvailable } from "../core/index.ts";
import type { TransportProblem } from "./problem.ts";

/** Convection u_t + c u_x = 0. */
export function convection(_options: { readonly speed: number }): TransportProblem {
  throw notAvailable("problems.convection");
}
