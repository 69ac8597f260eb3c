export type { BlockShape } from "./block-shape.ts";
export { evaluateNetwork, evaluateTerm, type NetworkQuantity } from "./evaluate.ts";
export { frameOf, type GaussianFrame, type GaussianLayer, geometryLength } from "./gaussian-layer.ts";
export { type GaussianNetworkOptions, gaussianNetwork } from "./gaussian-network.ts";
export { plainGaussians } from "./gaussian-plain.ts";
export type { GaussianBlock, GaussianPrimitives } from "./gaussian-primitives.ts";
export { recordShape } from "./gaussian-records.ts";
export { channelOf, type JetLayout, jetLayout } from "./layout.ts";
export { type JetMachine, leastSquaresOn, plainLeastSquares } from "./least-squares.ts";
export {
  type Activation,
  type DenseLayer,
  type HardOutput,
  initialParameters,
  type Layer,
  type Network,
  type NetworkOptions,
  network,
} from "./network.ts";
export type { LeastSquares, ResidualObjective, TermRows } from "./objective.ts";
export type { Plan } from "./plan.ts";
export type { Arena, JetPrimitives } from "./primitives.ts";
export type { Read, ResidualProgram, ResidualTerm } from "./program.ts";
export {
  type JetImplementation,
  type JetInfo,
  type JetOptions,
  jetInfo,
  jetsReady,
  type MakeLeastSquares,
  registerJets,
} from "./registration.ts";
export { leastSquares } from "./registry.ts";
export { session } from "./session.ts";
