import type { ResidualObjective } from "../core/index.ts";

/** How large residuals are: all of them with their weights, and each component alone without. */
export interface ResidualSize {
  /** √(Σ weight · mean square), over all components of all terms. */
  readonly rms: number;
  /** The mean square of each component of each term, without weights. */
  readonly components: readonly (readonly number[])[];
}

/** Measures the residuals of an objective whose squares have weight 1, at θ; `scratch` has its length of rows. */
export function measureResiduals(
  objective: ResidualObjective,
  theta: Float64Array,
  weights: readonly number[],
  scratch: Float64Array,
): ResidualSize {
  objective.residuals(theta, scratch);
  let total = 0;
  const components = objective.terms.map(({ start, count, components: width }, term) => {
    const squares = new Array<number>(width).fill(0);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < width; c++)
        squares[c] = (squares[c] as number) + (scratch[start + i * width + c] as number) ** 2;
    }
    const means = squares.map((square) => square / count);
    total += (weights[term] as number) * means.reduce((sum, mean) => sum + mean, 0);
    return means;
  });
  return { rms: Math.sqrt(total), components };
}
