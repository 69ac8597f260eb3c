import { type DenseKernels, invalid, type Rng, SechError, tapeProducts } from "../../../core/index.ts";
import type { PdeProblem } from "../../../problems/index.ts";
import type { OwnFit } from "../../../training/index.ts";
import { gaussianMeasures } from "../../gaussian-measures.ts";
import type { Settings } from "../options.ts";
import { type PosedProblem, posed } from "../terms.ts";
import type { Watched } from "../watch.ts";
import { freshResiduals } from "./fresh.ts";
import { grown } from "./levels.ts";
import { partialsAt } from "./product-sum.ts";

const freshPoints = 1000;

/** Fits a sum of products of sums of Gaussians of one coordinate each to a linear problem. */
export async function fitSeparable(
  put: PosedProblem,
  settings: Settings,
  mostProducts = 40,
  { watch, history, seconds, continuation, finish }: Watched,
  random: Rng,
  kernels: DenseKernels,
): Promise<OwnFit> {
  const { problem, interior, boundary, initial } = put;
  const { sum, sweeps, stopReason, why, estimate, ...found } = await grown(
    put,
    settings,
    mostProducts,
    watch,
    continuation(),
    random.split(0),
    kernels,
  );
  await finish();
  const residuals = freshResiduals(problem, sum, [interior, ...boundary, ...initial], freshPoints, random.split(1));
  const heldOut = Math.sqrt(Object.values(residuals).reduce((total, rms) => total + rms * rms, 0));
  const reason = Number.isFinite(heldOut) ? stopReason : "non-finite";
  const values = (points: Float64Array) => partialsAt(sum, points, [problem.domain.map(() => 0)])[0] as Float64Array;
  const widths = sum.axes.flatMap((axis) => Array.from(axis.widths));
  return {
    parameters: Float64Array.from(sum.factors.flatMap((factor) => Array.from(factor))),
    status: reason === "aborted" || reason === "non-finite" ? reason : "success",
    stopReason: reason,
    stages: [{ name: "separable", steps: sweeps, stopReason: why }],
    iterations: sweeps,
    heldOutResidual: heldOut,
    residuals,
    scalars: {},
    history,
    ...found,
    measures: {
      ...gaussianMeasures(sum.axes.reduce((total, { centres }) => total + centres.length, 0) * sum.rank, [], widths),
      rank: sum.rank,
      ...(estimate === null ? {} : { errorEstimate: estimate }),
    },
    placement: [{ box: problem.domain, along: sum.axes.map(({ centres, widths }) => ({ centres, widths })) }],
    wallSeconds: seconds(),
    evaluate: (...point) => values(Float64Array.from(point))[0] as number,
    values,
  };
}

/** Whether a problem is linear in one unknown, and a sum of products. */
export function isSeparable(problem: PdeProblem): boolean {
  try {
    requireSeparable(problem);
    return true;
  } catch (error) {
    if (error instanceof SechError) return false;
    throw error;
  }
}

/** Throws for problems that are not linear in one unknown, or not sums of products. */
export function requireSeparable(problem: PdeProblem): void {
  if (problem.unknowns.length !== 1 || problem.equations.length !== 1) {
    throw invalid({
      what: "sums of products solve one equation for one unknown",
      got: problem.unknowns,
      attempt: 'model.trainer "auto"',
    });
  }
  const { interior, boundary, initial } = posed(problem);
  // Taken apart at one point of every coordinate.
  for (const { tape, reads } of [interior, ...boundary, ...initial]) {
    const middle = problem.domain.map(([from, to]) => Float64Array.of(0.5 * (from + to)));
    tapeProducts(tape, reads.length, middle);
  }
}
