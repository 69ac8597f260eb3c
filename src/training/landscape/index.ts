/** The shape of a loss around a place: slices, products with its Hessian, its largest eigenvalues and their density. */
export { type HessianOptions, type HessianProduct, hessianProduct, type Operator } from "./hessian.ts";
export {
  type DensityOptions,
  type Extreme,
  type ExtremeOptions,
  type Lanczos,
  lanczos,
  largestEigenvalue,
  partAbove,
  type SpectrumDensity,
  spectrumDensity,
} from "./lanczos.ts";
export { type Filter, filterNormalised, filtersOf, lossSlice } from "./slices.ts";
