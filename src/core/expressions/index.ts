export { type Algebra, type ExpressionFunction, expressionFunctions } from "./algebra.ts";
export { type ExpressionReader, expressionReader, loadedExpressionReader } from "./reader.ts";
export { requireExpression } from "./require.ts";
