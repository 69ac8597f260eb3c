import type { Kernels } from "../core/index.ts";
import { heapOf } from "./heap.ts";
import { loops } from "./loops.ts";
import { modeLoops, pointwisePlans } from "./mode-loops.ts";
import { startModule, startModuleLater, type WasmInstance } from "./module.ts";
import { parallelPlane } from "./parallel.ts";
import { transforms } from "./transforms.ts";

/** The WASM kernels, compiled at once; throws where the machine has no WebAssembly with SIMD. */
export function wasmKernels(): Kernels {
  return kernelsOf(startModule());
}

/**
 * The WASM kernels for `registerKernels`: at once in Node; promised in browsers, which compile no module of this size
 * while the page waits; and a rejected promise where the machine cannot run them.
 */
export function loadWasmKernels(): Kernels | Promise<Kernels> {
  try {
    return wasmKernels();
  } catch (error) {
    return error instanceof RangeError ? startModuleLater().then(kernelsOf) : Promise.reject(error);
  }
}

function kernelsOf(instance: WasmInstance): Kernels {
  const { memory, shared, exports } = instance;
  const heap = heapOf(memory, exports.heapBase(), shared);
  const { fft, fft2, evenLines } = transforms(heap, exports);
  const arrayLoops = loops(heap, exports);
  const lines = { fft: (length: number, batch = 1) => fft(length, batch), ...arrayLoops };
  return {
    name: "wasm",
    allocate: heap.allocate,
    free: heap.free,
    fft: lines.fft,
    fft2,
    parallelFft2: (rows, columns, createWorker) => parallelPlane(instance, heap, fft2(rows, columns), createWorker),
    ...arrayLoops,
    ...modeLoops(heap, exports),
    pointwise: pointwisePlans(heap, exports, lines, evenLines),
  };
}
