import { type Kernels, plainKernels } from "../../src/core/index.ts";
import { wasmKernels } from "../../src/kernels/index.ts";

/** Every implementation of the kernels: each kernel test runs on all of them. */
export const implementations: readonly Kernels[] = [plainKernels, wasmKernels()];
