export { type ColeHopfOptions, coleHopfSolution } from "../problems/index.ts";
export { type AllenCahnReferenceOptions, allenCahn } from "./pde/allen-cahn.ts";
export { type CavityFlow, type CavityReferenceOptions, cavity } from "./pde/cavity.ts";
export {
  type InverseAllenCahnOptions,
  type InverseBurgersOptions,
  inverseAllenCahn,
  inverseBurgers,
  type MeasurementOptions,
} from "./pde/inverse-problems.ts";
export { inverseProblems } from "./pde/inverse-table.ts";
export { type NonlinearDiffusionOptions, nonlinearDiffusion, type SquareSolution } from "./pde/nonlinear-diffusion.ts";
export {
  characteristicSolution,
  exactShift,
  type LinearTransport,
  tracedCharacteristics,
} from "./transport/characteristics.ts";
export { type FiniteVolumeOptions, finiteVolume, type GridSolution } from "./transport/finite-volume.ts";
export { type LaxOleinikOptions, laxOleinik } from "./transport/lax-oleinik.ts";
export { type PseudoSpectralOptions, pseudoSpectral, type SpectralTransport } from "./transport/pseudo-spectral.ts";
