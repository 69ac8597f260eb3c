export { decodeCheckpoint, encodeCheckpoint, type Plain } from "./checkpoint.ts";
export { type ComplexState, halves } from "./complex-state.ts";
export { type Attribute, type Dataset, dataset, type Variable } from "./dataset.ts";
export { type ErrorCode, invalid, type Misuse, notAvailable, requireNumber, SechError } from "./errors.ts";
export {
  type Algebra,
  type ExpressionFunction,
  type ExpressionReader,
  expressionFunctions,
  expressionReader,
  loadedExpressionReader,
  requireExpression,
} from "./expressions/index.ts";
export { type Field, field, toPositions, toWavenumbers } from "./field.ts";
export { type Grid, type PeriodicGridOptions, periodicGrid } from "./grid.ts";
export {
  type Activation,
  type Arena,
  type BlockShape,
  channelOf,
  type DenseLayer,
  evaluateNetwork,
  evaluateTerm,
  frameOf,
  type GaussianBlock,
  type GaussianFrame,
  type GaussianLayer,
  type GaussianNetworkOptions,
  type GaussianPrimitives,
  gaussianNetwork,
  geometryLength,
  type HardOutput,
  initialParameters,
  type JetImplementation,
  type JetInfo,
  type JetLayout,
  type JetMachine,
  type JetOptions,
  type JetPrimitives,
  jetInfo,
  jetLayout,
  jetsReady,
  type LeastSquares,
  leastSquares,
  leastSquaresOn,
  type MakeLeastSquares,
  type Network,
  type NetworkOptions,
  type NetworkQuantity,
  network,
  type Plan,
  plainGaussians,
  plainLeastSquares,
  type Read,
  type ResidualObjective,
  type ResidualProgram,
  type ResidualTerm,
  recordShape,
  registerJets,
  session,
  type TermRows,
} from "./jets/index.ts";
export { type CountingKernels, countingKernels } from "./kernels/counting.ts";
export { cached, fftPlan, linePlans, planePlans, type RunFft } from "./kernels/fft-plan.ts";
export { type PatternCounter, registeredPatternCounter, registerPatternCounter } from "./kernels/pattern-counter.ts";
export { plainKernels } from "./kernels/plain.ts";
export { applyFactor, pointwiseTerms } from "./kernels/pointwise.ts";
export { defaultKernels, kernelInfo, ready, registerKernels } from "./kernels/registry.ts";
export { kernelScope } from "./kernels/scope.ts";
export { unitRoots } from "./kernels/unit-roots.ts";
export type { Fft, HelperThread, Kernels, ParallelFft } from "./kernels.ts";
export * as linear from "./linear/index.ts";
export {
  block,
  type DenseKernels,
  denseKernels,
  denseReady,
  factorise,
  factoriseBanded,
  type LeastSquaresReport,
  type LinearOperator,
  lsqr,
  type Matrix,
  matrix,
  plainDense,
  registerDenseKernels,
  type SingularValues,
  type SymmetricEigen,
  singularValues,
  solveBanded,
  solveFactorised,
  solveLeastSquares,
  solveTriangle,
  symmetricEigen,
  transposed,
  triangularise,
} from "./linear/index.ts";
export type { ModeCoefficients, ModeFactor, ModeKernels, PointwiseTerms, SlopeHistory } from "./mode-kernels.ts";
export { antiderivative } from "./quadrature.ts";
export { type Rng, rng } from "./rng.ts";
export { dot, sum } from "./sum.ts";
export {
  type Expression,
  inlineTape,
  type Operand,
  type ProductTerm,
  partialTape,
  registerCount,
  type Tape,
  type Traced,
  type TracedInputs,
  tapeAt,
  tapeIsLinear,
  tapeJets,
  tapeProducts,
  tapeReverse,
  tapeTangents,
  tapeValues,
  trace,
} from "./tape/index.ts";
export { row, type Tensor, tensor } from "./tensor.ts";
