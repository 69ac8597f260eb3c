import { notAvailable } from "../core/index.ts";

/** The ordinal patterns of one order and delay: order! outcomes. */
export interface OrdinalSpace {
  readonly order: number;
  readonly delay: number;
  readonly ties: "first" | "random" | { readonly tolerance: number };
}

/** Probabilities of the patterns of a space, shape [order!]. */
export interface Pmf {
  readonly space: OrdinalSpace;
  readonly p: Float64Array;
}

/** A space of ordinal patterns. */
export function ordinalPatterns(_options: Partial<OrdinalSpace> & { readonly order: number }): OrdinalSpace {
  throw notAvailable("entropy.ordinalPatterns");
}

/** Relative frequencies of the patterns of a series. */
export function probabilities(_space: OrdinalSpace, _series: Float64Array): Pmf {
  throw notAvailable("entropy.probabilities");
}

/** Shannon entropy over its maximum, 0 … 1. */
export function permutationEntropy(_pmf: Pmf): number {
  throw notAvailable("entropy.permutationEntropy");
}

/** Jensen–Shannon statistical complexity. */
export function statisticalComplexity(_pmf: Pmf): number {
  throw notAvailable("entropy.statisticalComplexity");
}

/** Smallest and largest complexity at an entropy. */
export function complexityBounds(_space: OrdinalSpace, _entropy: number): readonly [min: number, max: number] {
  throw notAvailable("entropy.complexityBounds");
}

/** Zone of a series in the entropy–complexity plane. */
export function classify(
  _space: OrdinalSpace,
  _series: Float64Array,
): { readonly zone: "periodic" | "regular" | "complex" | "stochastic"; readonly confidence: number } {
  throw notAvailable("entropy.classify");
}

/** Example series. */
export const generators: {
  readonly logistic: (options: { readonly r: number; readonly x0: number; readonly length: number }) => Float64Array;
} = {
  logistic() {
    throw notAvailable("entropy.generators.logistic");
  },
};
