/** How well the nearest past states foretell a series. */
export interface PredictionOptions {
  /** Coordinates of a state. */
  readonly dimension: number;
  /** Samples from one coordinate to the next, and how far ahead is foretold. */
  readonly delay: number;
  /** Most states of which the future is foretold. */
  readonly queries: number;
}

/**
 * ln of the error of foretelling x_{i+ℓ} − x_i by what followed the most similar other state, over its root mean square:
 * about ½ ln 2 for independent changes, far below zero where the present determines the future.
 *
 * A state is x_i, x_{i−ℓ}, …; states that share samples with the one foretold are left out.
 *
 * Source: E. N. Lorenz, Journal of the Atmospheric Sciences 26 (1969) 636–646 (analogues); T. Sauer, J. A. Yorke and M.
 * Casdagli, Journal of Statistical Physics 65 (1991) 579–616 (embedding).
 */
export function predictionError(x: Float64Array, { dimension, delay, queries }: PredictionOptions): number {
  const history = (dimension - 1) * delay;
  const end = x.length - delay;
  const step = Math.max(1, Math.floor((end - history) / queries));
  let error = 0;
  let change = 0;
  for (let i = history; i < end; i += step) {
    let nearest = Infinity;
    let best = -1;
    for (let j = history; j < end; j++) {
      if (Math.abs(j - i) <= history + delay) continue;
      let distance = 0;
      for (let back = 0; back <= history && distance < nearest; back += delay) {
        distance += ((x[j - back] as number) - (x[i - back] as number)) ** 2;
      }
      if (distance < nearest) {
        nearest = distance;
        best = j;
      }
    }
    if (best < 0) continue;
    const own = (x[i + delay] as number) - (x[i] as number);
    error += ((x[best + delay] as number) - (x[best] as number) - own) ** 2;
    change += own ** 2;
  }
  return change === 0 ? -Infinity : 0.5 * Math.log(error / change + 1e-12);
}
