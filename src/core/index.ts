export { type ComplexState, halves } from "./complex-state.ts";
export { type Attribute, type Dataset, dataset, type Variable } from "./dataset.ts";
export { type ErrorCode, invalid, type Misuse, notAvailable, requireNumber, SechError } from "./errors.ts";
export { type Field, field, toPositions, toWavenumbers } from "./field.ts";
export { type Grid, type PeriodicGridOptions, periodicGrid } from "./grid.ts";
export { countingKernels } from "./kernels/counting.ts";
export { cached, fftPlan, linePlans, planePlans, type RunFft } from "./kernels/fft-plan.ts";
export { type PatternCounter, registeredPatternCounter, registerPatternCounter } from "./kernels/pattern-counter.ts";
export { plainKernels } from "./kernels/plain.ts";
export { defaultKernels, kernelInfo, ready, registerKernels } from "./kernels/registry.ts";
export { kernelScope } from "./kernels/scope.ts";
export { unitRoots } from "./kernels/unit-roots.ts";
export type { Fft, HelperThread, Kernels, ParallelFft } from "./kernels.ts";
export {
  block,
  type DenseKernels,
  denseKernels,
  denseReady,
  factorise,
  type LeastSquaresReport,
  leastSquares,
  type Matrix,
  matrix,
  plainDense,
  registerDenseKernels,
  type SymmetricEigen,
  solveFactorised,
  solveTriangle,
  symmetricEigen,
  transposed,
} from "./linear/index.ts";
export { type Rng, rng } from "./rng.ts";
export { dot, sum } from "./sum.ts";
export { row, type Tensor, tensor } from "./tensor.ts";
