export { tapeIsLinear } from "./degree.ts";
export type { Expression, Operand } from "./expression.ts";
export { inlineTape } from "./inline.ts";
export { tapeReverse, tapeTangents, tapeValues } from "./interpret.ts";
export { tapeAt, tapeJets } from "./jets.ts";
export { partialTape } from "./partial.ts";
export { type ProductTerm, tapeProducts } from "./products.ts";
export { registerCount, type Tape } from "./tape.ts";
export { type Traced, type TracedInputs, trace } from "./trace.ts";
