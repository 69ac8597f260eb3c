import type { Kernels } from "../kernels.ts";
import { combine, cubic, exponential, multiply, rotateByIntensity, sumOfSquares } from "./array-loops.ts";
import { cached } from "./fft-plan.ts";
import { addGradients, gradientSums } from "./gradients.ts";
import { multistepWeights } from "./lagrange.ts";
import { combineRows, moments } from "./moments.ts";
import { correct, predict } from "./multistep.ts";
import { linePlan, planePlan } from "./plans.ts";
import { mirror, pointwiseTerms } from "./pointwise.ts";

/** The kernels in plain TypeScript: the oracle in tests, and what runs where WASM does not. */
export const plainKernels: Kernels = {
  name: "plain",
  allocate: (length) => new Float64Array(length),
  free() {},
  fft: (length, batch = 1) => linePlan(length, batch),
  fft2: planePlan,
  parallelFft2: (rows, columns) => ({ ...planePlan(rows, columns), threads: () => 1, close() {} }),
  combine,
  sumOfSquares,
  exponential,
  multiply,
  cubic,
  rotateByIntensity,
  pointwise: cached((length) => pointwiseTerms(plainKernels, length)),
  mirror,
  predict,
  correct,
  moments,
  multistepWeights,
  combineRows,
  gradientSums,
  addGradients,
};
