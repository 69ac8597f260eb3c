/**
 * P(X ≤ x) of a variable with mean 0, the given variance and third central moment, taken as a shifted gamma variable, whose
 * cube root is nearly normal.
 *
 * Source: P. Hall, Australian Journal of Statistics 25 (1983) 49–57, and M. J. Buckley and G. K. Eagleson, Australian
 * Journal of Statistics 30A (1988) 150–159, for three moments; E. B. Wilson and M. M. Hilferty, Proceedings of the
 * National Academy of Sciences 17 (1931) 684–688, for the cube root.
 */
export function gammaBelow(x: number, variance: number, third: number): number {
  const sigma = Math.sqrt(variance);
  if (sigma === 0) return x >= 0 ? 1 : 0;
  const z = x / sigma;
  const skewness = third / sigma ** 3;
  if (Math.abs(skewness) < 1e-6) return normalBelow(z);
  if (skewness < 0) return 1 - gammaBelow(-x, variance, -third);
  const shape = 4 / skewness ** 2;
  const ratio = 1 + z / Math.sqrt(shape);
  if (ratio <= 0) return 0;
  const nineth = 1 / (9 * shape);
  return normalBelow((Math.cbrt(ratio) - 1 + nineth) / Math.sqrt(nineth));
}

/**
 * Standard normal distribution function, to 1.5e-7.
 *
 * Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), eq. 7.1.26.
 */
function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erfc = poly * Math.exp(-x * x);
  return z >= 0 ? 1 - erfc / 2 : erfc / 2;
}
