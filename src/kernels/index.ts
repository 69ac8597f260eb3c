export { wasmPatternCounter } from "./pattern-counter.ts";
