export { evaluateNetwork, type NetworkQuantity } from "./evaluate.ts";
export { channelOf, type JetLayout, jetLayout } from "./layout.ts";
export { type JetMachine, leastSquaresOn, plainLeastSquares } from "./least-squares.ts";
export {
  type Activation,
  type DenseLayer,
  type HardOutput,
  initialParameters,
  type Network,
  type NetworkOptions,
  network,
} from "./network.ts";
export type { LeastSquares, ResidualObjective, TermRows } from "./objective.ts";
export type { Plan } from "./plan.ts";
export type { Arena, BlockShape, JetPrimitives } from "./primitives.ts";
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
