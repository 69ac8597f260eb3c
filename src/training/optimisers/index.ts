export { type AdamOptions, type AdamState, adam } from "./adam.ts";
export { type GaussNewtonOptions, gaussNewton } from "./gauss-newton.ts";
export { type LbfgsOptions, type LbfgsState, lbfgs } from "./lbfgs.ts";
export { type LevenbergMarquardtOptions, levenbergMarquardt } from "./levenberg-marquardt.ts";
export {
  copyState,
  type Optimiser,
  type OptimiserReport,
  type OptimiserState,
  type SmoothObjective,
  type StopReason,
} from "./optimiser.ts";
export { rateAt, type Schedule } from "./schedule.ts";
export { type SelfScaledOptions, type SelfScaledState, selfScaled } from "./self-scaled.ts";
export type { TrustRegionOptions, TrustRegionState } from "./trust-region.ts";
