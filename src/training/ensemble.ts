import { invalid } from "../core/index.ts";
import type { Problem } from "../problems/index.ts";
import type { Fit, Model } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { train } from "./train.ts";

/** Fits of one model to one problem from several seeds. */
export interface Ensemble<P extends Problem, M extends Model<P>> {
  /** One fit a seed, in order. */
  readonly fits: readonly Fit<P, M>[];
  /** The fit with the least residual on fresh points. */
  readonly best: Fit<P, M>;
  /** The mean of the fits at points of shape [count][coordinates], shape [count][unknowns]. */
  values(points: Float64Array): Float64Array;
  /** The standard deviation of the fits about it, of the same shape: how far they disagree. */
  spread(points: Float64Array): Float64Array;
}

/** Trains a model once for every seed, one after another; each budget is that of one fit. */
export async function ensemble<P extends Problem, M extends Model<P>>(
  problem: P,
  model: M,
  { seeds, ...options }: Omit<TrainOptions, "seed" | "resume"> & { readonly seeds: readonly number[] },
): Promise<Ensemble<P, M>> {
  if (seeds.length === 0) throw invalid({ what: "seeds must not be empty", path: "seeds", attempt: "[1, 2, 3, 4, 5]" });
  const fits: Fit<P, M>[] = [];
  for (const seed of seeds) fits.push(await train(problem, model, { ...options, seed }));
  return ensembleOf(fits);
}

/** What fits of one model to one problem say together; at least one. */
export function ensembleOf<P extends Problem, M extends Model<P>>(fits: readonly Fit<P, M>[]): Ensemble<P, M> {
  const values = (points: Float64Array): Float64Array => {
    const all = fits.map((fit) => fit.values(points));
    return (all[0] as Float64Array).map((_, i) => mean(all.map((one) => one[i] as number)));
  };
  return {
    fits,
    best: fits.reduce((best, fit) => (fit.heldOutResidual < best.heldOutResidual ? fit : best)),
    values,
    spread(points) {
      const all = fits.map((fit) => fit.values(points));
      const middle = values(points);
      return middle.map((centre, i) => Math.sqrt(mean(all.map((one) => ((one[i] as number) - centre) ** 2))));
    },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
