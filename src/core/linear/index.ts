export { factorise, solveFactorised } from "./cholesky.ts";
export type { DenseKernels } from "./dense.ts";
export { type LeastSquaresReport, solveLeastSquares } from "./least-squares.ts";
export { block, type Matrix, matrix, transposed } from "./matrix.ts";
export { plainDense } from "./plain.ts";
export { triangularise } from "./reflectors.ts";
export { denseKernels, denseReady, registerDenseKernels } from "./registry.ts";
export { type SymmetricEigen, symmetricEigen } from "./symmetric-eigen.ts";
export { solveTriangle } from "./triangle.ts";
