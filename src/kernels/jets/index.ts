export { wasmLeastSquares } from "./machine.ts";
export { hasRelaxed } from "./module.ts";
export { type ThreadPool, threadPool } from "./pool.ts";
