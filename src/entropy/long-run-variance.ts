/**
 * Variance of √M times the mean of value[sequence_t] over M steps: Σ_k w_k γ_k of its autocovariances, with weight 1 to
 * lag `flat` and falling linearly to 0 at twice that. Never negative.
 *
 * It is twice the variance of overlapping means over 2·flat steps less that over `flat`, each times its steps, so it costs
 * the same for every length.
 *
 * Source: D. N. Politis and J. P. Romano, Journal of Time Series Analysis 16 (1995) 67–103.
 */
export function longRunVariance(sequence: Uint16Array, value: Float64Array, flat: number): number {
  const steps = sequence.length;
  const short = Math.max(1, Math.min(flat, Math.floor(steps / 8)));
  let mean = 0;
  for (const index of sequence) mean += (value[index] as number) / steps;
  const batch = (length: number) => {
    let sum = 0;
    let squares = 0;
    for (let t = 0; t < steps; t++) {
      sum += (value[sequence[t] as number] as number) - mean;
      if (t >= length) sum -= (value[sequence[t - length] as number] as number) - mean;
      if (t >= length - 1) squares += sum * sum;
    }
    return squares / length / (steps - length + 1);
  };
  return Math.max(0, 2 * batch(2 * short) - batch(short));
}
