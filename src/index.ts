/**
 * Nonlinear waves and transport, four ways, on one float64 core.
 *
 * @module
 */

import { registerDenseKernels, registerKernels, registerPatternCounter } from "./core/index.ts";
import { plainCounter } from "./entropy/index.ts";
import { loadWasmDense, loadWasmKernels, wasmPatternCounter } from "./kernels/index.ts";

export {
  type Dataset,
  dataset,
  defaultKernels,
  type Fft,
  type Field,
  field,
  type Grid,
  type Kernels,
  kernelInfo,
  type PeriodicGridOptions,
  periodicGrid,
  plainKernels,
  type Rng,
  ready,
  rng,
  SechError,
  type Tensor,
  tensor,
  toPositions,
  toWavenumbers,
  type Variable,
} from "./core/index.ts";
export * as entropy from "./entropy/index.ts";
export * as lagrangian from "./lagrangian/index.ts";
export * as ode from "./ode/index.ts";
export * as pinn from "./pinn/index.ts";
export * as problems from "./problems/index.ts";
export * as spectral from "./spectral/index.ts";
export * as training from "./training/index.ts";

registerKernels(loadWasmKernels());
registerDenseKernels(loadWasmDense);
registerPatternCounter(() => wasmPatternCounter(plainCounter.count));
