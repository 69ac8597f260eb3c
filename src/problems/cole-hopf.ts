/**
 * The solution of u_t + u u_x = ν u_xx with u(x, 0) = −sin πx, by the transformation of Cole and Hopf:
 * u = −∫ sin π(x−η) w dη / ∫ w dη, w = exp(−cos(π(x−η))/(2πν) − η²/(4νt)).
 *
 * The trapezoidal rule, which converges faster than any power for these integrands; exponents are taken from their
 * largest, so that nothing overflows at any viscosity. J. D. Cole, Quart. Appl. Math. 9 (1951) 225; C. Basdevant et al.,
 * Comput. Fluids 14 (1986) 23, eq. 2.6.
 */
export function coleHopf(viscosity: number, x: number, t: number): number {
  if (t <= 0) return -Math.sin(Math.PI * x);
  // Beyond `reach` a weight is below exp(−45) of the largest; `step` is a third of the narrowest peak's deviation.
  const reach = Math.sqrt(4 * viscosity * t * (1 / (Math.PI * viscosity) + 45));
  const step = Math.sqrt(viscosity / (Math.PI / 2 + 1 / (2 * t))) / 3;
  const points = Math.ceil(reach / step);
  const exponent = (eta: number): number =>
    -Math.cos(Math.PI * (x - eta)) / (2 * Math.PI * viscosity) - (eta * eta) / (4 * viscosity * t);
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = -points; i <= points; i++) largest = Math.max(largest, exponent(i * step));
  let [top, bottom] = [0, 0];
  for (let i = -points; i <= points; i++) {
    const weight = Math.exp(exponent(i * step) - largest);
    top -= Math.sin(Math.PI * (x - i * step)) * weight;
    bottom += weight;
  }
  return top / bottom;
}
