/**
 * Moments M_m(z) = ∫₀¹ e^{(1−s)z} s^m ds = m! φ_{m+1}(z) of the exponential kernel at z = −iy, for many y ≥ 0 at once.
 *
 * Two recurrences, each in the direction in which it damps rounding: upwards M_m = (m M_{m−1} − 1)/z while m ≤ y, and
 * downwards M_{m−1} = (1 + z M_m)/m from far above for the rest. The absolute error is a few units of 1e-16.
 *
 * @param y Shape [n], not negative.
 * @param count How many moments, M₀ … M_{count−1}.
 * @param re Real parts, row-major [count, n].
 * @param im Imaginary parts, row-major [count, n].
 */
export function exponentialMoments(
  y: Float64Array,
  n: number,
  count: number,
  re: Float64Array,
  im: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    const angle = y[i] as number;
    const up = angle >= 0.5 ? Math.min(count - 1, Math.floor(angle)) : -1;
    let a = 0;
    let b = 0;
    if (up >= 0) {
      const half = Math.sin(0.5 * angle);
      const inverse = 1 / angle;
      a = Math.sin(angle) * inverse;
      b = -2 * half * half * inverse;
      re[i] = a;
      im[i] = b;
      for (let m = 1; m <= up; m++) {
        const next = (m * a - 1) * inverse;
        a = -m * b * inverse;
        b = next;
        re[m * n + i] = a;
        im[m * n + i] = b;
      }
    }
    if (up === count - 1) continue;
    a = 0;
    b = 0;
    for (let m = Math.ceil(12 + 2.2 * angle + count); m > up + 1; m--) {
      const next = (1 + angle * b) / m;
      b = (-angle * a) / m;
      a = next;
      if (m <= count) {
        re[(m - 1) * n + i] = a;
        im[(m - 1) * n + i] = b;
      }
    }
  }
}
