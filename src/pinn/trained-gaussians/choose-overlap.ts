import { type LeastSquares, rng } from "../../core/index.ts";
import { type optimisers, sampling } from "../../training/index.ts";
import { withPoints } from "./insert.ts";
import { type GaussianLayout, geometryAt, sitesInUse, widthAt, widthParameter } from "./layout.ts";
import { solveWeights } from "./solve-weights.ts";

/** Widths that are tried, in spacings of the centres, while they lower residuals: the wider, the smoother, and the closer to dependent. */
const overlaps = [1.5, 1.75, 2, 2.5, 3];

/** What the choice remembers: plain data. */
export interface OverlapState extends optimisers.OptimiserState {
  /** The overlap that was chosen, 0 before. */
  readonly overlap: number;
}

/**
 * One step, which tries several widths, one for all Gaussians as they are placed, and keeps that with the least residuals at
 * points at which the weights were not solved for: those of the equations at other points, those of conditions as they are.
 *
 * @param placed The overlap with which Gaussians have been placed.
 */
export function overlapChoice(layout: GaussianLayout, placed: number): optimisers.Optimiser<OverlapState> {
  return {
    name: "overlap",
    init: (theta) => ({
      theta: theta.slice(),
      value: Number.POSITIVE_INFINITY,
      gradientNorm: Number.POSITIVE_INFINITY,
      iteration: 0,
      evaluations: 0,
      stop: null,
      overlap: 0,
    }),
    update(objective, state) {
      let best = { theta: state.theta, value: Number.POSITIVE_INFINITY, overlap: placed };
      let evaluations = state.evaluations;
      for (const overlap of overlaps) {
        const solved = solveWeights(objective, withWidths(layout, state.theta, overlap / placed), layout.all, 8);
        evaluations += solved.evaluations + 1;
        const value = valueElsewhere(objective, layout, solved.theta);
        if (!(value < best.value)) break;
        best = { theta: solved.theta, value, overlap };
      }
      const found = Number.isFinite(best.value);
      return { ...state, ...best, evaluations, iteration: state.iteration + 1, stop: found ? null : "not-finite" };
    },
    refresh: (_, state) => state,
    report: ({ theta, overlap }) => ({ measures: { overlap }, frames: [theta] }),
  };
}

/** All widths in use times a factor. */
function withWidths(layout: GaussianLayout, theta: Float64Array, factor: number): Float64Array {
  const { layer } = layout;
  const out = theta.slice();
  for (let site = 0; site < sitesInUse(layout, theta); site++) {
    for (let output = 0; output < layer.outputs; output++) {
      const at = geometryAt(layout, site, output) + layer.inputs;
      for (let j = 0; j < layer.inputs; j++) {
        out[at + j] = widthParameter(layout, factor * widthAt(layout, theta, at + j));
      }
    }
  }
  return out;
}

/** ½ |r|² with the equations at other points, which are the same for every θ. */
function valueElsewhere(objective: LeastSquares, { domain }: GaussianLayout, theta: Float64Array): number {
  const located = withPoints(objective);
  const interior = located?.terms[0];
  const own = interior === undefined ? undefined : located?.points(interior.name);
  if (interior !== undefined && own !== undefined) {
    const drawn = sampling.sobolPoints(domain, interior.count, rng(interior.count));
    located?.setPoints(interior.name, [drawn]);
  }
  const residuals = new Float64Array(objective.rows);
  objective.residuals(theta, residuals);
  if (interior !== undefined && own !== undefined) located?.setPoints(interior.name, [own[0] as Float64Array]);
  return residuals.reduce((sum, r) => sum + 0.5 * r * r, 0);
}
