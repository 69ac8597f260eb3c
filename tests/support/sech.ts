export { row } from "../../src/core/index.ts";
export * from "../../src/index.ts";
