export type { Box } from "./box.ts";
export { gridPoints } from "./grid-points.ts";
export { latinHypercubePoints } from "./latin-hypercube.ts";
export { type ResidualAdaptiveOptions, residualAdaptivePoints } from "./residual-adaptive.ts";
export { type SobolOptions, sobolPoints } from "./sobol.ts";
export { uniformPoints } from "./uniform.ts";
