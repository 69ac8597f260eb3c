/** Which member of Broyden's family an update takes. */
export type SelfScaledFamily = "broyden" | "bfgs";

/**
 * The scale τ and the member φ of Broyden's family (1 is BFGS, 0 is DFP) for b = sᵀBs / sᵀy, h = yᵀHy / sᵀy.
 *
 * Source: J. F. Urbán, P. Stefanou and J. A. Pons, Journal of Computational Physics 523 (2025) 113656, §2, after
 * M. Al-Baali and H. Khalfan, Optimization Methods and Software 20 (2005) 679–691.
 */
export function broydenFactors(
  family: SelfScaledFamily,
  n: number,
  b: number,
  h: number,
): { tau: number; phi: number } {
  const shrink = Math.min(1, 1 / b);
  if (family === "bfgs" || n === 1) return { tau: shrink, phi: 1 };
  // a ≥ 0 by the inequality of Cauchy and Schwarz; at zero s and Hy are parallel and all members agree.
  const a = b * h - 1;
  if (!(a > 1e-12)) return { tau: shrink, phi: 1 };
  const c = Math.sqrt(a / (1 + a));
  const rho = Math.min(1, h * (1 - c));
  const least = (rho - 1) / a;
  const most = 1 / rho;
  const theta = Math.max(least, Math.min(most, (1 - b) / b));
  const sigma = 1 + theta * a;
  const spread = Math.abs(sigma) ** (1 / (1 - n));
  const tau = theta <= 0 ? Math.min(shrink * spread, sigma) : shrink * Math.min(spread, 1 / theta);
  return { tau, phi: (1 - theta) / (1 + a * theta) };
}
