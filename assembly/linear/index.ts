/** Dense linear algebra over memory that the caller lays out: matrices are addresses, strides are bytes. */
export { factorBlock, reflectPanel, solveBlock } from "./blocks";
export { gemm, gemmScratch } from "./gemm";
export { columnsTimes, rotateRows, rowsTimes, symmetricTimes, symmetricUpdate } from "./vectors";

/** The first address that the module does not use itself. */
export function heapBase(): usize {
  return __heap_base;
}
