/** The array loops of a time step over memory that the caller lays out: every argument called `…Re`, `re` or so is an address. */
export { bluesteinLines } from "./fft/bluestein";
export { columns, evenLines, pairedLines } from "./fft/lines";
export { addGradients, gradientSums } from "./gradients";
export { multistepWeights } from "./lagrange";
export { combineRows, moments } from "./moments";
export { correct, predict } from "./multistep";
export { exponential, rotateByIntensity } from "./phase";
export { mirror, pointwise } from "./pointwise";
export { cubic, multiply } from "./product";
export { combine, sumOfSquares } from "./sums";

/** The first address that the module does not use itself. */
export function heapBase(): usize {
  return __heap_base;
}
