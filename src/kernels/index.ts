export { loadWasmDense, wasmDense } from "./dense.ts";
export { wasmPatternCounter } from "./pattern-counter.ts";
export { loadWasmKernels, wasmKernels } from "./wasm.ts";
