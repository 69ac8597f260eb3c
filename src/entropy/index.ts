export { complexityBounds } from "./bounds.ts";
export { complexity, type Complexity, renyiComplexity, statisticalComplexity, tsallisComplexity } from "./complexity.ts";
export { defaultCounter, plainCounter } from "./count.ts";
export { permutationEntropy, renyiEntropy, tsallisEntropy } from "./information.ts";
export { indexOf, patternOf } from "./pattern.ts";
export {
  type Pmf,
  pmfOf,
  pooled,
  probabilities,
  type ProbabilitiesOptions,
  type Weighting,
} from "./probabilities.ts";
export { ordinalPatterns, type OrdinalOptions, type OrdinalSpace, type Ties } from "./space.ts";
export { patternSequence } from "./windows.ts";
export { type ZoneLines, zoneLines } from "./zone-lines.ts";

import { notAvailable } from "../core/index.ts";
/** Zone of a series in the entropy–complexity plane. */
export function classify(): { readonly zone: string; readonly confidence: number } {
  throw notAvailable("entropy.classify");
}
export const generators: {
  readonly logistic: (options: { readonly r: number; readonly x0: number; readonly length: number }) => Float64Array;
} = {
  logistic({ r, x0, length }) {
    const x = new Float64Array(length).fill(x0);
    for (let i = 1; i < length; i++) x[i] = r * x[i - 1]! * (1 - x[i - 1]!);
    return x;
  },
};
