/**
 * Nonlinear waves and transport, four ways, on one float64 core.
 *
 * @module
 */

import { registerDenseKernels, registerJets, registerKernels, registerPatternCounter } from "./core/index.ts";
import { plainCounter } from "./entropy/index.ts";
import { loadJets, loadWasmDense, loadWasmKernels, wasmPatternCounter } from "./kernels/index.ts";

export {
  type Activation,
  type Dataset,
  dataset,
  decodeCheckpoint,
  defaultKernels,
  type Expression,
  type ExpressionReader,
  encodeCheckpoint,
  evaluateNetwork,
  expressionReader,
  type Fft,
  type Field,
  field,
  type GaussianNetworkOptions,
  type Grid,
  gaussianNetwork,
  initialParameters,
  type JetInfo,
  type JetOptions,
  jetInfo,
  jetsReady,
  type Kernels,
  kernelInfo,
  type LeastSquares,
  leastSquares,
  linear,
  type Network,
  type NetworkOptions,
  network,
  type PeriodicGridOptions,
  type Plain,
  periodicGrid,
  plainKernels,
  type Read,
  type ResidualObjective,
  type ResidualProgram,
  type ResidualTerm,
  type Rng,
  ready,
  rng,
  SechError,
  type Tape,
  type Tensor,
  tensor,
  toPositions,
  toWavenumbers,
  trace,
  type Variable,
} from "./core/index.ts";
export * as entropy from "./entropy/index.ts";
export * as lagrangian from "./lagrangian/index.ts";
export * as ode from "./ode/index.ts";
export * as pinn from "./pinn/index.ts";
export * as problems from "./problems/index.ts";
export * as reference from "./reference/index.ts";
export * as spectral from "./spectral/index.ts";
export * as training from "./training/index.ts";

registerKernels(loadWasmKernels());
registerDenseKernels(loadWasmDense);
registerPatternCounter(() => wasmPatternCounter(plainCounter.count));
registerJets(loadJets);
