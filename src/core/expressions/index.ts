export type { Algebra, ExpressionFunction } from "./algebra.ts";
export { type ExpressionReader, expressionReader } from "./reader.ts";
