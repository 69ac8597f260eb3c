import { requireNumber } from "../errors.ts";
import type { Fft, Kernels } from "../kernels.ts";
import type { PointwiseTerms } from "../mode-kernels.ts";
import { cached } from "./fft-plan.ts";

/** Kernels that count their transforms, and the count. */
export interface CountingKernels {
  readonly kernels: Kernels;
  /** How many transforms of length N the plans of `kernels` have done, excluded ones left out. */
  count(): number;
  /** Runs `work`, a synchronous save or diagnostic, and leaves its transforms out of the count. */
  excluded<T>(work: () => T): T;
}

/**
 * Wraps kernels so that complex transforms are counted: a batch counts its size, a two-dimensional transform its rows
 * and columns.
 *
 * @param baseLength The N of the grid. Where given, a transform of length M counts M/N: one on the doubled grid of a
 * dealiased product counts 2.
 */
export function countingKernels(kernels: Kernels, baseLength?: number): CountingKernels {
  if (baseLength !== undefined) requireNumber("baseLength", baseLength, (value) => value > 0, "positive");
  const wrapped = new WeakMap<Fft, Fft>();
  let total = 0;
  const counted = <F extends Fft>(plan: F): F => {
    const cost = transforms(plan, baseLength);
    return {
      ...plan,
      forward(re, im, outRe, outIm) {
        plan.forward(re, im, outRe, outIm);
        total += cost;
      },
      inverse(re, im, outRe, outIm) {
        plan.inverse(re, im, outRe, outIm);
        total += cost;
      },
    };
  };
  const countedTerms = cached((length: number): PointwiseTerms => {
    const terms = kernels.pointwise(length);
    const cost = 2 * (baseLength === undefined ? 1 : length / baseLength);
    return {
      length,
      cubic(gamma, u, out, before, after) {
        terms.cubic(gamma, u, out, before, after);
        total += cost;
      },
      rotate(angle, u, out, before, after) {
        terms.rotate(angle, u, out, before, after);
        total += cost;
      },
    };
  });
  const once = (plan: Fft): Fft => {
    const known = wrapped.get(plan);
    if (known !== undefined) return known;
    const counting = counted(plan);
    wrapped.set(plan, counting);
    return counting;
  };
  return {
    kernels: {
      ...kernels,
      fft: (length, batch) => once(kernels.fft(length, batch)),
      fft2: (rows, columns) => once(kernels.fft2(rows, columns)),
      pointwise: countedTerms,
      parallelFft2: (rows, columns, createWorker) => counted(kernels.parallelFft2(rows, columns, createWorker)),
    },
    count: () => total,
    excluded(work) {
      const kept = total;
      try {
        return work();
      } finally {
        total = kept;
      }
    },
  };
}

/** Line transforms of one call, each weighted with its length over the base length where there is one. */
function transforms({ shape, batch }: Fft, baseLength: number | undefined): number {
  const points = shape.reduce((product, extent) => product * extent, 1);
  const weight = (length: number) => (baseLength === undefined ? 1 : length / baseLength);
  return shape.reduce((sum, length) => sum + batch * (points / length) * weight(length), 0);
}
