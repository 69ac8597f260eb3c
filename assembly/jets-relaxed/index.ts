/** The same module compiled with fused multiply-adds. */
export * from "../jets/index";
