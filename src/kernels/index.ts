export { loadWasmDense, wasmDense } from "./dense.ts";
export { loadJets } from "./jet-threads.ts";
export { wasmPatternCounter } from "./pattern-counter.ts";
export { loadWasmKernels, wasmKernels } from "./wasm.ts";
