export { wasmLeastSquares } from "./machine.ts";
export { type ThreadPool, threadPool } from "./pool.ts";
