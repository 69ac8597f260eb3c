/** The loops of `JetPrimitives` over memory that the caller lays out: places are addresses, lengths are in numbers. */
export { activate } from "./compose";
export { dense, pack } from "./dense";
export { addNormal, pointGradients, weightGradient } from "./dots";
export { gaussianGradient, gaussianPoints, gaussianTimes } from "./gaussian-parameters";
export { gaussianValues } from "./gaussian-values";
export { activateReverse } from "./reverse";

/** The first address that the module does not use itself. */
export function heapBase(): usize {
  return __heap_base;
}
