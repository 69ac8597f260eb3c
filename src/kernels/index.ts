export { loadWasmKernels, wasmKernels } from "./wasm.ts";
